"""Links as wikis and Obsidian have them, `[[A text#A heading|words]]`, to links in Markdown.

Only those are links that name a text of the work, a picture or a citation; anything else in such brackets stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from site_builder.markdown import identifier_of
from site_builder.patterns import pattern
from site_builder.projects.inline_code import CODE
from site_builder.projects.written_lines import Line

LINK: Final = pattern(
    rf"{CODE}"
    r"|(?<![\[\\])(?P<shown>!?)\[\[(?P<name>[^\[\]|#\n]{0,200})(?:#(?P<heading>[^\[\]|\n]{1,200}))?(?:\\?\|(?P<words>[^\[\]\n]{1,300}))?\]\](?![\](])"
)
PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")
# Pages have a table of contents of their own.
CONTENTS: Final = pattern(r" {0,3}(?:\[TOC\]|\[\[_?TOC_?\]\]|\$\{toc\}|@\[toc\])[ \t]*", re.IGNORECASE)


def with_wiki_links(lines: Sequence[Line], texts: Collection[str], names: Collection[str]) -> list[Line]:
    found = _targets(texts, names) if any("[[" in line.text for line in lines) else {}

    def linked(link: re.Match[str]) -> str:
        if link["name"] is None:
            return link[0]
        name, heading, words = link["name"].strip(), link["heading"] or "", link["words"] or ""
        if name.startswith("@"):
            return f"[{name}]"
        target = found.get(name.casefold(), "")
        anchor = f"#{identifier_of(heading.rpartition('#')[2])}" if heading and not heading.startswith("^") else ""
        if link["shown"] and target.endswith(PICTURES):
            width = f"{{width={words}}}" if words.isdigit() else ""
            return f"![{'' if width else words}](</{target}>){width}"
        if not target and (name or not anchor):
            return link[0]
        return f"[{words or heading or name}](<{'/' if target else ''}{target}{anchor}>)"

    return [
        line
        if line.is_code
        else line._replace(text="")
        if CONTENTS.fullmatch(line.text)
        else line._replace(text=LINK.sub(linked, line.text))
        if "[[" in line.text
        else line
        for line in lines
    ]


def _targets(texts: Collection[str], names: Collection[str]) -> Mapping[str, str]:
    """By their names, with folders and without, the texts of the work, and pictures."""
    targets: dict[str, str] = {}
    for path in (*texts, *(name for name in sorted(names) if name.lower().endswith(PICTURES))):
        stem = path if path.lower().endswith(PICTURES) else str(PurePosixPath(path).with_suffix(""))
        for name in (stem, stem.rpartition("/")[2]):
            targets.setdefault(name.casefold(), path)
    return targets
