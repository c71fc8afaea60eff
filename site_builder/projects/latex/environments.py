r"""LaTeX over several lines to Markdown: `itemize` to a list, `tabular` to a table, `\footnote{…}` to a note."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.markdown.formulas import DISPLAYED
from site_builder.markdown.raw.latex_figures import PICTURE
from site_builder.patterns import pattern
from site_builder.projects.inline_code import CODE
from site_builder.projects.latex.boxes import OPTIONS, VERBATIM, code_of, figure_of_code, is_frame, opening_of, title_of
from site_builder.projects.latex.epigraphs import quoted_paragraph
from site_builder.projects.latex.lines import NOTES, in_markdown
from site_builder.projects.latex.tables import Row, pipe_table
from site_builder.projects.latex.words import LEFT_ALONE
from site_builder.projects.lines.written_lines import Line

LISTS: Final = {"itemize": "-   ", "enumerate": "1.  ", "description": "-   "}
# Some tables are in an environment with their notes.
TABLES: Final = frozenset(
    "table table* tabbing tabular tabular* tabularx tabu longtable longtabu threeparttable ThreePartTable"
    " lltable".split()
)
FIGURES: Final = frozenset("figure figure* listing listing*".split())
BEGIN: Final = pattern(rf"[ \t]*\\begin\{{(?P<name>[A-Za-z]{{1,30}}\*?)\}}{OPTIONS}")
END: Final = pattern(r"[ \t]*\\end\{(?P<name>[A-Za-z]{1,30}\*?)\}[ \t]*")
ITEM: Final = pattern(r"[ \t]*\\item(?![A-Za-z])[ \t]*(?:\[(?P<name>[^\[\]\n]{0,300})\])?[ \t]*")
FORMULA: Final = pattern(rf"\\begin\{{({DISPLAYED}|math)(\*?)\}}")
# The markers before a line's text. If the line is split, the signs of quotations are repeated.
MARGIN: Final = pattern(r"\s*(?:(?:[-*+>]|\d{1,9}[.)])\s+)*")
NOT_QUOTED: Final = pattern(r"[^>\s]")
# Authors often mark their changes by a colour.
COLOURED: Final = r"\\textcolor\{[^{}\n]{1,40}\}\{"
NOTE: Final = pattern(
    rf"(?P<code>{CODE})"
    rf"|\\{NOTES}\{{|{COLOURED}|\\.|[{{}}]"
)
BEGINS_NOTE: Final = pattern(rf"\\{NOTES}\{{|{COLOURED}")
# Blocks that may begin or end within a line.
BREAK: Final = pattern(
    r"(?P<begin>\\begin\{(?:itemize|enumerate|description|table\*?|tabular[x*]?|longtable|figure\*?|wrapfigure|center)\})"
    r"|(?P<end>\\end\{(?:itemize|enumerate|description)\})|\\end\{(?:table\*?|figure\*?|wrapfigure|center)\}"
    r"|(?P<item>\\item(?![A-Za-z]))"
)
# In these, as on a title page, line breaks are the author's own and indented text is no code.
BY_HAND: Final = frozenset("center centering flushleft flushright titlepage".split())
LINE_END: Final = pattern(r"[ \t]*\\\\\*?(?:\[[^\[\]\n]{0,30}\])?[ \t]*$")
BREAK_WITHIN: Final = pattern(rf"(?P<left>{LEFT_ALONE})|(?<!\\)\\\\\*?(?:\[[^\[\]\n]{{0,30}}\][ \t]*|[ \t]+)(?=\S)")
SHOWN: Final = pattern(rf"(?P<left>{LEFT_ALONE})|{PICTURE.pattern}")
OF_ALL: Final = {
    "\\listoffigures": "list-of-figures",
    "\\listoftables": "list-of-tables",
    "\\listoflistings": "list-of-listings",
    "\\lstlistoflistings": "list-of-listings",
}
DEEPEST: Final = 5
LONGEST_TABLE: Final = 50_000


def translated(lines: Sequence[Line]) -> list[Line]:
    """The lines with Markdown in place of LaTeX, as far as there is any for it. Formulas and all else stay."""
    lines = [part for line in _by_paragraph(lines) for part in _broken(line)]
    return list(_translated(lines, _ends(lines)))


def _broken(line: Line) -> Iterator[Line]:
    """The line, split where environments begin or end within it."""
    text = line.text
    if line.is_code or "`" in text or not ("\\begin{" in text or "\\end{" in text):
        yield line
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


def _ends(lines: Sequence[Line]) -> dict[str, list[int]]:
    """The lines on which each environment ends."""
    ends: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if not line.is_code and "\\end{" in line.text:
            for found in re.finditer(r"\\end\{([A-Za-z]{1,30}\*?)\}", line.text):
                ends.setdefault(found[1], []).append(at)
    return ends


def _translated(lines: Sequence[Line], ends: dict[str, list[int]]) -> Iterator[Line]:
    formula = ""
    opened: list[str] = []
    set_until = framed_until = figure_until = -1
    at = -1
    while (at := at + 1) < len(lines):
        line = lines[at]
        if at <= set_until and not line.is_code and not formula and not FORMULA.search(line.text):
            shown = LINE_END.sub(r"\\" if _goes_on(lines, at) else "", line.text.strip())
            line = line._replace(text=BREAK_WITHIN.sub(lambda found: found["left"] or "<br>", shown))
        if at <= framed_until and not line.is_code and not formula and line.text.lstrip().startswith("%"):
            # A LaTeX comment
            line = line._replace(text="")
        text = line.text
        begun = None
        if line.is_code:
            yield line._replace(text=f"{' ' * 4 * len(opened)}{text}")
            continue
        if formula or text.count("$$") % 2 or (begun := FORMULA.search(text)):
            if not formula and begun and _is_text(before := text[: begun.start()]):
                yield line._replace(text=_indented(in_markdown(before.rstrip()), opened))
                text = NOT_QUOTED.sub(" ", MARGIN.match(text)[0]) + text[begun.start() :]  # type: ignore[index]
            formula = _left_open(text, formula)
            yield line._replace(text=_indented(text, opened))
            continue
        if "\\" not in text and not opened:
            yield line
            continue
        begun = BEGIN.match(text)
        name = begun["name"] if begun else ""
        end = _next(ends.get(name, []), at)
        if end is not None and not is_frame(name) and name not in LISTS:
            # Its pictures are read with the environment.
            figure_until = max(end, figure_until)
        elif at > figure_until and "\\includegraphics" in text and "{figure" not in text:
            shown = SHOWN.sub(lambda found: found["left"] or f"![](<{found[found.lastindex or 0].strip()}>)", text)
            line, text = line._replace(text=shown), shown
        if begun and name in TABLES and end is not None and (rows := _table(lines[at : end + 1])):
            yield from (Line(_indented(row.text, opened), lines[at + row.below].place) for row in rows)
            at = end
        elif begun and name in FIGURES and end is not None and (figure := figure_of_code(lines[at : end + 1])):
            yield from (each._replace(text=_indented(each.text, opened)) if opened else each for each in figure)
            at = end
        elif begun and end is not None and end > at and name in VERBATIM:
            yield from code_of(lines[at : end + 1], begun["options"], " " * 4 * len(opened))
            at = end
        elif begun and end is not None and (is_frame(name) or (name in LISTS and len(opened) < DEEPEST)):
            yield Line("", line.place)
            set_until = max(end, set_until) if name in BY_HAND else set_until
            framed_until = max(end, framed_until)
            opened += [name] if name in LISTS else []
            options, rest = opening_of(name, begun["options"], text[begun.end() :])
            rest = rest.rstrip().removesuffix(f"\\end{{{name}}}")
            yield from (Line(_indented(each, opened), line.place) for each in title_of(options))
            if rest.strip():
                yield from _item(line._replace(text=rest), opened)
        elif (ended := END.fullmatch(text)) and (is_frame(ended["name"]) or ended["name"] in opened[-1:]):
            opened = opened[:-1] if ended["name"] in LISTS else opened
            yield Line("", line.place)
        elif kind := OF_ALL.get(text.strip()):
            yield from (Line(each, line.place) for each in ("", f"::: {{.{kind}}}", ":::", ""))
        else:
            yield from _item(line, opened)


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether the line below has text, from which the end of this line separates it."""
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    return bool(in_markdown(below).strip()) and not (BEGIN.match(below) or END.fullmatch(below))


