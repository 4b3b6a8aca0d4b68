"""Formulas as MathML, which browsers draw and read aloud without any script."""

from __future__ import annotations

from docutils.nodes import Element
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator

__all__ = ["setup"]


def setup(app: Sphinx) -> None:
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))


def _inline(translator: SphinxTranslator, node: Element) -> None:
    translator.body.append(tex2mathml(node.astext(), as_block=False))
    _skip()


def _block(translator: SphinxTranslator, node: Element) -> None:
    translator.body.append(f'<div class="formula">{tex2mathml(node.astext(), as_block=True)}</div>')
    _skip()


def _skip() -> None:
    from docutils.nodes import SkipNode

    raise SkipNode
