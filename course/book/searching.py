"""Searching in the book: the same Dutch stems when the index is made as when a reader searches."""

from __future__ import annotations

import snowballstemmer
from sphinx.application import Sphinx
from sphinx.search.nl import SearchDutch

__all__ = ["setup"]


class DutchByPorter(SearchDutch):
    """Dutch stems by the older algorithm.

    Sphinx's script in the browser stems with it. The stemmer of the same name in newer snowballstemmer is another
    one, and words such as *venster* would then not be found.
    """

    def init(self, options: dict[str, str]) -> None:
        known = snowballstemmer.algorithms()
        self.stemmer = snowballstemmer.stemmer("dutch_porter" if "dutch_porter" in known else "dutch")


def setup(app: Sphinx) -> None:
    app.add_search_language(DutchByPorter)
