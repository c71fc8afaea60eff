"""Block rules: Pandoc's fenced divs, the attributes of headings, and what is never closed to diagnostics."""

from __future__ import annotations

from collections import deque
from functools import cache
from itertools import pairwise
from typing import Final

from markdown_it.rules_block import StateBlock, fence
from markdown_it.rules_core import StateCore

from site_builder.diagnostics import Rule
from site_builder.markdown.attributes import Attributes, attributes_at, split_attributes
from site_builder.markdown.raw.comments import CLOSING, OPENING
from site_builder.markdown.source_positions import Reading, reading_of, row_of
from site_builder.patterns import pattern

FENCE: Final = pattern(r":{3,}[ \t]*")
CLASS: Final = pattern(r"([^\s{}:]++)[ \t]*+:*+[ \t]*")
# Backticks with others behind them are code within a line.
CODE_FENCE: Final = pattern(r"`{3,}(?![^`\n]*`)|~{3,}")
# The markers of items and definitions, after which a block may begin in the same line
MARKERS: Final = pattern(r"(?:(?:[-*+:~]|#\.|\(?(?:\d{1,9}|[^\W\d_]{1,6}|@[\w-]*)[.)])[ \t]+)*")
INDENTED_CODE: Final = 4
LONGEST: Final = 100_000
# A line that closes a div, or that begins like an opening fence but was not read as one
STRAY: Final = pattern(r"(?m)^:{3,}[ \t]*$|^(?:::[ \t]*(?=\{)|:{3,}[ \t]*(?=[\w{.]))(?P<said>[^\n]{1,300})$")
HOW_DIVS_OPEN: Final = (
    'write ::: {#label .class key="value"}: three colons, a dot before a class, no spaces around “=”, and quotation'
    " marks around a value that has spaces."
)


def div_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: {.class key=value}` … `:::`. A div that is never closed ends with the block around it."""
    if state.is_code_block(start):
        return False
    attributes = _div_attributes(_line(state, start))
    if attributes is None:
        return False
    if silent:
        return True
    last = _div_end(state, start, end)
    is_closed = last < end and state.sCount[last] >= state.blkIndent
    if not is_closed:
        report_unclosed_block(state, start, "A div", ":::")
    outer_parent, outer_end = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    token = state.push("div_open", "div", 1)
    token.block, token.map = True, [start, last]
    token.attrs.update(attributes.html_attributes("div"))
    token.meta["attributes"] = attributes
    state.md.block.tokenize(state, start + 1, last)
    token = state.push("div_close", "div", -1)
    token.block = True
    state.parentType, state.lineMax = outer_parent, outer_end
    state.line = last + 1 if is_closed else last
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _div_attributes(line: str) -> Attributes | None:
    """The attributes of an opening fence; None if the line is no such fence."""
    fence = FENCE.match(line)
    if fence is None:
        return None
    if word := CLASS.fullmatch(line, fence.end()):
        return Attributes(classes=(word[1],))
    if line[fence.end() :].strip(": \t") == "{}":
        return Attributes()
    found = attributes_at(line, fence.end())
    return found[0] if found and not line[found[1] :].strip(": \t") else None


def _div_end(state: StateBlock, start: int, end: int) -> int:
    """The line of the fence that closes the div, past inner divs with their own fences, and past code and comments."""
    # The column in which the text of each open div begins
    columns, code, in_comment = [state.blkIndent], "", False
    # Searched for once, and only if there are comments.
    last_closing = cache(lambda: state.src.rfind(CLOSING, state.bMarks[start], state.eMarks[end - 1]))
    for number in range(start + 1, end):
        line = _line(state, number)
        if line and state.sCount[number] < state.blkIndent:
            return number
        if code:
            code = "" if line.startswith(code) and not line.strip(code[0] + " \t") else code
            continue
        if in_comment:
            in_comment = CLOSING not in line
            continue
        begins = _end_of_markers(line)
        if line.startswith(OPENING, begins) and state.bMarks[number] < last_closing():
            # Both marks may share their hyphens: `<!-->`.
            in_comment = CLOSING not in line[begins + len("<!") :]
        elif opening := CODE_FENCE.match(line, begins):
            code = opening[0]
        elif FENCE.match(line, begins) and (begins or state.sCount[number] - columns[-1] < INDENTED_CODE):
            if _div_attributes(line[begins:]) is not None:
                columns.append(state.sCount[number] + begins if begins else columns[-1])
            elif FENCE.fullmatch(line):
                columns.pop()
            if not columns:
                return number
    return end


def begins_item(line: str) -> bool:
    return _end_of_markers(line.lstrip()) > 0


def _end_of_markers(line: str) -> int:
    marks = MARKERS.match(line)
    return marks.end() if marks else 0


def heading_attributes_rule(state: StateCore) -> None:
    """Move attributes from the text of headings to the headings."""
    for token, text in pairwise(state.tokens):
        if token.type == "heading_open":
            text.content, attributes = split_attributes(text.content)
            if attributes:
                # In `## Name ## {#id}`, the signs that close the heading are not at the end of the line.
                name = text.content.rstrip("#")
                if token.markup.startswith("#") and name[-1:].isspace():
                    text.content = name.rstrip()
                token.attrs.update(attributes.html_attributes(token.tag))
                token.meta["attributes"] = attributes


