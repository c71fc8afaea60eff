"""Markdown text to tokens: CommonMark with tables, footnotes, definition lists, and Pandoc's and Quarto's additions."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_core import RuleFuncCoreType
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.renderer import RendererHTML
from markdown_it.ruler import RuleOptionsType, Ruler
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from site_builder.markdown.abbreviations import abbreviation_rule, abbreviations_rule
from site_builder.markdown.blocks import (
    code_rule,
    div_rule,
    heading_attributes_rule,
    inline_rule,
    is_too_long,
    stray_rule,
)
from site_builder.markdown.citing.citations import cluster_rule, key_rule
from site_builder.markdown.citing.labels import (
    from_latex_rule,
    label_rule,
    latex_reference_rule,
    modified_reference_rule,
)
from site_builder.markdown.citing.nocite import nocite_alone_rule, nocite_rule
from site_builder.markdown.code.chunks import chunks_rule
from site_builder.markdown.code.text_references import text_references_rule
from site_builder.markdown.definition_lists import definition_list_rule
from site_builder.markdown.divs.callouts import titles_rule
from site_builder.markdown.divs.figure_divs import stated_captions_rule
from site_builder.markdown.divs.misspelt import misspelt_rule
from site_builder.markdown.footnotes import (
    note_definition_rule,
    note_reference_rule,
    note_rule,
    notes_apart_rule,
    unused_footnotes_rule,
)
from site_builder.markdown.formulas import (
    command_definition_rule,
    environment_rule,
    formula_block_rule,
    formula_rule,
    inline_environment_rule,
)
from site_builder.markdown.headings import false_headings_rule, heading_links_rule
from site_builder.markdown.inlines import (
    attributes_rule,
    brackets_apart_rule,
    emphasis_rule,
    escaped_space_rule,
    html_rule,
    image_rule,
    last_break_rule,
    link_rule,
    script_rule,
    span_rule,
)
from site_builder.markdown.line_blocks import line_block_rule
from site_builder.markdown.link_definitions import link_definition_rule
from site_builder.markdown.lists import ordered_list_rule, task_lists_rule
from site_builder.markdown.loose_emphasis import loose_emphasis_rule
from site_builder.markdown.raw.commands import raw_command_rule
from site_builder.markdown.raw.formats import raw_formats_rule, raw_latex_rule
from site_builder.markdown.raw.html import is_external
from site_builder.markdown.raw.html_blocks import html_block_rule
from site_builder.markdown.raw.html_text import comments_rule, html_text_rule
from site_builder.markdown.raw.latex_figures import figure_rule
from site_builder.markdown.source_positions import Reading
from site_builder.markdown.tables.captions import caption_rule, captioned_rule, captions_rule
from site_builder.markdown.tables.grid import grid_table_rule
from site_builder.markdown.tables.lists import list_tables_rule
from site_builder.markdown.tables.pipe import pipe_table_rule
from site_builder.markdown.tables.simple import simple_table_rule
from site_builder.markdown.typography import typography_rule

# Blocks and brackets nested deeper than anyone writes are read as text; the limit spares Python's stack.
DEEPEST: Final = 60
RENDERER: Final = RendererHTML()
# Blocks that end where such a block begins, without a blank line between them.
PARAGRAPHS: Final[RuleOptionsType] = {"alt": ["paragraph", "reference"]}
TEXTS: Final[RuleOptionsType] = {"alt": ["paragraph", "reference", "blockquote"]}
ALL: Final[RuleOptionsType] = {"alt": ["paragraph", "reference", "blockquote", "list"]}


class _Parser(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802, RUF100
        """Links within the project stay as written: they name files, and are encoded when they are filled in."""
        return super().normalizeLink(url) if is_external(url) else url

    def validateLink(self, url: str) -> bool:  # noqa: N802, RUF100
        """SVG may be within an address: as an image it runs no scripts, and browsers do not open it as a page."""
        return url.strip().lower().startswith("data:image/svg+xml") or super().validateLink(url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802, RUF100
        """An address that is its own words is shown as it is written, as Pandoc does."""
        return link


def parse_blocks(text: str, reading: Reading) -> list[Token]:
    """The tokens of a text, without the links back that end notes: an image may be alone in the last paragraph."""
    tokens = parser().parse(text, {"reading": reading})
    return [token for token in tokens if token.type != "footnote_anchor"]


def parse_inline(text: str, reading: Reading, nocite: bool = False) -> list[Token]:
    """A text without blocks: a title, which may have marks of notes; with `nocite`, the wildcard `@*` is a key too."""
    reading.in_note = not reading.in_title
    if is_too_long(text, reading):
        return []
    env: dict[str, Any] = {"reading": reading, **({"nocite": True} if nocite else {})}
    return parser().inline.parse(text, parser(), env, [])


def plain_html(tokens: Sequence[Token], at: int) -> str:
    """The HTML of a token that needs nothing beyond CommonMark's."""
    rule = RENDERER.rules.get(tokens[at].type, RENDERER.renderToken)
    html: str = rule(tokens, at, parser().options, {})
    return html