def _is_text(before: str) -> bool:
    """Whether this text stands before a formula that begins a block of its own, not in another one or in code."""
    return bool(before.strip()) and "`" not in before and before.count("$") % 2 == 0 and before.strip()[-2:] != "$$"


def _left_open(text: str, formula: str) -> str:
    """The end of the formula that is open after a line; "" if there is none."""
    if formula:
        return "" if formula in text else formula
    if text.count("$$") % 2:
        return "$$"
    begun = FORMULA.search(text)
    end = f"\\end{{{begun[1]}{begun[2]}}}" if begun else ""
    return "" if end in text else end


def _item(line: Line, opened: list[str]) -> Iterator[Line]:
    """A line of text, which may begin an item of the innermost list."""
    found = ITEM.match(line.text) if opened else None
    if found is None:
        yield line._replace(text=_indented(in_markdown(line.text), opened))
        return
    rest = in_markdown(line.text[found.end() :])
    name = in_markdown(found["name"] or "")
    named = f"**{name}** " if any(map(str.isalnum, name)) else ""
    yield Line("", line.place)
    yield line._replace(text=f"{' ' * 4 * (len(opened) - 1)}{LISTS[opened[-1]]}{named}{rest}")


def _indented(text: str, opened: list[str]) -> str:
    return f"{' ' * 4 * len(opened)}{text.lstrip()}" if opened and text.strip() else text


