"""Wikis' and Obsidian's links, `[[A text#A heading|words]]`, to links in Markdown.

Such brackets are a link only if they name a text of the work, a picture or a citation. Otherwise they stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from site_builder.markdown import identifier_of
from site_builder.patterns import pattern
from site_builder.projects.inline_code import CODE
from site_builder.projects.lines.written_lines import Line

LINK: Final = pattern(
    rf"{CODE}"
    r"|(?<![\[\\])(?P<shown>!?)\[\[(?P<name>[^\[\]|#\n]{0,200})(?:#(?P<heading>[^\[\]|\n]{1,200}))?(?:\\?\|(?P<words>[^\[\]\n]{1,300}))?\]\](?![\](])"
)
PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")
# In Obsidian, a target of links after a paragraph or below a table: `… as told. ^told`
BLOCK: Final = pattern(r"(?:\A|(?<=[ \t]))\^(?P<id>[A-Za-z\d-]{1,100})[ \t]*\Z")
LINKED: Final = pattern(r"#(\^[A-Za-z\d-]{1,100})(?=[\]|\\])")
# Comments and highlights of Obsidian: `%% a note %%`, `==so==`
MARKED: Final = pattern(rf"{CODE}|%%[^%\n]{{1,500}}%%|==(?![=\s])(?P<marked>[^=\n]{{1,500}})(?<!\s)==(?!=)")
# The mark for a table of contents, which pages have anyway
CONTENTS: Final = pattern(r" {0,3}(?:\[TOC\]|\[\[_?TOC_?\]\]|\$\{toc\}|@\[toc\])[ \t]*", re.IGNORECASE)


def with_wiki_links(lines: Sequence[Line], targets: Mapping[str, str]) -> list[Line]:
    """The lines with links to `targets`, which are given by their names in small letters."""

    def linked(link: re.Match[str]) -> str:
        if link["name"] is None:
            return link[0]
        name, heading, words = link["name"].strip(), link["heading"] or "", link["words"] or ""
        if name.startswith("@"):
            return f"[{name}]"
        target = targets.get(name.casefold(), "")
        last = heading.rpartition("#")[2]
        anchor = f"#{last[1:] if last.startswith('^') else identifier_of(last)}" if heading else ""
        if link["shown"] and target.endswith(PICTURES):
            width = f"{{width={words}}}" if words.isdigit() else ""
            return f"![{'' if width else words}](</{target}>){width}"
        if not target and (name or not anchor):
            return link[0]
        words = words or ("" if last.startswith("^") else heading) or name
        return f"[{words}](<{'/' if target else ''}{target}{anchor}>)"

    def marked(found: re.Match[str]) -> str:
        return f"[{found['marked']}]{{.mark}}" if found["marked"] else "" if found[0].startswith("%") else found[0]

    def shown(text: str) -> str:
        if CONTENTS.fullmatch(text):
            return ""
        block = BLOCK.search(text) if "^" in text else None
        if block and block[0].strip() in targets:
            text = f"{text[: block.start()]}[]{{#{block['id']}}}"
        if targets and ("%%" in text or "==" in text):
            text = MARKED.sub(marked, text)
        return LINK.sub(linked, text) if "[[" in text else text

    return [line if line.is_code else Line(shown(line.text), line.place) for line in lines]


def targets_among(texts: Sequence[str], names: Iterable[str], read: Callable[[str], str]) -> Mapping[str, str]:
    """The texts of the work and pictures, by their names with and without folders; none if no text has such links.

    Blocks that such links lead to are included, as they are written.
    """
    linking = [text for text in map(read, texts) if "[[" in text]
    targets = {block: "" for text in linking for block in LINKED.findall(text)}
    if not linking:
        return targets
    for path in (*texts, *(name for name in sorted(names) if name.lower().endswith(PICTURES))):
        stem = path if path.lower().endswith(PICTURES) else str(PurePosixPath(path).with_suffix(""))
        for name in (stem, stem.rpartition("/")[2]):
            targets.setdefault(name.casefold(), path)
    return targets
