"""Boards: exercises that run on the page itself, without a kernel, and in JupyterLab talk to Python."""

from course.boards.acts_chart import ActsPicture
from course.boards.calendar_chart import DecisionCalendar, WindowPicture
from course.boards.coding import CodingBoard
from course.boards.competences import Competences
from course.boards.funnel_chart import FunnelPicture
from course.boards.mix import MixBoard
from course.boards.placing import PlacingBoard
from course.boards.plan import PlanBoard
from course.boards.quotation import Quotation
from course.boards.reach_chart import ReachPicture
from course.boards.room_check import RoomCheck
from course.boards.steps import StepsBoard
from course.boards.works_chart import WorksPicture
from course.boards.worksheet import Worksheet

__all__ = ["ActsPicture", "CodingBoard", "Competences", "DecisionCalendar", "FunnelPicture", "MixBoard", "PlacingBoard", "PlanBoard", "Quotation", "ReachPicture", "RoomCheck", "StepsBoard", "WindowPicture", "WorksPicture", "Worksheet"]
