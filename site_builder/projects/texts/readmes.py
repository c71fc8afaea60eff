"""A README to the order in which it lists the chapters of a work, and to the work's title, which a cover may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from posixpath import normpath
from typing import Final
from urllib.parse import unquote

from site_builder.patterns import pattern
from site_builder.projects.metadata.plain_titles import plain_title
from site_builder.projects.texts.chapters import TITLE, is_called
from site_builder.projects.texts.recipes import Recipe

README: Final = pattern(r"readme\.(?:md|markdown)", re.IGNORECASE)
FEWEST: Final = 3
# `1. **[One](chapters/one.md)**`, `| 2 | [Two](two.md) |`
ENTRY: Final = pattern(
    r"[ \t]{0,20}(?:[-*+|]|\d{1,3}[.)]|#{1,6})[ \t][^\[\n]{0,300}\[[^\]\n]{1,300}\]\(<?(?P<file>[^()<>#\n]{1,300})"
)
HEADING: Final = pattern(
    r"^#[ \t]+(?P<signed>[^\n]{1,300})|^(?P<underlined>[^\s#<][^\n]{0,300})\n=+[ \t]*$"
    r"|<h1(?:[ ][^<>\n]{0,200})?>(?P<tagged>[^\n]{1,300}?)</h1>",
    re.MULTILINE,
)
# `[![Build](build.svg)](https://ci.org)`, `![Version][badge]`
SHOWN: Final = r"!\[[^\[\]\n]{0,300}\](?:\([^()\n]{1,500}\)|\[[^\[\]\n]{0,100}\])"
BADGE: Final = pattern(rf"\[[ ]?{SHOWN}[ ]?\](?:\([^()\n]{{1,500}}\)|\[[^\[\]\n]{{0,100}}\])|{SHOWN}")
BEHIND: Final = pattern(r"[ \t]*(?:\{[^{}]*\}|#+)[ \t]*$")


def order_in_readme(texts: Collection[str], names: Collection[str], read: Callable[[str], str]) -> Recipe:
    """The texts in the order of a README's list; none if it lists too few."""
    readme = _readme_among(names)
    found = [ENTRY.match(line) for line in read(readme).split("\n")] if readme else []
    named = dict.fromkeys(normpath(unquote(entry["file"]).strip().lstrip("/")) for entry in found if entry)
    listed = tuple(name for name in named if name in texts)
    return Recipe(readme, listed if len(listed) >= FEWEST else ())


def name_in_readme(texts: Sequence[str], names: Collection[str], read: Callable[[str], str]) -> str:
    """The first heading of the cover, otherwise of the README; "" if there is none."""
    for text in (*(text for text in texts[:1] if is_called(text, TITLE)), _readme_among(names)):
        if text and (found := HEADING.search(read(text).partition("\n```")[0])):
            written = found["signed"] or found["underlined"] or found["tagged"]
            return plain_title(BEHIND.sub("", BADGE.sub("", written)))
    return ""


def _readme_among(names: Collection[str]) -> str:
    return next((name for name in sorted(names) if README.fullmatch(name)), "")
