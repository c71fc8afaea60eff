"""The Markdown dialect: CommonMark with tables, footnotes, definition lists, and Pandoc's and Quarto's additions."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from site_builder.markdown.abbreviations import abbreviations_plugin
from site_builder.markdown.blocks import blocks_plugin, is_too_long
from site_builder.markdown.citing.citations import citations_plugin
from site_builder.markdown.citing.labels import labels_plugin
from site_builder.markdown.citing.uncited import uncited_plugin
from site_builder.markdown.code.chunks import chunks_plugin
from site_builder.markdown.code.text_references import text_references_plugin
from site_builder.markdown.divs.callouts import callouts_plugin
from site_builder.markdown.divs.misspelt import misspelt_plugin
from site_builder.markdown.divs.panels import panels_plugin
from site_builder.markdown.emphasis import emphasis_plugin
from site_builder.markdown.false_headings import false_headings_plugin
from site_builder.markdown.footnotes import footnotes_plugin
from site_builder.markdown.formulas import formulas_plugin
from site_builder.markdown.heading_links import heading_links_plugin
from site_builder.markdown.inline_notes import inline_notes_plugin
from site_builder.markdown.inlines import inlines_plugin
from site_builder.markdown.line_blocks import line_blocks_plugin
from site_builder.markdown.ordered_lists import ordered_lists_plugin
from site_builder.markdown.places import Reading
from site_builder.markdown.raw.commands import raw_commands_plugin
from site_builder.markdown.raw.comments import comments_plugin
from site_builder.markdown.raw.formats import raw_formats_plugin
from site_builder.markdown.raw.html import is_external
from site_builder.markdown.raw.latex_figures import latex_figures_plugin
from site_builder.markdown.raw.text import html_text_plugin
from site_builder.markdown.tables.captions import captions_plugin
from site_builder.markdown.task_lists import task_lists_plugin
from site_builder.markdown.typography import typography_plugin
from site_builder.markdown.unclosed import unclosed_plugin

# Blocks and brackets nested deeper than anyone writes are read as text; the limit spares Python's stack.
DEEPEST: Final = 60
RENDERER: Final = RendererHTML()
PLUGINS: Final = (
    deflist_plugin,
    footnote_plugin,
    footnotes_plugin,
    blocks_plugin,
    unclosed_plugin,
    false_headings_plugin,
    misspelt_plugin,
    captions_plugin,
    line_blocks_plugin,
    ordered_lists_plugin,
    task_lists_plugin,
    raw_formats_plugin,
    html_text_plugin,
    comments_plugin,
    abbreviations_plugin,
    heading_links_plugin,
    panels_plugin,
    callouts_plugin,
    chunks_plugin,
    text_references_plugin,
    formulas_plugin,
    inline_notes_plugin,
    inlines_plugin,
    emphasis_plugin,
    citations_plugin,
    uncited_plugin,
    labels_plugin,
    latex_figures_plugin,
    raw_commands_plugin,
    typography_plugin,
)


class _Parser(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802, RUF100
        """Links within the project stay as written: they name files, and are encoded when they are filled in."""
        return super().normalizeLink(url) if is_external(url) else url


def parse_blocks(text: str, reading: Reading) -> list[Token]:
    return parser().parse(text, {"reading": reading})


def parse_inline(text: str, reading: Reading, nocite: bool = False) -> list[Token]:
    """A text without blocks or footnotes: a title; with `nocite`, the wildcard `@*` is a key too."""
    reading.in_note = True
    if is_too_long(text, reading):
        return []
    env: dict[str, Any] = {"reading": reading, **({"nocite": True} if nocite else {})}
    return parser().inline.parse(text, parser(), env, [])


def plain_html(tokens: Sequence[Token], at: int) -> str:
    """A token's HTML where CommonMark's is good enough."""
    rule = RENDERER.rules.get(tokens[at].type, RENDERER.renderToken)
    html: str = rule(tokens, at, parser().options, {})
    return html


@functools.cache
def parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": DEEPEST, "xhtmlOut": False})
    parser.enable(["table", "strikethrough"])
    for plugin in PLUGINS:
        parser.use(plugin)
    return parser
