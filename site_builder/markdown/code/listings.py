"""Blocks of code, with what their fences say in Markdown's, Pandoc's, Quarto's and knitr's ways, to HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from site_builder.frozen import frozen
from site_builder.highlighting import highlighted
from site_builder.markdown.attributes import NO_ATTRIBUTES, Attributes, attributes_of_fence
from site_builder.markdown.bodies import attribute_html, attributes_html, text_html
from site_builder.markdown.paragraphs import paragraph
from site_builder.patterns import pattern

# A cell that Quarto shows as it is written: ```{{python}}
SHOWN_CELL: Final = pattern(r"\{(\{[^{}]*\})\}")
LONGEST: Final = 2_000
NUMBERED: Final = frozenset({"numberlines", "number-lines", "line-numbers", "numbersource"})
# Longer lines may be wider than a telephone. They scroll in a frame, which the keyboard can reach.
WIDE: Final = 30


@frozen
class Listing:
    """A block of code. `first_line` is the number of its first line, 0 if its lines are not numbered."""

    code: str
    language: str = ""
    attributes: Attributes = NO_ATTRIBUTES
    first_line: int = 0
    file: str = ""


def read_listing(token: Token) -> Listing:
    """A block of code, with what its fence says about it."""
    info = token.info.strip()[:LONGEST]
    code = token.content
    if shown := SHOWN_CELL.fullmatch(info):
        return Listing(f"{token.markup}{shown[1]}\n{code}{token.markup}\n")
    attributes = attributes_of_fence(info)
    if attributes is None:
        return Listing(code, unescapeAll(info.split(" ")[0]))
    classes = [name for name in attributes.classes if name.casefold() not in NUMBERED]
    language, *others = classes or [""]
    first = attributes.get("startFrom")
    is_numbered = len(classes) < len(attributes.classes)
    first_line = (int(first) if first.isdecimal() and len(first) < 7 else 1) if is_numbered or first else 0
    kept = Attributes(attributes.id, tuple(others), _without(attributes.pairs, "startFrom", "filename"))
    return Listing(code, language, kept, first_line, attributes.get("filename"))


def _without(pairs: Sequence[tuple[str, str]], *names: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in pairs if pair[0] not in names)


def make_listings(tokens: Sequence[Token]) -> list[Token]:
    """Read the fences of blocks of code."""
    made: list[Token] = []
    for token in tokens:
        if token.type not in ("fence", "code_block"):
            made.append(token)
            continue
        listing = read_listing(token)
        token.meta = {"listing": listing, "attributes": listing.attributes}
        if listing.attributes.id:
            token.attrs["id"] = listing.attributes.id
        made += (*_file(token, listing.file), token)
    return made


def _file(token: Token, file: str) -> list[Token]:
    """The name of the file that the code is from, as a line above it."""
    if not file:
        return []
    name = Token("code_inline", "code", 0, content=file)
    content = Token("inline", "", 0, content=file, children=[name], map=token.map)
    return paragraph(content, token.map)


def listing_html(token: Token) -> str:
    listing: Listing = token.meta["listing"]
    pre = Attributes("", listing.attributes.classes, listing.attributes.pairs).html_attributes("pre")
    if "id" in token.attrs:
        pre = {"id": str(token.attrs["id"]), **pre}
    if any(len(line) > WIDE for line in listing.code.split("\n")):
        pre.setdefault("tabindex", "0")
    language = attribute_html("class", f"language-{listing.language}") if listing.language else ""
    return f"<pre{attributes_html(pre)}><code{language}>{_lines_html(listing)}</code></pre>\n"


def _lines_html(listing: Listing) -> str:
    if not listing.language and not listing.first_line:
        return text_html(listing.code)
    lines = highlighted(listing.code, listing.language)
    if not listing.first_line:
        return "\n".join(lines)
    kept = lines[:-1] if lines and not lines[-1] else lines
    numbered = enumerate(kept, start=listing.first_line)
    return "".join(f'<span class="line" data-line="{number}">{line}\n</span>' for number, line in numbered)


def code_html(code: str, attributes: Attributes | None) -> str:
    """Code within a sentence; its first class may name its language."""
    classes = attributes.classes if attributes else ()
    return "\n".join(highlighted(code, classes[0])) if classes else text_html(code)
