"""What apaquarto prints below figures and tables, their `apa-note`, to paragraphs behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.markdown import comments_above, stated_in_comments
from site_builder.projects.lines.stated_attributes import attribute, said_by
from site_builder.projects.lines.written_lines import Line

SIGN: Final = "apa-note"
ATTRIBUTE: Final = attribute(SIGN)
DIV: Final = ":::"


def with_notes(lines: Sequence[Line]) -> list[Line]:
    if not any(SIGN in line.text for line in lines):
        return list(lines)
    return list(_with_notes(lines))


def _with_notes(lines: Sequence[Line]) -> Iterator[Line]:
    """A div's note stands behind the div, a chunk's behind the chunk, any other behind its paragraph."""
    divs: list[Line | None] = []
    waiting: Line | None = None
    for at, line in enumerate(lines):
        if line.is_code:
            if SIGN in line.text:
                stated = stated_in_comments(comments_above(lines[below].text for below in range(at, len(lines))))
                waiting = _note(stated.get(SIGN, ""), line) or waiting
            yield line
            if waiting and not (at + 1 < len(lines) and lines[at + 1].is_code):
                yield from _paragraph(waiting)
                waiting = None
            continue
        note = None
        if SIGN in line.text and (found := ATTRIBUTE.search(line.text)):
            note = _note(said_by(found), line)
            line = line._replace(text=line.text[: found.start()] + line.text[found.end() :])
        yield line
        if line.text.startswith(DIV):
            if line.text.strip(": \t"):
                divs.append(note)
            elif divs and (below := divs.pop()):
                yield from _paragraph(below)
            continue
        waiting = note or waiting
        if waiting and not (at + 1 < len(lines) and lines[at + 1].text.strip()):
            yield from _paragraph(waiting)
            waiting = None


def _note(text: str, line: Line) -> Line | None:
    return Line(f"*Note*. {' '.join(text.split())}", line.place) if text.strip() else None


def _paragraph(note: Line) -> tuple[Line, Line, Line]:
    return Line("", note.place), note, Line("", note.place)
