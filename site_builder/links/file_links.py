"""A file of the site to what it links to, and what in it can be linked to."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from site_builder.diagnostics import Location
from site_builder.frozen import frozen
from site_builder.html_tags import CANDIDATE, SETS, start_tags
from site_builder.patterns import pattern

LINKING: Final = frozenset({".css", ".html", ".svg"})
"""Suffixes of files with links."""
LINKING_BY_NAME: Final = frozenset({"feed.xml", "robots.txt", "sitemap.xml"})

ATTRIBUTES: Final = frozenset("action background cite formaction href longdesc manifest poster src xlink:href".split())
# SVG attributes that, like styles, may hold an address: “url(#gradient)”.
IN_CSS: Final = frozenset("clip-path cursor fill filter marker-end marker-mid marker-start mask stroke style".split())
ADDRESSES_IN_META: Final = frozenset({"og:url", "og:image", "twitter:image"})
REFRESH: Final = pattern(r"\s*[\d.]*\s*[;,]?\s*url\s*=\s*(?:\"([^\"]*)|'([^']*)|(.*))", re.IGNORECASE | re.DOTALL)
COMMENT: Final = pattern(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
CSS_ADDRESS: Final = pattern(
    r"(?:\burl\(\s*|@import\s+)(?:\"([^\"\n]*)\"|'([^'\n]*)')|\burl\(\s*([^\"'()\s]+)\s*\)", re.IGNORECASE
)
CSS_ESCAPE: Final = pattern(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
LINKING_ATTRIBUTES: Final = frozenset({*ATTRIBUTES, *SETS, *IN_CSS, "data", "content"})
ADDRESS_IN_SITEMAP: Final = pattern(r"<loc>\s*+([^<]*[^<\s])")
SITEMAP_OF_ROBOTS: Final = pattern(r"^Sitemap:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
LAST_CHARACTER: Final = 0x10FFFF


class LinkOrId(NamedTuple):
    """The address of a link or the id of an element, as written in a file, and the offset of its tag."""

    text: str
    start: int


@frozen
class FileLinks:
    """The links of a page, and the ids in it.

    `base` is the address that links are relative to, if the page states one.
    """

    links: tuple[LinkOrId, ...] = ()
    anchors: tuple[LinkOrId, ...] = ()
    base: str = ""


class TagPlaces:
    """The lines and columns of a file's tags. They are computed only if something is wrong."""

    def __init__(self, path: PurePosixPath, data: bytes) -> None:
        self._path = str(path)
        self._data = data

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", _text(self._data)))]

    def of(self, spot: LinkOrId) -> Location:
        line = bisect_right(self._starts, spot.start)
        return Location(self._path, line, spot.start - self._starts[line - 1] + 1)


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


def css_links(text: str, offset: int = 0) -> Iterator[LinkOrId]:
    """The addresses in a style sheet. `offset` is where it begins in its file."""
    blank = COMMENT.sub(lambda comment: " " * len(comment[0]), text)
    for found in CSS_ADDRESS.finditer(blank):
        address = next(filter(None, found.groups()), "")
        yield LinkOrId(CSS_ESCAPE.sub(_unescaped, address).strip(), offset + found.start())


def _unescaped(escape: re.Match[str]) -> str:
    return chr(min(int(escape[1], 16), LAST_CHARACTER)) if escape[1] else escape[2]


def read_file_links(path: PurePosixPath, data: bytes) -> FileLinks:
    """The links and anchors of a file in order. It may be a page, an SVG, the site map, robots.txt or a style sheet."""
    text = _text(data)
    if path.suffix == ".css":
        return FileLinks(tuple(css_links(text)))
    if path.suffix == ".txt":
        return FileLinks(tuple(LinkOrId(each[1], each.start()) for each in SITEMAP_OF_ROBOTS.finditer(text)))
    if path.name == "sitemap.xml":
        return FileLinks(
            tuple(LinkOrId(unescape(each[1]), each.start(1)) for each in ADDRESS_IN_SITEMAP.finditer(text))
        )
    return links_of_page(text)


def _text(data: bytes) -> str:
    """The text in which offsets are counted."""
    return data.decode(errors="replace")


def links_of_page(text: str) -> FileLinks:
    links: list[LinkOrId] = []
    anchors: list[LinkOrId] = []
    base = ""
    for tag in start_tags(text):
        if "=" not in tag.source and tag.name != "style":
            continue
        name, start, given = tag.name, tag.start, tag.given
        if name == "base":
            base = base or given.get("href", "").strip()
            continue
        if "id" in given:
            anchors.append(LinkOrId(given["id"], start))
        if name == "a" and given.get("name", given.get("id")) != given.get("id"):
            anchors.append(LinkOrId(given["name"], start))
        if not given.keys().isdisjoint(LINKING_ATTRIBUTES):
            links += (LinkOrId(address.strip(), start) for address in _addresses(name, given))
        if name == "style":
            links += css_links(text[slice(*tag.inside)], tag.inside[0])
    return FileLinks(tuple(links), tuple(anchors), base)
