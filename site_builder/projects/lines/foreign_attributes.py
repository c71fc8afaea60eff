"""Attributes as other tools have them to text of its own, captions and notes, or to attributes where we have them.

The caption in an image's attributes, `{fig-cap="…"}`, moves between its brackets. The notes that apaquarto prints below
figures and tables, `apa-note`, become paragraphs after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.markdown import comments_above, options_in_chunk_comments
from site_builder.markdown.lone_brackets import with_lone_brackets_escaped
from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line, with_text

_ESCAPED: Final = pattern(r"\\([\"\\])")
# The value of an attribute of some name
_STATED: Final = r"[ ]{0,4}\b%s=(?:\"((?:\\.|[^\"\\])*)\"|'([^']*)')"
CAPTION_SIGN: Final = "fig-cap="
IMAGE: Final = pattern(
    r"(?P<indent>[ \t]{0,20})!\[(?P<alt>[^\[\]\n]{0,2000})\]"
    r"(?P<target>\([^()\n]{1,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,1000})?\))"
    r"\{(?P<attributes>[^{}\n]{1,5000})\}[ \t]*"
)
CAPTION: Final = pattern(_STATED % "fig-cap")
NOTE: Final = "apa-note"
ATTRIBUTE: Final = pattern(_STATED % NOTE)
DIV: Final = ":::"


def quoted(text: str) -> str:
    """A text as the value of an attribute."""
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


def attribute_value(found: re.Match[str]) -> str:
    return _ESCAPED.sub(r"\1", found[1] or found[2] or "")


def with_captions(lines: Sequence[Line]) -> list[Line]:
    """Move captions between the brackets. The text there becomes the alternative text, unless there is one."""
    return with_text(lines, CAPTION_SIGN, _with_caption)


def _with_caption(text: str) -> str:
    image = IMAGE.fullmatch(text)
    if image is None:
        return text
    attributes = image["attributes"]
    found = CAPTION.search(attributes)
    caption = attribute_value(found).strip() if found else ""
    if found is None or not caption:
        return text
    rest = attributes[: found.start()] + attributes[found.end() :]
    if image["alt"].strip() and "alt=" not in rest:
        rest += f" fig-alt={quoted(image['alt'].strip())}"
    behind = f"{{{rest.strip()}}}" if rest.strip() else ""
    return f"{image['indent']}![{with_lone_brackets_escaped(caption)}]{image['target']}{behind}"


def with_notes(lines: Sequence[Line]) -> Iterator[Line]:
    """Put a div's note after the div, a chunk's after the chunk, and any other after its paragraph."""
    divs: list[Line | None] = []
    waiting: Line | None = None
    for at, line in enumerate(lines):
        if line.is_code:
            if NOTE in line.text:
                stated = options_in_chunk_comments(comments_above(lines[below].text for below in range(at, len(lines))))
                waiting = _note(stated.get(NOTE, ""), line) or waiting
            yield line
            if waiting and not (at + 1 < len(lines) and lines[at + 1].is_code):
                yield from _paragraph(waiting)
                waiting = None
            continue
        note = None
        if NOTE in line.text and (found := ATTRIBUTE.search(line.text)):
            note = _note(attribute_value(found), line)
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
