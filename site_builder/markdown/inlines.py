"""Inline text beside citations to tokens: links and images that know their places, spans, scripts, emphasis."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, pairwise
from typing import Final

from markdown_it.common.utils import isWhiteSpace
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, html_inline, image, link
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from site_builder.diagnostics import Rule
from site_builder.markdown.attributes import Attributes, attributes_at
from site_builder.markdown.citing.brackets import closing_bracket
from site_builder.markdown.divs.asides import is_marginal
from site_builder.markdown.footnotes import push_note
from site_builder.markdown.headings import WAITING
from site_builder.markdown.link_definitions import attributes_of_definition
from site_builder.markdown.raw.comments import OPENING, comment
from site_builder.markdown.raw.formats import raw_code
from site_builder.markdown.source_positions import reading_of
from site_builder.patterns import pattern

# Classes of spans for which HTML has an element, as in Pandoc.
SPANS: Final = {"mark": "mark", "underline": "u", "ul": "u"}
ESCAPED_SPACE: Final = "\\ "
SCRIPTS: Final = {"^": "sup", "~": "sub"}
LONGEST_SCRIPT: Final = 200
# The rest of an image after its description, if it is a paragraph of its own
ALONE: Final = pattern(r"(?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])\s*(?:\{[^{}\n]*\}\s*)?")
CELL: Final = pattern(r"</?t[dhr](?![a-z])", re.IGNORECASE)
BRACKET: Final = pattern(r"[\[\]]")
# A letter behind a reference names a part of a figure: `[@fig:map](A)`
PART: Final = pattern(r"\[@[\w:.-]{1,200}\]\([A-Za-z](?:[,-][A-Za-z]){0,9}\)")


def last_break_rule(state: StateCore) -> None:
    """A backslash at the end of a paragraph to a line break, where one is plainly meant.

    It keeps a lone image from becoming a figure (Pandoc's manual, “Images”). After other words it stays, as in
    CommonMark; in other tools' texts it is dropped, as in Pandoc.
    """
    is_foreign = reading_of(state).dialect.is_foreign
    for before, token in pairwise(state.tokens):
        text = token.content
        if before.type not in ("paragraph_open", "heading_open") or not text.endswith("\\") or text.endswith("\\\\"):
            continue
        if before.type == "paragraph_open" and _is_break(text):
            token.content += "\n"
        elif is_foreign:
            token.content = text.rstrip("\\ \n")


def _is_break(text: str) -> bool:
    return text == "\\" or "\\\n" in text or (text.startswith("![") and text[-2] in ")]}")


def link_rule(state: StateInline, silent: bool) -> bool:
    start, before = state.pos, len(state.tokens)
    if state.src[start] != "[" or closing_bracket(state, start) is None or PART.match(state.src, start, state.posMax):
        return False
    if not link(state, silent):
        return False
    if not silent:
        _place(state, before, "link_open", start, start)
    return True


def image_rule(state: StateInline, silent: bool) -> bool:
    start, before = state.pos, len(state.tokens)
    if not state.src.startswith("![", start, state.posMax) or (end := closing_bracket(state, start + 1)) is None:
        return False
    reading = reading_of(state)
    # The description of an image that stands alone is a caption, which may have notes.
    is_alone = start == 0 and reading.in_paragraph and ALONE.fullmatch(state.src, end + 1) is not None
    is_captioned = is_alone and not state.src.startswith("^[", 2) and not state.src.startswith("[^", 2)
    outer = reading.in_alt, reading.in_paragraph
    reading.in_alt, reading.in_paragraph = reading.in_alt or not is_captioned, False
    with reading.nested(start + 2):
        found = image(state, silent)
    reading.in_alt, reading.in_paragraph = outer
    if found and not silent:
        if str(state.tokens[-1].attrs["src"]).startswith(WAITING):
            # A heading is no image, so this is text, as if there were no such heading.
            del state.tokens[-1], state.tokens_meta[-1]
            state.pending += state.src[start : state.pos]
        else:
            _place(state, before, "image", start, start + 1)
    return found


def html_rule(state: StateInline, silent: bool) -> bool:
    start, before = state.pos, len(state.tokens)
    read = comment if state.src.startswith(OPENING, start) else html_inline
    if not read(state, silent):
        return False
    if not silent:
        _place(state, before, "html_inline", start)
        if not state.level and CELL.match(state.src, start):
            # Emphasis does not reach from one table cell into the next.
            state.tokens_meta[-1] = {"delimiters": state.delimiters}
            state.delimiters = []
    return True


def span_rule(state: StateInline, silent: bool) -> bool:
    """Pandoc's `[text]{#id .class}`."""
    start, outer_end = state.pos, state.posMax
    # In validation mode the brackets count as text, so that a link may have a span in its label.
    if state.src[start] != "[" or silent:
        return False
    end = closing_bracket(state, start)
    found = None if end is None else attributes_at(state.src, end + 1, outer_end)
    if end is None or found is None:
        return False
    attributes, after = found
    if is_marginal(attributes) and reading_of(state).takes_notes:
        push_note(state, start, end)
        state.pos = after
        return True
    tag = next((SPANS[name] for name in attributes.classes if name in SPANS), "span")
    if tag != "span":
        attributes = replace(attributes, classes=tuple(name for name in attributes.classes if name not in SPANS))
    token = state.push("span_open", tag, 1)
    _attach(token, attributes)
    token.meta["place"] = reading_of(state).place(start)
    state.pos, state.posMax = start + 1, end
    state.md.inline.tokenize(state)
    state.push("span_close", tag, -1)
    state.pos, state.posMax = after, outer_end
    return True


def attributes_rule(state: StateInline, silent: bool) -> bool:
    """`{…}` right after an image, a link or code."""
    if state.src[state.pos] != "{" or silent or state.pending or not state.tokens:
        return False
    token = state.tokens[-1]
    if token.type not in ("image", "link_close", "code_inline"):
        return False
    if token.type == "code_inline" and raw_code(state, token):
        return True
    found = attributes_at(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if token.type == "link_close":
        token = next(each for each in reversed(state.tokens) if each.type == "link_open" and each.level == token.level)
    _attach(token, found[0])
    token.meta.setdefault("place", reading_of(state).place(state.pos))
    state.pos = found[1]
    return True


def escaped_space_rule(state: StateInline, silent: bool) -> bool:
    """A space after a backslash, which is a non-breaking space, as in Pandoc."""
    if not state.src.startswith(ESCAPED_SPACE, state.pos, state.posMax):
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content, token.markup, token.info = "\N{NO-BREAK SPACE}", ESCAPED_SPACE, "escape"
    state.pos += len(ESCAPED_SPACE)
    return True


def script_rule(state: StateInline, silent: bool) -> bool:
    """Pandoc's `m^2^` and `CO~2~`, in which spaces need backslashes and brackets have to be in pairs."""
    start, outer_end = state.pos, state.posMax
    mark = state.src[start]
    if mark not in SCRIPTS or silent:
        return False
    end = state.src.find(mark, start + 1, min(outer_end, start + LONGEST_SCRIPT))
    inside = state.src[start + 1 : end].replace(ESCAPED_SPACE, "")
    if end < 0 or end == start + 1 or any(map(str.isspace, inside)):
        return False
    if inside.count("[") != inside.count("]") or inside.find("[") > inside.find("]"):
        return False
    state.push(f"{SCRIPTS[mark]}_open", SCRIPTS[mark], 1)
    state.pos, state.posMax = start + 1, end
    state.md.inline.tokenize(state)
    state.push(f"{SCRIPTS[mark]}_close", SCRIPTS[mark], -1)
    state.pos, state.posMax = end + 1, outer_end
    return True


def _place(state: StateInline, before: int, kind: str, start: int, bracket: int | None = None) -> None:
    opening = next(token for token in state.tokens[before:] if token.type == kind)
    opening.meta["place"] = reading_of(state).place(start)
    if bracket is not None and (attributes := attributes_of_definition(state, bracket)):
        _attach(opening, attributes)
    if kind != "html_inline" and not (opening.attrs.get("href") or opening.attrs.get("src")):
        hint = "write it there, or remove the parentheses and the brackets."
        reading_of(state).report(Rule.DEAD_LINK, start, "The address between the parentheses is empty.", hint)


def _attach(token: Token, attributes: Attributes) -> None:
    token.meta["attributes"] = attributes
    token.attrs.update(attributes.html_attributes(token.tag))


def emphasis_rule(state: StateInline, silent: bool) -> bool:
    """Stars around words to emphasis; in other tools' texts also next to punctuation, as in Pandoc.

    CommonMark does not open emphasis after a letter if a punctuation mark follows, nor close it after a mark if a
    letter follows: “design**:** and”, “**注意：**请”.
    """
    start, before = state.pos, len(state.delimiters)
    is_read = tokenize(state, silent)
    if is_read and state.src[start] == "*" and reading_of(state).dialect.is_foreign:
        for delimiter in state.delimiters[before:]:
            delimiter.open = state.pos < state.posMax and not isWhiteSpace(ord(state.src[state.pos]))
            is_spaced = isWhiteSpace(ord(state.src[start - 1])) if start else True
            # A line break is no space, as Quarto's editor writes emphasised breaks.
            delimiter.close = not is_spaced or state.src.endswith("\\\n", 0, start)
    return is_read


def brackets_apart_rule(state: StateInline) -> None:
    """Brackets that are only text, which emphasis in other tools' texts neither enters nor leaves, as in Pandoc.

    So “[kg*m] and [s*m]” keeps its stars.
    """
    if "[" not in state.src or len(state.delimiters) < 2 or not reading_of(state).dialect.is_foreign:
        return
    delimiter_of = {delimiter.token: delimiter for delimiter in state.delimiters}
    found: list[list[Delimiter]] = [[]]
    for at, token in enumerate(state.tokens):
        if at in delimiter_of:
            found[-1].append(delimiter_of[at])
        for bracket in BRACKET.findall(token.content) if token.type == "text" else ():
            if bracket == "[":
                found.append([])
            elif len(found) > 1 and (inside := found.pop()):
                state.tokens_meta.append({"delimiters": inside})
    # Brackets that nothing closes do not count.
    state.delimiters = list(chain(*found))
