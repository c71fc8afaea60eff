"""What a file of the site links to, and what in it can be linked to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Final

LINKING: Final = frozenset({".css", ".html", ".svg"})
"""The kinds of files that link to others, by their suffix."""
LINKING_BY_NAME: Final = frozenset({"feed.xml", "robots.txt", "sitemap.xml"})

ATTRIBUTES: Final = frozenset("action background cite formaction href longdesc manifest poster src xlink:href".split())
SETS: Final = frozenset({"srcset", "imagesrcset"})
# In SVG, and wherever there is a style: “url(#gradient)”.
IN_CSS: Final = frozenset("clip-path cursor fill filter marker-end marker-mid marker-start mask stroke style".split())
ADDRESSES_IN_META: Final = frozenset({"og:url", "og:image", "twitter:image"})
CANDIDATE: Final = re.compile(r"[\s,]*(\S*[^\s,])(?:\s[^,]*)?")
REFRESH: Final = re.compile(r"\s*[\d.]*\s*[;,]?\s*url\s*=\s*(?:\"([^\"]*)|'([^']*)|(.*))", re.IGNORECASE | re.DOTALL)
COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
CSS_ADDRESS: Final = re.compile(
    r"(?:\burl\(\s*|@import\s+)(?:\"([^\"\n]*)\"|'([^'\n]*)')|\burl\(\s*([^\"'()\s]+)\s*\)", re.IGNORECASE
)
CSS_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
SITEMAP_OF_ROBOTS: Final = re.compile(r"^Sitemap:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
LAST_CHARACTER: Final = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Spot:
    """A link's address or an element's id as written in a page, and the place of its tag."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page links to, and what in it can be linked to. `base` is what its links begin from, where it says so."""

    links: tuple[Spot, ...] = ()
    anchors: tuple[Spot, ...] = ()
    base: str = ""


class _Outliner(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[Spot] = []
        self.anchors: list[Spot] = []
        self.base = ""
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag
        line, offset = self.getpos()
        given = {name: value for name, value in reversed(attrs) if value is not None}
        if tag == "base":
            self.base = self.base or given.get("href", "").strip()
            return
        for anchor in dict.fromkeys([*_given(given, "id"), *(_given(given, "name") if tag == "a" else ())]):
            self.anchors.append(Spot(anchor, line, offset + 1))
        self.links += (Spot(address.strip(), line, offset + 1) for address in _addresses(tag, given))

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        line, offset = self.getpos()
        if self.within == "style":
            self.links += css_links(data, line, offset)
        elif self.within == "loc" and data.strip():
            self.links.append(Spot(data.strip(), line, offset + 1))


def _given(attributes: dict[str, str], name: str) -> Iterator[str]:
    if name in attributes:
        yield attributes[name]


def _addresses(tag: str, given: dict[str, str]) -> Iterator[str]:
    for name, value in given.items():
        if name in ATTRIBUTES or (name == "data" and tag == "object"):
            yield value
        elif name in SETS:
            yield from (found[1] for found in CANDIDATE.finditer(value))
        elif name in IN_CSS and "(" in value:
            yield from (link.text for link in css_links(value))
    if tag == "meta" and "content" in given:
        if given.get("http-equiv", "").strip().casefold() == "refresh":
            found = REFRESH.match(given["content"])
            yield from filter(None, found.groups() if found else ())
        elif {given.get("property", ""), given.get("name", "")} & ADDRESSES_IN_META:
            yield given["content"]


def css_links(text: str, line: int = 1, offset: int = 0) -> Iterator[Spot]:
    """The addresses in a style sheet that begins at a place."""
    blank = COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    start, before = 0, line
    for found in CSS_ADDRESS.finditer(blank):
        before += blank.count("\n", start, found.start())
        start = found.start()
        column = start - blank.rfind("\n", 0, start) + (offset if before == line else 0)
        address = next(filter(None, found.groups()), "")
        yield Spot(CSS_ESCAPE.sub(_unescaped, address).strip(), before, column)


def _unescaped(escape: re.Match[str]) -> str:
    return chr(min(int(escape[1], 16), LAST_CHARACTER)) if escape[1] else escape[2]


def read_outline(path: PurePosixPath, data: bytes) -> Outline:
    """The links and the anchors of a file, in its order: of a page, a picture in SVG, the site map, a style sheet."""
    text = data.decode(errors="replace")
    if path.suffix == ".css":
        return Outline(tuple(css_links(text)))
    if path.suffix == ".txt":
        maps = SITEMAP_OF_ROBOTS.finditer(text)
        return Outline(tuple(Spot(each[1], text.count("\n", 0, each.start()) + 1, 1) for each in maps))
    outliner = _Outliner()
    try:
        outliner.feed(text)
        outliner.close()
    except AssertionError:
        pass  # html.parser gives up on a malformed `<![`; what comes before it is still worth checking
    return Outline(tuple(outliner.links), tuple(outliner.anchors), outliner.base)
