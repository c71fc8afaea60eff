"""The list of chapters of mdBook and GitBook, `SUMMARY.md`, to these in its order, each with its part."""

from __future__ import annotations

from collections.abc import Callable, Collection
from posixpath import normpath
from typing import Final
from urllib.parse import unquote

from site_builder.patterns import pattern
from site_builder.projects.kinds import is_hidden, is_text

SUMMARY: Final = "SUMMARY.md"
TITLE: Final = pattern(r"(?P<signs>#{1,6})[ \t]+(?P<title>.*)")
ENTRY: Final = pattern(
    r"(?P<item>[ \t]*[-*+][ \t]+)?\[(?:[^\[\]]|\\.){1,300}\]\(<?(?P<file>[^()<>#]*)(?:#[^()<>]*)?>?\)[ \t]*"
)
OTHER: Final = pattern(r"\s*(?:<!--.*-->|-{3,}|\*{3,}|[-*+] [^\[]*)?\s*")


def chapters_of_summary(names: Collection[str], read: Callable[[str], str]) -> dict[str, str]:
    """Each text that is listed, and the title of its part; none where the file is a text like any other."""
    found = [name for name in names if name.rpartition("/")[2] == SUMMARY and not is_hidden(name)]
    summary = min(found, key=lambda name: (name.count("/"), name), default="")
    listed: dict[str, str] = {}
    part = ""
    for number, line in enumerate(read(summary).strip().splitlines() if summary else ()):
        if title := TITLE.fullmatch(line):
            # The first one is its own.
            part = title["title"].strip() if number else ""
        elif entry := ENTRY.fullmatch(line):
            part = part if entry["item"] else ""
            folder = summary.rpartition("/")[0]
            text = normpath(f"{folder}/{unquote(entry['file']).strip()}".lstrip("/"))
            if text in names and is_text(text):
                listed.setdefault(text, part)
        elif not OTHER.fullmatch(line):
            return {}
    return listed if len(listed) > 1 else {}
