r"""LaTeX over several lines to Markdown: `itemize` to a list, `tabular` to a table, `\footnote{…}` to a note."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.latex.arranged_lines import broken, with_breaks, with_whole_commands
from site_builder.projects.latex.boxes import (
    OPTIONS,
    PSEUDOCODE,
    VERBATIM,
    code_of,
    figure_of_code,
    holds_table,
    holds_text,
    is_frame,
    opening_of,
    pseudocode_of,
    title_of,
)
from site_builder.projects.latex.epigraphs import quoted_paragraph
from site_builder.projects.latex.floats import with_whole_figures
from site_builder.projects.latex.inline_commands import inline_commands_in_markdown
from site_builder.projects.latex.notes import noted_paragraph
from site_builder.projects.latex.pictures import pictures_in_markdown
from site_builder.projects.latex.tables import pipe_table
from site_builder.projects.lines.formulas import ENVIRONMENT_OF_FORMULA, formula_left_open, has_open_dollars
from site_builder.projects.lines.source_lines import Line

LISTS: Final = {
    **dict.fromkeys(("itemize", "description", "compactitem", "compactdesc"), "-   "),
    **dict.fromkeys(("enumerate", "compactenum"), "1.  "),
}
# Beside those whose names end in “table”. Some are in an environment with their notes.
TABLES: Final = frozenset("tabbing tabular tabular* tabularx tabu longtabu ThreePartTable".split())
FIGURES: Final = frozenset("figure figure* listing listing* table table*".split())
BEGIN: Final = pattern(rf"[ \t]*\\begin\{{(?P<name>[A-Za-z]{{1,30}}\*?)\}}{OPTIONS}")
END: Final = pattern(r"[ \t]*\\end\{(?P<name>[A-Za-z]{1,30}\*?)\}[ \t]*")
ITEM: Final = pattern(r"[ \t]*+\\item(?![A-Za-z])[ \t]*+(?:\[(?P<name>[^\[\]\n]{0,300})\][ \t]*+)?")
# The markers before a line's text. If the line is split, the signs of quotations are repeated.
MARGIN: Final = pattern(r"\s*(?:(?:[-*+>]|\d{1,9}[.)])\s+)*")
NOT_QUOTED: Final = pattern(r"[^>\s]")
# In these, as on a title page, line breaks are the author's own and indented text is no code.
BY_HAND: Final = frozenset("center centering flushleft flushright titlepage verse".split())
LINE_END: Final = pattern(r"[ \t]*\\\\\*?(?:\[[^\[\]\n]{0,30}\])?[ \t]*$")
OF_ALL: Final = {
    "\\listoffigures": "list-of-figures",
    "\\listoftables": "list-of-tables",
    "\\listoflistings": "list-of-listings",
    "\\lstlistoflistings": "list-of-listings",
}
DEEPEST: Final = 5
# How many lines at most are between an item and a block with which it begins.
NEAR: Final = 5


def environments_in_markdown(lines: Sequence[Line]) -> list[Line]:
    """The lines with Markdown in place of LaTeX, as far as there is any for it. Formulas and all else stay."""
    lines = with_whole_figures([part for line in _by_paragraph(lines) for part in broken(line)])
    translator = _Translator(lines)
    at = 0
    while at < len(lines):
        at = translator.take(at)
    return translator.made


def _ends(lines: Sequence[Line]) -> dict[str, list[int]]:
    """The lines on which each environment ends."""
    ends: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if not line.is_code and "\\end{" in line.text:
            for found in re.finditer(r"\\end\{([A-Za-z]{1,30}\*?)\}", line.text):
                ends.setdefault(found[1], []).append(at)
    return ends


class _Translator:
    """Translates one line after the other, and knows which environments and which formula are open."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.made: list[Line] = []
        self._lines = lines
        self._ends = _ends(lines)
        self._lists: list[str] = []
        self._end_of_formula = ""
        # The last line of each environment of which only the content is shown
        self._opened: dict[str, int] = {}
        # The last line of those with which their pictures are read
        self._pictured_until = -1

    def take(self, at: int) -> int:
        """Translate a line, or the environment that it begins; the answer is the number of the next line."""
        line = self._arranged(at)
        if self._end_of_formula == "$$" and not line.text.strip():
            # As a formula would end with its paragraph, the signs before were none.
            self._end_of_formula = ""
        if line.is_code:
            self.made.append(line._replace(text=f"{' ' * 4 * len(self._lists)}{line.text}"))
        elif self._end_of_formula or has_open_dollars(line.text) or ENVIRONMENT_OF_FORMULA.search(line.text):
            self._take_formula(line)
        elif "\\" in line.text or self._lists:
            return self._take_latex(at, line)
        else:
            self.made.append(line)
        return at + 1

    def _arranged(self, at: int) -> Line:
        """The line with the line breaks of its environment or list, and without the comment that it may be."""
        line = self._lines[at]
        if line.is_code or self._end_of_formula:
            return line
        is_by_hand = any(at <= self._opened.get(name, -1) for name in BY_HAND)
        if (is_by_hand or (self._lists and "\\\\" in line.text)) and not ENVIRONMENT_OF_FORMULA.search(line.text):
            shown = LINE_END.sub(r"\\" if _goes_on(self._lines, at) else "", line.text.strip())
            line = line._replace(text=with_breaks(shown))
        is_comment = line.text.lstrip().startswith("%") and any(at <= end for end in self._opened.values())
        return line._replace(text="") if is_comment else line

    def _take_formula(self, line: Line) -> None:
        text = line.text
        begun = None if self._end_of_formula else ENVIRONMENT_OF_FORMULA.search(text)
        if begun and not has_open_dollars(text) and _is_text(before := text[: begun.start()]):
            self._add(line, inline_commands_in_markdown(before.rstrip()))
            text = NOT_QUOTED.sub(" ", MARGIN.match(text)[0]) + text[begun.start() :]  # type: ignore[index]
        self._end_of_formula = formula_left_open(text, self._end_of_formula)
        self._add(line, text)

    def _take_latex(self, at: int, line: Line) -> int:
        begun = BEGIN.match(line.text)
        name = begun["name"] if begun else ""
        end = _next(self._ends.get(name, []), at)
        if end is not None and not is_frame(name) and name not in LISTS:
            self._pictured_until = max(end, self._pictured_until)
        elif at > self._pictured_until:
            line = line._replace(text=pictures_in_markdown(line.text))
        if begun is None or end is None:
            self._take_text(at, line)
        elif whole := self._whole(begun, self._lines[at : end + 1]):
            self._begin_block()
            self.made += whole
            return end + 1
        elif is_frame(name) or (name in LISTS and len(self._lists) < DEEPEST):
            self._open(begun, line, end)
        elif self._is_of_text(name, at, line, end):
            # Its name is reported, and its text stays.
            self.made += (Line(each, line.place) for each in ("", f"\\begin{{{name}}}\\end{{{name}}}"))
            self._open(begun, line, end)
        else:
            self._take_item(line)
        return at + 1

    def _is_of_text(self, name: str, at: int, line: Line, end: int) -> bool:
        """Whether an environment holds sentences, and nothing follows its end on the same line."""
        ends_here = end == at and line.text.rstrip().endswith(f"\\end{{{name}}}")
        is_whole = ends_here or END.fullmatch(self._lines[end].text) is not None
        return is_whole and holds_text(name, self._lines[at : max(end, at + 1)])

    def _take_text(self, at: int, line: Line) -> None:
        """Take a line on which no environment begins: the end of one, a list of figures or tables, or text."""
        ended = END.fullmatch(line.text)
        name = ended["name"] if ended else ""
        is_end_of_list = name in self._lists[-1:]
        if is_end_of_list or is_frame(name) or (name not in LISTS and at == self._opened.get(name)):
            self._lists = self._lists[:-1] if is_end_of_list else self._lists
            self.made.append(Line("", line.place))
        elif kind := OF_ALL.get(line.text.strip()):
            self.made += (Line(each, line.place) for each in ("", f"::: {{.{kind}}}", ":::", ""))
        else:
            self._take_item(line)

    def _whole(self, begun: re.Match[str], lines: Sequence[Line]) -> list[Line]:
        """A table, a figure of code or a block of code in place of its environment; [] for any other environment."""
        name = begun["name"]
        is_for_tables = name in TABLES or name.removesuffix("*").endswith("table") or holds_table(name, lines)
        if is_for_tables and (rows := pipe_table("\n".join(line.text for line in lines))):
            return [Line(self._indented(row.text), lines[row.below].place) for row in rows]
        if name in FIGURES and (figure := figure_of_code(lines)):
            return [each._replace(text=self._indented(each.text)) for each in figure]
        if name in PSEUDOCODE and (shown := pseudocode_of(lines)):
            # It ends the paragraph above.
            ended = [Line("", lines[0].place), *shown]
            return [each._replace(text=self._indented(each.text)) for each in ended]
        if name in VERBATIM and len(lines) > 1:
            return list(code_of(lines, begun["options"], " " * 4 * len(self._lists)))
        return []

    def _open(self, begun: re.Match[str], line: Line, end: int) -> None:
        """Begin a list, or an environment of which only the content is shown."""
        name = begun["name"]
        self._begin_block()
        self.made.append(Line("", line.place))
        self._opened[name] = end
        self._lists += [name] if name in LISTS else []
        options, rest = opening_of(name, begun["options"], line.text[begun.end() :])
        self.made += (Line(self._indented(each), line.place) for each in title_of(options))
        rest = rest.rstrip().removesuffix(f"\\end{{{name}}}")
        rest = with_breaks(rest) if name in BY_HAND else rest
        if rest.strip():
            self._take_item(line._replace(text=rest))

    def _begin_block(self) -> None:
        """Put something unseen into an item that begins with a block, as an empty line would end an empty item."""
        marker = LISTS[self._lists[-1]] if self._lists else ""
        above = next((at for at, line in enumerate(self.made[: -NEAR - 1 : -1], 1) if line.text.strip()), 0)
        if marker and above and self.made[-above].text.strip() == marker.strip():
            text = self.made[-above].text.rstrip().removesuffix(marker.strip())
            self.made[-above] = self.made[-above]._replace(text=f"{text}{marker}<!-- -->")

    def _take_item(self, line: Line) -> None:
        """Take a line of text, which may begin an item of the innermost list."""
        found = ITEM.match(line.text) if self._lists else None
        if found is None:
            self._add(line, inline_commands_in_markdown(line.text))
            return
        rest = inline_commands_in_markdown(line.text[found.end() :])
        name = inline_commands_in_markdown(found["name"] or "")
        named = f"**{name}** " if any(map(str.isalnum, name)) else ""
        item = f"{' ' * 4 * (len(self._lists) - 1)}{LISTS[self._lists[-1]]}{named}{rest}"
        self.made += (Line("", line.place), line._replace(text=item))

    def _add(self, line: Line, text: str) -> None:
        self.made.append(line._replace(text=self._indented(text)))

    def _indented(self, text: str) -> str:
        return f"{' ' * 4 * len(self._lists)}{text.lstrip()}" if self._lists and text.strip() else text


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether the line below has text, from which the end of this line separates it."""
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    return bool(inline_commands_in_markdown(below).strip()) and not (BEGIN.match(below) or END.fullmatch(below))


def _is_text(before: str) -> bool:
    """Whether this text stands before a formula that begins a block of its own, not in another one or in code."""
    return bool(before.strip()) and "`" not in before and before.count("$") % 2 == 0 and before.strip()[-2:] != "$$"


def _next(rows: Sequence[int], at: int) -> int | None:
    found = bisect_left(rows, at)
    return rows[found] if found < len(rows) else None


def _by_paragraph(lines: Sequence[Line]) -> list[Line]:
    r"""The lines with whole commands, with each `\footnote{…}` of one paragraph as a note, and with epigraphs."""
    made: list[Line] = []
    for is_text, group in groupby(lines, lambda line: not line.is_code and bool(line.text.strip())):
        part = list(group)
        made += quoted_paragraph(noted_paragraph([*with_whole_commands(part)])) if is_text else part
    return made