def inline_rule(state: StateCore) -> None:
    """Parse the text of each block, and tell the reading where it stands."""
    reading = reading_of(state)
    definitions = deque(reading.definitions)
    for at, token in enumerate(state.tokens):
        if token.type == "footnote_reference_open":
            reading.in_note = True
        elif token.type == "footnote_reference_close":
            reading.in_note = False
        elif token.type == "inline":
            token.children = []
            row = row_of(token)
            while definitions and definitions[0][0] <= row:
                reading.define(definitions.popleft()[1])
            before = state.tokens[at - 1]
            reading.in_paragraph = before.type == "paragraph_open"
            reading.enter(token.content, row, token.meta.get("origins", ()), token.meta.get("dropped", ()))
            if not is_too_long(token.content, reading):
                state.md.inline.parse(token.content, state.md, state.env, token.children)


def is_too_long(text: str, reading: Reading) -> bool:
    """Whether the text of a block is left out, since hostile ones would take gigabytes of memory."""
    if len(text) <= LONGEST:
        return False
    message = f"The paragraph that begins here has {len(text):,} characters, so it is left out."
    reading.report(Rule.TOO_LONG, 0, message, f"split it with empty lines into paragraphs of less than {LONGEST:,}.")
    return True


def code_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """CommonMark's code between fences, with a diagnostic if the closing fence is missing."""
    if not fence(state, start, end, silent):
        return False
    if not silent:
        token = state.tokens[-1]
        last = (token.map or [0, 0])[1] - 1
        closing = state.src[state.bMarks[last] : state.eMarks[last]][state.tShift[last] :].rstrip()
        if last == start or not closing.startswith(token.markup) or closing.strip(token.markup[0]):
            report_unclosed_block(state, start, "A block of code", token.markup)
    return True


def report_unclosed_block(state: StateBlock, row: int, what: str, closing: str) -> None:
    reading = reading_of(state)
    message = f"{what} opens here, but is never closed, so it contains everything that follows."
    reading.add(
        Rule.UNCLOSED_BLOCK, reading.place_of(row, closing), message, f"close it with “{closing}” on a line of its own."
    )


def stray_rule(state: StateCore) -> None:
    reading = reading_of(state)
    unread = 0
    for token in state.tokens:
        for found in STRAY.finditer(token.content) if token.type == "inline" and "::" in token.content else ():
            place = reading.place_of(row_of(token) + token.content.count("\n", 0, found.start()), found[0])
            if found["said"]:
                unread += 1
                message = f"A div begins here, but “{found['said'].strip()}” cannot be read, so it is shown as text."
                reading.add(Rule.UNCLOSED_BLOCK, place, message, HOW_DIVS_OPEN)
            elif unread:
                # It closes a div that was reported.
                unread -= 1
            else:
                message = f"“{found[0].rstrip()}” does not close a div here, so it is shown as text."
                hint = "remove it, or correct the line above that should open the div: ::: {.note}."
                reading.add(Rule.UNCLOSED_BLOCK, place, message, hint)
