"""Searching in the book: the same Dutch stems when the index is made as when a reader searches, and each word stemmed once."""

from __future__ import annotations

import functools

import snowballstemmer
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish
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
        # Most words stand on many pages, and stemming is the slowest part of an index.
        self.stem = functools.cache(super().stem)  # type: ignore[method-assign]


class English(SearchEnglish):
    """English stems, each word once."""

    def init(self, options: dict[str, str]) -> None:
        super().init(options)
        self.stem = functools.cache(super().stem)  # type: ignore[method-assign]


def setup(app: Sphinx) -> None:
    app.add_search_language(DutchByPorter)
    app.add_search_language(English)
