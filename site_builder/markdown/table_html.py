"""The tokens of a table to its frame, its cells, and the rows of it on pages of their own."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from site_builder.markdown.attributes import Attributes, attributes_of
from site_builder.markdown.bodies import attribute_html, attributes_html, text_html
from site_builder.markdown.inline_html import tag_html
from site_builder.markdown.parser import plain_html
from site_builder.markdown.token_text import plain_text
from site_builder.model import Html, TableBreak


def frame_html(tokens: Sequence[Token], at: int) -> str:
    """The frame, in which a wide table scrolls. The keyboard can reach it, so it needs a name."""
    attributes = attributes_of(tokens[at])
    if tokens[at + 1].type == "caption_open":
        name = attribute_html("aria-labelledby", str(tokens[at + 1].attrs["id"]))
    else:
        name = attribute_html("aria-label", _header_text(tokens, at) or "Table")
    identifier = attribute_html("id", attributes.id) if attributes.id else ""
    table = attributes_html(Attributes("", attributes.classes, attributes.pairs).html_attributes("table"))
    return f'<div class="table-wrap"{identifier} role="region" tabindex="0"{name}>\n<table{table}>\n'


def _header_text(tokens: Sequence[Token], at: int) -> str:
    cells = []
    # A slice would copy the rest of the tokens for each of many tables.
    for token in map(tokens.__getitem__, range(at, len(tokens))):
        if token.type in ("thead_close", "tbody_open"):
            break
        if token.type == "inline":
            cells.append(plain_text(token.children).strip())
    return ", ".join(cell for cell in cells if cell)


def cell_html(token: Token) -> str:
    if token.tag == "th":
        token.attrs = {"scope": "colgroup" if "colspan" in token.attrs else "col", **token.attrs}
    return tag_html(token)


def table_break(token: Token, frame: str) -> TableBreak:
    """A place for rows on pages of their own, which repeat the table's frame and heads, with a plain caption."""
    first, last, columns = (token.meta[name] for name in ("first", "last", "columns"))
    if first > last:
        return TableBreak(first, last, columns, Html(""), Html(""))
    named, caption = token.meta["caption"]
    is_whole = not any(child.type == "hole" for child in caption.children or [])
    name = (is_whole and plain_text(caption.children).strip()) or token.meta["file"]
    tokens = token.children or []
    heads = (
        text_html(plain_text(head.children or []))
        if head.type == "inline"
        else cell_html(head)
        if head.type == "th_open"
        else plain_html(tokens, at)
        for at, head in enumerate(tokens)
    )
    opening = f"{frame}{tag_html(named)}{text_html(name)}</caption>\n{''.join(heads)}<tbody>\n"
    return TableBreak(first, last, columns, Html(opening), Html("</tbody>\n</table>\n</div>\n"))
