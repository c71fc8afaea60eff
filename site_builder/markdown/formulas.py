"""Mathematics in texts to tokens of formulas: `$…$`, `$$…$$`, TeX's environments, and an author's macros."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from site_builder.markdown.attributes import Attributes
from site_builder.markdown.citing.latex import FormulaCitation, extract_citations
from site_builder.markdown.citing.pieces import CITED_FORMULA
from site_builder.markdown.formula_tokens import (
    LABEL_BELOW,
    attributes_behind,
    fill_formula_token,
    report_moved,
)
from site_builder.markdown.raw.formats import push_paragraph
from site_builder.markdown.source_positions import reading_of
from site_builder.mathematics import DEFINITION, LONGEST, definitions_in
from site_builder.patterns import pattern

FORMULA: Final = "formula"
# Pandoc's rule: no space just within the signs and no digit after them, as “$5 and $6” are two prices. Python 3.11.4
# and older match a possessive group wrongly, so only single characters are possessive. TeX's `\text{…}` may have
# formulas of its own in it.
INSIDE: Final = pattern(
    r"(?=[^\s$])(?:[^$\\\s]|\\text\{(?:[^{}]|\{[^{}]{0,200}\}){0,500}\}|\\.|\s++(?!\$))+", re.DOTALL
)
END: Final = pattern(r"\$(?!\d)")
# A sign before a digit, `$\sim$30`, is no price.
SIGN: Final = pattern(r"\\[A-Za-z]{1,40}(?=\$)")
BLANK_LINE: Final = pattern(r"\n[ \t]*\n")
DISPLAYED: Final = "align|alignat|displaymath|eqnarray|equation|flalign|gather|multline|subequations"
"""TeX's environments that are mathematics by themselves."""
ENVIRONMENT: Final = pattern(rf"\\begin\{{((?:{DISPLAYED})\*?)\}}")
MOST_LINES: Final = 20


def formula_rule(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] != "$":
        return False
    is_display = state.src.startswith("$$", start, state.posMax)
    width = 2 if is_display else 1
    end = _display_end(state, start + 2) if is_display else _inline_end(state, start + 1)
    if end is None:
        return False
    tex, after = state.src[start + width : end], end + width
    attributes, after = attributes_behind(state.src, after, state.posMax) if is_display else (None, after)
    reading = reading_of(state)
    if reading.in_cluster and not silent:
        state.push(CITED_FORMULA, "", 0).content = state.src[start:after]
    elif not silent:
        _push_inline(state, tex, start + width, is_display, attributes)
    state.pos = after
    return True


def inline_environment_rule(state: StateInline, silent: bool) -> bool:
    r"""`\begin{equation}…\end{equation}` with a text before or after it on the same line."""
    start = state.pos
    found = ENVIRONMENT.match(state.src, start, state.posMax) if state.src[start] == "\\" else None
    if found is None or reading_of(state).in_cluster:
        return False
    end = f"\\end{{{found[1]}}}"
    dead = state.env.setdefault("no end", {})
    close = -1 if start >= dead.get((state, end), len(state.src)) else state.src.find(end, start)
    if close < 0:
        dead[state, end] = min(start, dead.get((state, end), start))
    after = close + len(end)
    if close < 0 or after > state.posMax:
        return False
    if not silent:
        _push_inline(state, state.src[start:after], start, True, None)
    state.pos = after
    return True


def _push_inline(state: StateInline, tex: str, at: int, is_display: bool, attributes: Attributes | None) -> None:
    reading = reading_of(state)
    tex, cited = extract_citations(tex)
    if tex.strip():
        token = state.push(FORMULA, "", 0)
        reading.define(fill_formula_token(token, tex, is_display, attributes, reading, reading.place(state.pos)))
    for each in cited:
        _push_citation(state, each, at + each.offset)


def _push_citation(state: StateInline, cited: FormulaCitation, at: int) -> None:
    """Push a citation after the formula that contained it."""
    reading = reading_of(state)
    report_moved(reading, cited, reading.place(at))
    state.push("text", "", 0).content = " "
    with reading.nested(at):
        state.tokens += state.md.inline.parse(cited.markdown, state.md, state.env, [])


def _inline_end(state: StateInline, start: int) -> int | None:
    """Where the formula ends. If it does not, that is remembered: no formula that begins within it can end."""
    if sign := SIGN.match(state.src, start, state.posMax):
        return sign.end()
    first, dead, limit = state.env.setdefault("no formula", {}).get(state, (0, -1, -1))
    if first <= start < dead and state.posMax <= limit:
        return None
    inside = INSIDE.match(state.src, start, state.posMax)
    end = inside.end() if inside else start
    if inside and END.match(state.src, end, state.posMax):
        return end
    state.env["no formula"][state] = (start, end, state.posMax)
    return None


