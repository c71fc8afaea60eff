r"""Lines with LaTeX to lines on which each command is whole, and environments begin and end.

Authors break `\emph{many words}` and `\citep{a, b}` over lines, and put `\begin{center}\begin{tabular}` on one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.latex.text_commands import LEFT_ALONE
from site_builder.projects.lines.source_lines import Line

# A command of a text, whose last argument the line does not close
OPEN: Final = pattern(
    r"\\(?:[A-Za-z]{0,12}[cC]ite[A-Za-z]{0,12}|chapter|emph|enquote|href|hyperref|mbox|pkg|proglang|code|sout|(?:sub){0,2}section|text[a-z]{2,14}|u?uline"
    r"|underline|url)\*?(?:\[[^\[\]\n]{0,200}\]){0,2}(?:\{[^{}\n]{0,300}\})?"
    r"\{(?:[^{}\n]|\{[^{}\n]{0,300}\}){0,1000}\Z"
)
# What a line begins with in a quotation or an item
MARGIN: Final = pattern(r"[ \t]*(?:>[ \t]?){0,5}[ \t]*")
# The environments of lists, of the package paralist, too
LIST: Final = "itemize|enumerate|description|compact(?:item|enum|desc)"
BOX: Final = r"table\*?|figure\*?|wrapfigure|center|mdframed|tcolorbox"
# Blocks that may begin or end within a line.
BREAK: Final = pattern(
    rf"(?P<begin>\\begin\{{(?:{LIST}|{BOX}|tabular[x*]?|longtable)\}})"
    rf"|(?P<end>\\end\{{(?:{LIST})\}})|\\end\{{(?:{BOX})\}}|(?P<item>\\item(?![A-Za-z]))"
)
# A row of a table, and the lists in its cells, which cannot be broken
ROW: Final = pattern(r"[ \t]*\|.*\|[ \t]*")
LISTED: Final = pattern(rf"\\(?:begin|end)\{{(?:{LIST})\}}[ ]?|(?P<item>\\item(?![A-Za-z])[ ]?)")
BLOCK: Final = ("#", "|", ":::", "```", "\\begin", "\\end", "\\item")
MOST_LINES: Final = 10
BREAK_WITHIN: Final = pattern(rf"(?P<left>{LEFT_ALONE})|(?<!\\)\\\\\*?(?:\[[^\[\]\n]{{0,30}}\][ \t]*|[ \t]+)(?=\S)")


def with_whole_commands(lines: Sequence[Line]) -> Iterator[Line]:
    at = 0
    while at < len(lines):
        line, at = _joined(lines, at) if "\\" in lines[at].text else (lines[at], at + 1)
        yield line


def _joined(lines: Sequence[Line], at: int) -> tuple[Line, int]:
    """The line, with those below it up to the end of a command that it does not end, and the number of the next."""
    text = lines[at].text
    for below in range(at + 1, min(at + MOST_LINES, len(lines))):
        if not OPEN.search(text):
            break
        rest = MARGIN.sub("", lines[below].text, 1)
        if rest.startswith(BLOCK):
            return lines[at], at + 1
        text = f"{text.rstrip()} {rest}"
    else:
        below = min(at + MOST_LINES, len(lines))
    return (lines[at], at + 1) if OPEN.search(text) else (lines[at]._replace(text=text), max(below, at + 1))


def broken(line: Line) -> Iterator[Line]:
    """The line, split where environments begin or end within it."""
    text = line.text
    if line.is_code or "`" in text or not ("\\begin{" in text or "\\end{" in text):
        yield line
        return
    if ROW.fullmatch(text):
        yield line._replace(text=LISTED.sub(lambda found: "<br>• " if found["item"] else "", text))
        return
    start = 0
    for found in BREAK.finditer(text):
        kind = found.lastgroup
        # The end of a list needs a line of its own.
        cuts = (found.start(), found.end())
        for at in cuts if kind == "end" else cuts[:1] if kind else cuts[1:]:
            if text[start:at].strip() and text[at:].strip():
                yield line._replace(text=text[start:at])
                start = at
                if kind != "item":
                    yield Line("", line.place)
    yield line._replace(text=text[start:])


def with_breaks(text: str) -> str:
    """The text with line breaks of HTML for those of LaTeX between its words."""
    return BREAK_WITHIN.sub(lambda found: found["left"] or "<br>", text)