def _table(lines: Sequence[Line]) -> list[Row] | None:
    source = "\n".join(line.text for line in lines)
    return pipe_table(source) if len(source) < LONGEST_TABLE else None


def _next(rows: Sequence[int], at: int) -> int | None:
    found = bisect_left(rows, at)
    return rows[found] if found < len(rows) else None


def _by_paragraph(lines: Sequence[Line]) -> list[Line]:
    r"""The lines with each `\footnote{…}` whose brace closes in the same paragraph as a note, and with epigraphs."""
    noted: list[Line] = []
    start = 0
    for at in range(len(lines) + 1):
        if at == len(lines) or lines[at].is_code or not lines[at].text.strip():
            noted += quoted_paragraph(_noted_paragraph(lines[start:at]))
            noted += lines[at : at + 1]
            start = at + 1
    return noted


def _noted_paragraph(lines: Sequence[Line]) -> Sequence[Line]:
    source = "\n".join(line.text for line in lines)
    if not BEGINS_NOTE.search(source):
        return lines
    opened: list[re.Match[str]] = []
    changes: dict[int, tuple[int, str]] = {}
    for found in NOTE.finditer(source):
        if found[0] == "{" or BEGINS_NOTE.fullmatch(found[0]):
            opened.append(found)
        elif found[0] == "}" and opened and (opening := opened.pop())[0] != "{":
            if opening[0].endswith("}{"):
                if "\n" in source[opening.end() : found.start()]:
                    changes |= {opening.start(): (opening.end(), ""), found.start(): (found.end(), "")}
                continue
            changes[opening.start()] = opening.end(), "^["
            # Without the comment, a parenthesis or bracket after the note would make it a raised link.
            changes[found.start()] = found.end(), "]<!-- -->" if source[found.end() :][:1] in ("(", "[") else "]"
    made, at = "", 0
    for start, (end, text) in sorted(changes.items()):
        made, at = made + source[at:start] + text, end
    texts = (made + source[at:]).split("\n")
    return [line._replace(text=text) for line, text in zip(lines, texts, strict=True)]