def _display_end(state: StateInline, start: int) -> int | None:
    if start > state.env.setdefault("no display", {}).get(state, len(state.src)):
        return None
    end = state.src.find("$$", start)
    if end < 0:
        state.env["no display"][state] = start
    return end if start < end <= state.posMax - 2 and state.src[start:end].strip() else None


def formula_block_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`$$…$$` in lines of its own, none of which is taken for a list or a heading."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("$$", begin) or state.is_code_block(start):
        return False
    close = state.src.find("$$", begin + 2)
    if close < 0 or close >= state.eMarks[end - 1] or BLANK_LINE.search(state.src, begin, close):
        return False
    last = _line_of(state, close, start, end)
    if LABEL_BELOW.match(state.src, close + 2) and last + 1 < end and not state.isEmpty(last + 1):
        last += 1
    attributes, after = attributes_behind(state.src, close + 2, state.eMarks[last])
    if state.src[after : state.eMarks[last]].strip() or not state.src[begin + 2 : close].strip():
        return False
    if silent:
        _hold_in_item(state, start, last, end)
    else:
        lines = state.getLines(start, last + 1, state.blkIndent, False).strip()
        tex = lines[2 : lines.rindex("$$")]
        _push(state, start, last, tex, attributes, "$$")
    return True


def environment_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""`\begin{equation}…\end{equation}`, which Pandoc hands on to TeX."""
    begin = state.bMarks[start] + state.tShift[start]
    found = ENVIRONMENT.match(state.src, begin)
    if found is None or state.is_code_block(start):
        return False
    close = _next(state, f"\\end{{{found[1]}}}", begin)
    if close < 0 or close >= state.eMarks[end - 1]:
        return False
    last = _line_of(state, close, start, end)
    if state.src[close : state.eMarks[last]].strip() != f"\\end{{{found[1]}}}":
        return False
    if silent:
        _hold_in_item(state, start, last, end)
    else:
        tex = state.getLines(start, last + 1, state.blkIndent, False).strip()
        _push(state, start, last, tex, None, found[0])
    return True


def _hold_in_item(state: StateBlock, start: int, last: int, end: int) -> None:
    """Keep a formula below an item's text in the item without indentation, as well as the text after it.

    The formula ends the paragraph before it. The item then ends with the first line whose indentation (`sCount`) is
    less than that of its text (`blkIndent`), so these lines count as indented.
    """
    if state.parentType != "paragraph" or state.sCount[start] >= state.blkIndent:
        return
    enders = [
        rule
        for rule in state.md.block.ruler.getRules("paragraph")
        if rule not in (formula_block_rule, environment_rule)
    ]

    def goes_on(row: int) -> bool:
        return row <= last or not (state.isEmpty(row) or any(ender(state, row, end, True) for ender in enders))

    for row in takewhile(goes_on, range(start, end)):
        state.sCount[row] = max(state.sCount[row], state.blkIndent)


def command_definition_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Lines of `\newcommand`, which print nothing by themselves."""
    if state.is_code_block(start) or not DEFINITION.match(state.src, state.bMarks[start] + state.tShift[start]):
        return False
    rows = range(start + 1, min(end, start + MOST_LINES))
    last = next(filter(state.isEmpty, rows), rows.stop)
    text = (row for row in rows if not DEFINITION.match(state.src, state.bMarks[row] + state.tShift[row]))
    # All lines up to an empty one, or those that begin with a command directly above a text
    for below in dict.fromkeys((last, next(text, last))):
        lines = state.getLines(start, below, state.blkIndent, False)
        tokens, macros = definitions_in(lines) if len(lines) <= LONGEST else ([], ())
        if macros and not "".join(tokens).strip():
            if not silent:
                reading_of(state).define(macros, start)
                state.line = below
            return True
    return False


def _next(state: StateBlock, text: str, start: int) -> int:
    """Where a text comes next, -1 if it does not. This is remembered, so that nothing is searched twice."""
    known: dict[str, int] = state.env.setdefault("ends", {}).setdefault(state, {})
    if text not in known or 0 <= known[text] < start:
        known[text] = state.src.find(text, start)
    return known[text]


def _line_of(state: StateBlock, offset: int, start: int, end: int) -> int:
    return next(number for number in range(start, end) if offset <= state.eMarks[number])


def _push(state: StateBlock, start: int, last: int, tex: str, attributes: Attributes | None, begin: str) -> None:
    reading = reading_of(state)
    without, cited = extract_citations(tex)
    if without.strip():
        token = state.push(FORMULA, "", 0)
        token.block, token.map = True, [start, last + 1]
        place = reading.place_of(start, begin)
        reading.define(fill_formula_token(token, without, True, attributes, reading, place), start)
    rows = [start + tex.count("\n", 0, each.offset) for each in cited]
    for each, row in zip(cited, rows, strict=True):
        report_moved(reading, each, reading.place_of(row, each.written))
    if cited:
        push_paragraph(state, " ".join(each.markdown for each in cited), rows[0], last)
    state.line = last + 1
