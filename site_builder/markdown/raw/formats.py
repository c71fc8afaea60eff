r"""Raw text for a single output format to HTML; if only a printed book could use it, to its citations and a diagnostic.

It is code with `{=html}` or `{=latex}`, or paragraphs of LaTeX, such as `\newpage`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from html import unescape
from typing import Final

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from site_builder.diagnostics import Location, Rule
from site_builder.markdown.citing.latex import extract_citations
from site_builder.markdown.paragraphs import paragraph
from site_builder.markdown.source_positions import Reading, reading_of, row_of
from site_builder.patterns import pattern

FORMAT: Final = pattern(r"\{=([\w+-]{1,40})\}")
HTML: Final = frozenset({"html", "html4", "html5"})
# Quarto's Markdown in HTML, but not in a comment: `<span data-qmd="*text*"></span>`
MARKDOWN: Final = pattern(
    r"""<!--(?s:.*?)(?:-->|\Z)|<(span|div)\s[^<>"']{0,200}\bdata-qmd=(?:"([^"]*)"|'([^']*)')[^<>]{0,200}>\s*</\1>"""
)
COMMAND: Final = pattern(r"(?:\\[A-Za-z]+\*?(?:\[[^\]\n]*\]|\{(?:[^{}\n]|(?<=[A-Za-z])\{[^{}\n]*\})*\})*[ \t]*)+")
# Commands that set up boxes and the like, mostly over several lines
SETTING_UP: Final = pattern(
    r"\\(?:(?:re)?new(?:environment|tcolorbox|tcbtheorem|mdenv|theorem)|(?:tcb|lst|tikz|pgfplots)set|lstdefinestyle"
    r"|mdfdefinestyle|titleformat)(?![A-Za-z])"
)
MOST_LINES: Final = 60
# A comment may stand after a command.
BEHIND: Final = pattern(r"<!--(?:(?!-->)[^\n]){0,500}-->\s*$")
# The beginnings of other blocks below a command.
BLOCK: Final = pattern(r"#{1,6}[ \t]|`{3}|~{3}|:{3}|[-*+|>][ \t]|\||!\[|\$\$|<!--|\d{1,9}[.)][ \t]")
# The content of this environment is a remark, for LaTeX too.
COMMENT: Final = "comment"
COMMENTS: Final = pattern(r"\\begin\{comment\}.*?(?:\\end\{comment\}|\Z)", re.DOTALL)
BEGIN: Final = pattern(r"\\begin\{([A-Za-z]+\*?)\}")
END: Final = pattern(r"\\end\{([A-Za-z]+\*?)\}[ \t]*$", re.MULTILINE)
# Mathematics and cross-references have a meaning here.
MATHEMATICS: Final = frozenset(
    """align alignat aligned array cases displaymath eqnarray equation flalign gather gathered math matrix multline
    split""".split()
)
MEANT: Final = pattern(r"\\(?:ref|eqref|autoref|cref|Cref|pageref|cite\w*|nocite|label)\b")
CITED: Final = pattern(
    r"\[[^\[\]]{0,500}@[^\[\]]{1,500}\]|(?<![\w@.])-?@(?:\{[^{}\s]{1,200}\}|\w(?:[\w:.#$%&+?<>~/-]{0,200}\w)?)"
)
ENDS: Final = "ends of environments"


def report_dropped(reading: Reading, what: str, place: Location, done: str = "it is left out") -> None:
    message = f"{what} has no meaning on a web page, so {done}."
    reading.add(Rule.RAW_TEXT_DROPPED, place, message, "remove it, or write it in Markdown or HTML.")


def raw_formats_rule(state: StateCore) -> None:
    """Fenced code for an output format to HTML, or to its citations."""
    kept: list[Token] = []
    for token in state.tokens:
        found = FORMAT.fullmatch(token.info.strip()) if token.type == "fence" else None
        if found and found[1].lower() in HTML:
            kept += _html(token)
            continue
        if found:
            kept += _dropped(token, found[1], reading_of(state))
            continue
        kept.append(token)
    state.tokens = kept


def _html(fence: Token) -> Iterator[Token]:
    """The HTML in a fence, and Markdown in it."""
    row = row_of(fence) + 1
    at = 0
    markdown = [found for found in MARKDOWN.finditer(fence.content) if found[1]]
    for found in (*markdown, None):
        html = fence.content[at : found.start() if found else None]
        yield Token("html_block", "", 0, content=html, map=[row, row], block=True, level=fence.level)
        row += html.count("\n")
        if found:
            text = unescape(found[2] or found[3] or "")
            yield Token("inline", "", 0, content=text, map=[row, row], block=True, level=fence.level, children=[])
            row += found[0].count("\n")
            at = found.end()