@functools.cache
def parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": DEEPEST, "xhtmlOut": False})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin)
    _set_block_rules(parser.block.ruler)
    _set_core_rules(parser.core.ruler)
    _set_inline_rules(parser.inline.ruler)
    parser.inline.ruler2.before("balance_pairs", "brackets_apart", brackets_apart_rule)
    parser.inline.ruler2.after("balance_pairs", "loose_emphasis", loose_emphasis_rule)
    parser.inline.ruler2.push("abbreviations", abbreviations_rule)
    parser.inline.ruler2.push("typography", typography_rule)
    return parser


def _set_block_rules(rules: Ruler[RuleFuncBlockType]) -> None:
    rules.before("table", "grid_table", grid_table_rule)
    rules.before("table", "latex_figure", figure_rule, ALL)
    rules.at("table", pipe_table_rule, PARAGRAPHS)
    # After the tables, since lines of verse may begin like one.
    rules.after("table", "simple_table", simple_table_rule)
    rules.after("simple_table", "line_block", line_block_rule)
    rules.before("fence", "div", div_rule, ALL)
    rules.before("fence", "caption", caption_rule, {"alt": ["blockquote"]})
    rules.before("fence", "formula", formula_block_rule, ALL)
    rules.before("fence", "environment", environment_rule, ALL)
    rules.before("fence", "definition", command_definition_rule, ALL)
    rules.at("fence", code_rule, ALL)
    rules.after("list", "ordered_list", ordered_list_rule, PARAGRAPHS)
    rules.at("footnote_def", note_definition_rule, PARAGRAPHS)
    rules.before("reference", "raw_latex", raw_latex_rule)
    rules.at("html_block", html_block_rule, TEXTS)
    rules.before("reference", "abbreviation", abbreviation_rule, PARAGRAPHS)
    rules.at("reference", link_definition_rule)
    rules.before("paragraph", "captioned", captioned_rule)
    rules.before("paragraph", "definition_list", definition_list_rule, TEXTS)


def _set_core_rules(rules: Ruler[RuleFuncCoreType]) -> None:
    """Set the rules for whole texts.

    Of those added after “block”, the last one runs first: comments are split off at once.
    """
    rules.after("block", "attributes", heading_attributes_rule)
    rules.after("block", "stray_fences", stray_rule)
    rules.after("block", "false_headings", false_headings_rule)
    rules.after("block", "misspelt_classes", misspelt_rule)
    rules.after("block", "captions", captions_rule)
    rules.after("block", "list_tables", list_tables_rule)
    rules.after("block", "task_lists", task_lists_rule)
    rules.after("block", "raw_formats", raw_formats_rule)
    rules.after("block", "html_text", html_text_rule)
    rules.after("block", "comments", comments_rule)
    # By now, attributes have been taken out of headings' text.
    rules.before("inline", "heading_links", heading_links_rule)
    rules.before("inline", "panels", stated_captions_rule)
    rules.before("inline", "callouts", titles_rule)
    rules.before("inline", "chunks", chunks_rule)
    rules.before("inline", "text_references", text_references_rule)
    rules.before("inline", "last_break", last_break_rule)
    rules.before("inline", "notes_apart", notes_apart_rule)
    rules.at("inline", inline_rule)
    rules.after("inline", "nocite_alone", nocite_alone_rule)
    rules.before("footnote_tail", "unused_footnotes", unused_footnotes_rule)


def _set_inline_rules(rules: Ruler[RuleFuncInlineType]) -> None:
    rules.before("escape", "environment", inline_environment_rule)
    rules.before("escape", "escaped_space", escaped_space_rule)
    rules.before("escape", "nocite", nocite_rule)
    rules.before("escape", "label", label_rule)
    rules.before("escape", "latex_reference", latex_reference_rule)
    # After all rules that know commands, since it reports the others.
    rules.before("escape", "raw_command", raw_command_rule)
    rules.after("backticks", "formula", formula_rule)
    rules.before("emphasis", "modified_reference", modified_reference_rule)
    rules.at("emphasis", emphasis_rule)
    rules.at("link", link_rule)
    rules.before("link", "from_latex", from_latex_rule)
    rules.after("link", "span", span_rule)
    rules.at("image", image_rule)
    rules.at("footnote_inline", note_rule)
    rules.at("footnote_ref", note_reference_rule)
    rules.at("html_inline", html_rule)
    rules.push("script", script_rule)
    rules.push("attributes", attributes_rule)
    rules.push("citation_cluster", cluster_rule)
    rules.push("citation_key", key_rule)
