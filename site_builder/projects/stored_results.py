"""Quarto's stored results of a text, `_freeze/…/html.json`, to the values in its sentences and to its tables."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from posixpath import splitext
from typing import Final

from site_builder.frozen import frozen
from site_builder.markdown.code.stored_outputs import Output, OutputForm
from site_builder.markdown.fences import CODE_FENCE, closes
from site_builder.patterns import pattern
from site_builder.projects.project_texts import ProjectTexts

CELL: Final = pattern(r":{3,}[ \t]*\{#(?P<label>tbl-[\w-]{1,200})[ \t][^\n]{0,5000}\}[ \t]*")
OPENING: Final = pattern(r":{3,}[ \t]*[^\s:].*")
CLOSING: Final = pattern(r":{3,}[ \t]*")
SHOWN: Final = ".cell-output-display"
STYLE: Final = pattern(r"<style\b[^<>]{0,200}>[^<]{0,20000}</style>")
RUN: Final = pattern(r"`(?:r |\{(?:r|python|julia)\})[^`\n]{1,2000}`")
OF_HTML: Final = pattern(r"`{3,}[ ]?\{=html\}\n(.*)\n`{3,}", re.DOTALL)
# A line with code is found by this many characters at its beginning or end, among at most so many lines with the same.
SIGNS: Final = 4
MOST_ALIKE: Final = 1_000
MOST_LINES: Final = 20_000
LONGEST: Final = 2_000_000


@frozen
class Results:
    """The lines of a text once it was run, by their first and last characters, and the outputs of cells with tables."""

    starting: Mapping[str, list[str]] = field(default_factory=dict)
    ending: Mapping[str, list[str]] = field(default_factory=dict)
    tables: Mapping[str, Output] = field(default_factory=dict)

    def filled_line(self, line: str) -> str:
        """The line with the results of its code; "" if none or several are found."""
        around = RUN.split(line)
        first, last = around[0], around[-1]
        if len(around) < 2 or not all(around[1:-1]) or max(len(first), len(last)) < SIGNS:
            return ""
        near = self.starting.get(first[:SIGNS], []) if len(first) >= SIGNS else self.ending.get(last[-SIGNS:], [])
        found = {each for each in near if _fits_around_code(each, around)}
        return found.pop() if len(found) == 1 else ""


def _fits_around_code(line: str, around: Sequence[str]) -> bool:
    first, *between, last = around
    if not (line.startswith(first) and line.endswith(last)) or RUN.search(line):
        return False
    at = len(first)
    for text in between:
        at = line.find(text, at)
        if at < 0:
            return False
        at += len(text)
    return at <= len(line) - len(last)


def results_of(path: str, project_texts: ProjectTexts) -> Results:
    file = f"_freeze/{splitext(path)[0]}/execute-results/html.json"
    written = project_texts.read(file) if file in project_texts.names else ""
    try:
        markdown = json.loads(written)["result"]["markdown"] if 0 < len(written) < LONGEST else ""
    except (ValueError, TypeError, KeyError, RecursionError):
        return Results()
    lines = markdown.split("\n")[:MOST_LINES] if isinstance(markdown, str) else []
    starting: defaultdict[str, list[str]] = defaultdict(list)
    ending: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines:
        for alike in (starting[line[:SIGNS]], ending[line[-SIGNS:]]):
            alike += [line] if len(alike) < MOST_ALIKE else []
    return Results(starting, ending, dict(_tables(lines)))


def _tables(lines: Sequence[str]) -> Iterator[tuple[str, Output]]:
    """The output of the cell of each labelled table, except those that need a script."""
    label, fence, depth = "", "", 0
    shown: list[str] = []
    inside = 0
    for line in lines:
        mark = CODE_FENCE.match(line)
        is_closed = mark is not None and fence != "" and closes(mark, fence)
        if mark and not fence:
            fence = mark["fence"]
        if not fence and not label and (cell := CELL.fullmatch(line)) and ".cell" in line:
            label, depth, shown, inside = cell["label"], 1, [], 0
            continue
        if label and not fence and OPENING.fullmatch(line):
            depth += 1
            inside = inside or (depth if SHOWN in line else 0)
            if inside == depth:
                continue
        elif label and not fence and CLOSING.fullmatch(line):
            if inside == depth:
                inside = 0
                shown.append("")
            depth -= 1
            if not depth:
                if (text := STYLE.sub("", "\n".join(shown)).strip("\n")) and "<script" not in text:
                    html = OF_HTML.fullmatch(text)
                    yield label, Output(OutputForm.HTML, html[1]) if html else Output(OutputForm.MARKDOWN, text)
                label = ""
                continue
        if label and inside:
            shown.append(line)
        fence = "" if is_closed else fence
