"""The codebook: every code of the course, in Dutch and English, and what is known about it.

The words and numbers stand in ``data/*.csv`` and are edited there. ``codes.csv`` holds every code with its
label and description; the other files hold what only one family has, such as who takes a decision and when.

>>> from course import codebook
>>> codebook.label("D09", "en"), codebook.decision("D09").short("en")
('Redesign of public space and piggy-backing', 'Street and greenery')
"""

from course.codebook.catalogue import (
    action, actor, channel, decision, group, milestone, owner_group, reach, reason, theme_pairs,
)
from course.codebook.columns import Column, columns
from course.codebook.entries import Entry, description, entry, families, family, family_label, label, near
from course.codebook.records import (
    ActionType, ActorType, Channel, DecisionType, Group, Milestone, Reason, ThemePair,
)

__all__ = [
    "ActionType", "ActorType", "Channel", "Column", "DecisionType", "Entry", "Group", "Milestone", "Reason", "ThemePair",
    "action", "actor", "channel", "columns", "decision", "description", "entry", "families", "family",
    "family_label", "group", "label", "milestone", "near", "owner_group", "reach", "reason", "theme_pairs",
]
