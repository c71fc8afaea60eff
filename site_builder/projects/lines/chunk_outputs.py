"""The pictures that chunks drew when another tool ran them, and tables in the project, to options of the chunks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from posixpath import splitext
from typing import Final
from urllib.parse import quote

from site_builder.markdown import chunk_of, comments_above
from site_builder.markdown.code.stored_outputs import Output, OutputForm, as_option
from site_builder.markdown.fences import CODE_FENCE, closes
from site_builder.patterns import pattern
from site_builder.projects.includes import MOST_OPTIONS
from site_builder.projects.kinds import Kind
from site_builder.projects.layout import Layout
from site_builder.projects.lines.source_lines import Line

# `chapter_files/figure-html/map-1.png`, or what Quarto keeps, `_freeze/chapter/figure-html/map-output-1.png`.
DRAWN: Final = pattern(
    r"(?P<text>[^\n]{1,300}?)(?:_files)?/figure-(?P<format>[a-z][\w-]{0,30})/"
    r"(?P<label>[^/\n]{1,200}?)-(?:output-)?(?P<number>\d{1,3})\.(?:png|svg|jpe?g|gif|webp)"
)
FOLDER: Final = "/figure-"
FOR_PAGES: Final = "html"
FROZEN: Final = "_freeze"
# Folders with a project's pages and what they show. Each page is where its text is in the project.
OF_PAGES: Final = frozenset({FROZEN, "_book", "_site", "docs"})
CHUNK: Final = pattern(r" {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>\{(?:r|R|python|julia)\b[^\n]{0,5000}\})\s*")
# The signs that knitr replaces in the names of files
NO_NAME: Final = pattern(r"[^\w.-]")


def stored_pictures(names: Collection[str], is_one_book: bool) -> dict[tuple[str, str], tuple[str, ...]]:
    """The pictures in one format, preferably that of web pages, by text and by the label of the chunk.

    In one book, the name of the text is "", since all its pictures are in the same folder.
    """
    found: defaultdict[tuple[str, str], defaultdict[tuple[bool, bool, str], list[tuple[int, str]]]]
    found = defaultdict(lambda: defaultdict(list))
    for name in names:
        if FOLDER in name and (drawn := DRAWN.fullmatch(name)):
            top, _, below = drawn["text"].partition("/")
            folder = drawn["format"] != FOR_PAGES, top != FROZEN, name.rpartition("/")[0]
            for text in [""] if is_one_book else [drawn["text"], *([below] if top in OF_PAGES else [])]:
                found[text, drawn["label"]][folder].append((int(drawn["number"]), name))
    return {key: tuple(name for _, name in sorted(folders[min(folders)])) for key, folders in found.items()}


def with_stored_outputs(lines: Sequence[Line], path: str, layout: Layout, tables: Mapping[str, Output]) -> list[Line]:
    """The lines with one more option in each chunk whose output is known."""
    text = "" if layout.kind is Kind.BOOKDOWN else splitext(path)[0]
    return (
        list(_with_shown(lines, text, layout.stored_pictures, tables)) if layout.stored_pictures or tables else [*lines]
    )


def _with_shown(
    lines: Sequence[Line], text: str, drawn: Mapping[tuple[str, str], tuple[str, ...]], tables: Mapping[str, Output]
) -> Iterator[Line]:
    fence = ""
    for at, line in enumerate(lines):
        yield line
        mark = CODE_FENCE.match(line.text) if line.is_code else None
        if mark is None:
            continue
        if fence:
            fence = "" if closes(mark, fence) else fence
            continue
        fence = mark["fence"]
        label = _label(found, lines, at) if (found := CHUNK.fullmatch(line.text)) else ""
        shown = [
            Output(OutputForm.PICTURE, f"/{quote(name)}") for name in drawn.get((text, NO_NAME.sub("_", label)), ())
        ]
        shown += [tables[label]] if label in tables else []
        if label and shown:
            yield line._replace(text=f"#| {as_option(shown)}")


def _label(chunk: re.Match[str], lines: Sequence[Line], at: int) -> str:
    """The label of a chunk that draws; "" for any other chunk."""
    comments = comments_above([line.text for line in lines[at + 1 : at + 1 + MOST_OPTIONS]])
    read = chunk_of(chunk["info"], comments)
    if read is None or read.says_no("eval") or read.hides("fig-show"):
        return ""
    return read.options.get("label", "")