def _dropped(fence: Token, name: str, reading: Reading) -> Iterator[Token]:
    """A paragraph of the citations in a text in another format; nothing else of it stays."""
    start, end = fence.map or (0, 0)
    cited = citations_in(fence.content)
    report_dropped(reading, dropped_format_message(name, cited), reading.place_of(start, "{="))
    if cited:
        content = Token("inline", "", 0, {}, [start + 1, end], fence.level + 1, [], " ".join(cited))
        yield from paragraph(content, [start, end], fence.level)


def raw_code(state: StateInline, code: Token) -> bool:
    """Inline code for an output format, `<br>`{=html}, to HTML, or to its citations; whether a format is named."""
    found = FORMAT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    name = found[1].lower()
    reading = reading_of(state)
    place = reading.place(state.pos)
    if name in HTML:
        code.type, code.tag, code.meta["place"] = "html_inline", "", place
    else:
        state.tokens.pop()
        cited = citations_in(code.content)
        report_dropped(reading, dropped_format_message(name, cited), place)
        with reading.nested(state.pos):
            state.tokens += state.md.inline.parse(" ".join(cited), state.md, state.env, [])
    state.pos = found.end()
    return True


def citations_in(source: str) -> list[str]:
    """The citations in a text of another format, in Markdown."""
    rest, in_latex = extract_citations(COMMENTS.sub("", source) if COMMENT in source else source)
    cited = [each.markdown for each in in_latex] + (CITED.findall(rest) if "@" in rest else [])
    return list(dict.fromkeys(cited))


def dropped_format_message(name: str, cited: list[str]) -> str:
    return f"This text in the format “{name}”{' (its citations stay)' * bool(cited)}"


def raw_latex_rule(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or state.src[first : first + 1] != "\\":
        return False
    line = state.src[first : state.eMarks[start]]
    if begun := BEGIN.match(line):
        if begun[1].removesuffix("*") in MATHEMATICS:
            return False
        last = _end_of(state, begun[1], start, end)
        what = f"The LaTeX environment “{begun[1]}”"
    else:
        last = _last_of_setup(state, start, end) if SETTING_UP.match(line) else _last_command(state, start, end)
        what = f"The LaTeX command “{line.strip()}”"
    if last is None:
        return False
    if begun and begun[1] == COMMENT:
        state.line = last + 1
        return True
    reading = reading_of(state)
    source = state.src[first : state.eMarks[last]]
    cited = citations_in(source)
    place = reading.place_of(start, line[:40])
    if begun and source == f"{begun[0]}\\end{{{begun[1]}}}":
        report_dropped(reading, what, place, "only its text is shown")
    else:
        report_dropped(reading, f"{what} (its citations stay)" if cited else what, place)
    if cited:
        push_paragraph(state, " ".join(cited), start, last)
    state.line = last + 1
    return True


def push_paragraph(state: StateBlock, text: str, start: int, last: int) -> None:
    """Push a paragraph of what is left of some lines."""
    state.push("paragraph_open", "p", 1).map = [start, last + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text, [start, last + 1], []
    state.push("paragraph_close", "p", -1)


def _last_of_setup(state: StateBlock, start: int, end: int) -> int | None:
    """The line on which all braces of a command are closed and no further argument follows."""
    depth = 0
    for row in range(start, min(end, start + MOST_LINES)):
        line = state.src[state.bMarks[row] : state.eMarks[row]]
        depth += line.count("{") - line.count("}")
        follows = state.src[state.eMarks[row] : state.eMarks[row] + 20].lstrip()
        if depth <= 0 and not follows.startswith(("{", "[")):
            return row
    return None


def _last_command(state: StateBlock, start: int, end: int) -> int | None:
    """The last line of a paragraph of commands alone, of commands before another block, or of ones without braces."""
    row = start
    is_bare = True
    while row < end and not state.isEmpty(row) and state.sCount[row] >= state.blkIndent:
        line = state.src[state.bMarks[row] + state.tShift[row] : state.eMarks[row]]
        if not COMMAND.fullmatch(BEHIND.sub("", line)) or MEANT.search(line):
            return row - 1 if row > start and (is_bare or BLOCK.match(line)) else None
        if BEGIN.match(line):
            # An environment is a block of its own.
            return row - 1
        is_bare = is_bare and "{" not in line
        row += 1
    return row - 1


def _end_of(state: StateBlock, name: str, start: int, end: int) -> int | None:
    """The line on which an environment ends. All ends are searched for once, however many environments begin."""
    known: dict[StateBlock, dict[str, list[int]]] = state.env.setdefault(ENDS, {})
    if state not in known:
        ends = known[state] = {}
        for found in END.finditer(state.src):
            ends.setdefault(found[1], []).append(bisect_left(state.eMarks, found.end()))
    rows = known[state].get(name, [])
    at = bisect_left(rows, start)
    return rows[at] if at < len(rows) and rows[at] < end else None
