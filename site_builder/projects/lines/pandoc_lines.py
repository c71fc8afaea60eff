"""Lines that are text or a heading for Pandoc, but code or text for CommonMark, to lines that both read like Pandoc."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line

# In Pandoc, a formula is part of its paragraph, and so is what follows it.
ENDS_FORMULA: Final = pattern(r"[ \t]*(?:\\end\{[A-Za-z]{1,30}\*?\}|\$\$)[ \t]*")
# Pandoc has headings of any level.
TOO_DEEP: Final = pattern(r"#{7,30}(?=[ \t]+\S)")
DEEPEST: Final = "######"
# Until 2016, pandoc-crossref's labels had a space before them: `![A map](map.png) {#fig:map}`
APART: Final = pattern(r"(?<=\))[ \t]{1,3}(?=\{#fig:[\w:.-]{1,200}(?:[ ][^{}]{0,500})?\}[ \t]*\Z)")
INDENTED: Final = 4
LONGEST_COMMENT: Final = 20
# Lines that are not of a paragraph, but of a table, a div, raw HTML or a heading
OF_OTHERS: Final = ("|", ":", "<", "#")


def as_pandoc_reads(lines: Sequence[Line]) -> list[Line]:
    return list(_read(list(_without_comments(lines))))


def _without_comments(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without comments between the lines of a paragraph, which does not end there in Pandoc."""
    behind = 0
    for at, line in enumerate(lines):
        if at and line.text.startswith("<!--") and _is_of_paragraph(lines[at - 1]) and at >= behind:
            end = next((row for row in range(at, min(at + LONGEST_COMMENT, len(lines))) if "-->" in lines[row].text), 0)
            inside = lines[at : end + 1]
            if inside and inside[-1].text.rstrip().endswith("-->") and all(map(_is_text, lines[at : end + 2])):
                behind = end + 1 if end + 1 < len(lines) else behind
        if at >= behind:
            yield line


def _is_text(line: Line) -> bool:
    return bool(line.text.strip()) and not line.is_code


def _is_of_paragraph(line: Line) -> bool:
    return _is_text(line) and not line.text.lstrip().startswith(OF_OTHERS)


def _read(lines: Sequence[Line]) -> Iterator[Line]:
    above = ""
    for line in lines:
        text = line.text
        if not line.is_code:
            if text.startswith("#######"):
                text = TOO_DEEP.sub(DEEPEST, text, 1)
            elif ") {#fig:" in text:
                text = APART.sub("", text)
            elif text.strip() and ENDS_FORMULA.fullmatch(above):
                column = _column(above)
                text = f"{' ' * column}{text.lstrip()}" if _column(text) >= column + INDENTED else text
        above = "" if line.is_code else text
        yield line._replace(text=text)


def _column(text: str) -> int:
    expanded = text.expandtabs(INDENTED)
    return len(expanded) - len(expanded.lstrip())
