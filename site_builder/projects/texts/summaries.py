"""The list of chapters of mdBook and GitBook, `SUMMARY.md`, to the chapters in its order, and the book's metadata."""

from __future__ import annotations

from collections.abc import Callable, Collection
from posixpath import join, normpath
from typing import Final
from urllib.parse import unquote

from site_builder.addresses import by_depth, folders_above
from site_builder.diagnostics import Diagnostic, Location
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.includes import missing_chapter
from site_builder.projects.kinds import is_hidden, is_text
from site_builder.yaml_values import map_of, node_at, pairs_of

SUMMARY: Final = "SUMMARY.md"
# The book's own file, in the folder of the list or in one above
OF_BOOK: Final = ("book.toml", "book.json")
TITLE: Final = pattern(r"(?P<signs>#{1,6})[ \t]+(?P<title>.*)")
ENTRY: Final = pattern(
    r"(?P<item>[ \t]*[-*+][ \t]+)?\[(?:[^\[\]\\]|\\.){1,300}\]\(<?(?P<file>[^()<>#\"]*)(?:#[^()<>\"]*)?>?"
    r"[ \t]?(?:\"[^\"]*\")?\)[ \t]*"
)
OTHER: Final = pattern(r"\s*+(?:(?:<!--.*-->|-{3,}|\*{3,})\s*+|[-*+] [^\[]*+)?")


def chapters_of_summary(
    names: Collection[str], read: Callable[[str], str]
) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """Each listed text with the title of its part, and diagnostics of missing ones; none if the file is not a list."""
    summary = _summary_among(names)
    listed: dict[str, str] = {}
    missing: list[Diagnostic] = []
    text = read(summary) if summary else ""
    above = text[: len(text) - len(text.lstrip())].count("\n")
    part = ""
    for number, line in enumerate(text.strip().splitlines()):
        if title := TITLE.fullmatch(line):
            # The first heading is that of the list itself.
            part = title["title"].strip() if number else ""
        elif entry := ENTRY.fullmatch(line):
            part = part if entry["item"] else ""
            folder = summary.rpartition("/")[0]
            name = normpath(f"{folder}/{unquote(entry['file']).strip()}".lstrip("/"))
            if name in names and is_text(name):
                listed.setdefault(name, part)
            elif is_text(name):
                place = Location(summary, above + number + 1, line.index("[") + 1)
                missing.append(missing_chapter(name, names, place))
        elif not OTHER.fullmatch(line):
            return {}, ()
    least = 1 if _file_of_book(names) else 2
    return (listed, tuple(missing)) if len(listed) >= least else ({}, ())


def book_metadata(names: Collection[str], value: Callable[[str], YamlNode | None]) -> YamlMap:
    """The metadata in mdBook's or GitBook's own file, with pandoc's keys. `value` reads a file."""
    path = _file_of_book(names)
    values = pairs_of(value(path)) if path else YamlMap()
    said = pairs_of(node_at(values, "book")) if path.endswith(".toml") else values
    nodes = {key: node_at(said, key) for key in ("title", "author", "authors", "description")}
    return map_of(nodes | {"lang": node_at(said, "language")})


def _file_of_book(names: Collection[str]) -> str:
    files = (join(folder, name) for folder in folders_above(_summary_among(names)) for name in OF_BOOK)
    return next((file for file in files if file in names), "")


def _summary_among(names: Collection[str]) -> str:
    found = [name for name in names if name.rpartition("/")[2] == SUMMARY and not is_hidden(name)]
    return min(found, key=by_depth, default="")
