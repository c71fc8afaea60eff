"""A file of the site to the addresses and ids in it, without their places.

Pages share most of their lines, so each line is parsed once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import islice
from pathlib import PurePosixPath
from typing import Final

from site_builder.frozen import frozen
from site_builder.html_tags import WITHOUT_TAGS, is_open
from site_builder.links.file_links import (
    ADDRESSES_IN_META,
    LINKING,
    LINKING_ATTRIBUTES,
    LINKING_BY_NAME,
    FileLinks,
    links_of_page,
    read_file_links,
)
from site_builder.patterns import pattern

# Longer lines are text that no other page shares, so they are not remembered.
LONGEST: Final = 300
MOST: Final = 20_000
# The size in bytes of the parts in which a page is read; each goes on to the end of its line.
STRETCH: Final = 200_000
# Lines in the form that templates and the Markdown writer produce: only text and complete tags, with all values in
# double quotes.
PLAIN_LINE: Final = pattern(
    r"""[^<]*+(?:<(?:/[a-z][a-z0-9]*+>"""
    r"""|[a-z][a-z0-9]*+(?: (?:viewBox|[a-z][a-z0-9-]*+)(?:="[^"<>]*+")?)* ?/?>)[^<]*+)*"""
)
PLAIN_TAG: Final = pattern(r"<[a-z][a-z0-9]*+( [^<>]*+)>")
# Four kinds of lines in the head whose content differs from page to page.
PLAIN_IN_HEAD: Final = pattern(
    r"""<title>[^<]*+</title>|<script type="[^"<>]*+">[^<]*+</script>"""
    r"""|<meta (?:name|property)="([^"<>]*+)" content="([^"<>]*+)">"""
    r"""|<meta http-equiv="Content-Security-Policy" content="[^"<>]*+">"""
)
PLAIN_VALUE: Final = pattern(r' ([a-z][a-z0-9-]*+)="([^"]*+)"')
# Tags and attributes that need the full parser.
CAREFUL: Final = pattern(r"<(?:base|meta|object|" + "|".join(sorted(WITHOUT_TAGS)) + r")\b")
CAREFULLY: Final = frozenset({*LINKING_ATTRIBUTES, "name"} - {"href", "src"})


@frozen
class LinkSummary:
    """The distinct addresses and all ids of a file, in order. `base` is what its links are relative to, if stated."""

    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    base: str = ""


_NOTHING: Final = LinkSummary()


class LinkSummarizer:
    """Reads the files of a site one after the other; what they have in common is parsed once."""

    def __init__(self) -> None:
        self._known: dict[str, LinkSummary | None] = {}

    @staticmethod
    def reads(path: PurePosixPath) -> bool:
        """Whether a file's links are checked. Of XML and plain text, only the site's own kinds of files have any."""
        return path.suffix in LINKING or str(path) in LINKING_BY_NAME

    def link_summary(self, path: PurePosixPath, data: bytes) -> LinkSummary:
        """What `read_file_links` finds, without places."""
        if path.suffix != ".html" or any(b"<base" in stretch.lower() for stretch in _stretches(data)):
            whole = _summary_of(read_file_links(path, data))
            return replace(whole, links=tuple(dict.fromkeys(whole.links)))
        found: dict[str, None] = {}
        ids: list[str] = []
        lines = _lines(data)
        for line in lines:
            if "<" not in line:
                continue
            many, text, piece = 1, line, self._known.get(line) or self._piece(line)
            if piece is _NOTHING:
                continue
            while piece is None:
                # Twice as many lines each time, so that no line is read too often.
                more = list(islice(lines, many))
                many *= 2
                text = "\n".join([text, *more])
                piece = self._piece(text) if more else _read(text)
            for link in piece.links:
                found[link] = None
            ids += piece.anchors
        return LinkSummary(tuple(found), tuple(ids))

    def _piece(self, lines: str) -> LinkSummary | None:
        """The content of whole lines; None if they end within a tag or the like."""
        if len(lines) > LONGEST:
            return _read_lines(lines)
        if lines not in self._known:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[lines] = _read_lines(lines)
        return self._known[lines]


def _stretches(data: bytes) -> Iterator[bytes]:
    """A page in parts of whole lines."""
    at = 0
    while at < len(data):
        end = data.find(b"\n", at + STRETCH) if len(data) - at > STRETCH else -1
        yield data[at : end + 1 or len(data)]
        at = end + 1 or len(data)


def _lines(data: bytes) -> Iterator[str]:
    for stretch in _stretches(data):
        yield from stretch.decode(errors="replace").removesuffix("\n").split("\n")


def _read_lines(lines: str) -> LinkSummary | None:
    return _in_head(lines) or _plain(lines) or (None if is_open(lines + "\n") else _read(lines))


def _in_head(line: str) -> LinkSummary | None:
    """The content of a plain line of the head; None for any other line."""
    found = PLAIN_IN_HEAD.fullmatch(line)
    if found is None:
        return None
    return LinkSummary((unescape(found[2]).strip(),)) if found[1] in ADDRESSES_IN_META else _NOTHING


def _plain(lines: str) -> LinkSummary | None:
    """The content of plain lines; None for others."""
    if not PLAIN_LINE.fullmatch(lines) or CAREFUL.search(lines):
        return None
    links: list[str] = []
    anchors: list[str] = []
    for attributes in PLAIN_TAG.findall(lines):
        given = PLAIN_VALUE.findall(attributes)
        if len(given) > 1 and len(dict(given)) < len(given):
            return None
        for name, value in given:
            if name == "id":
                anchors.append(unescape(value) if "&" in value else value)
            elif name in ("href", "src"):
                links.append((unescape(value) if "&" in value else value).strip())
            elif name in CAREFULLY:
                return None
    return LinkSummary(tuple(links), tuple(anchors)) if links or anchors else _NOTHING


def _read(text: str) -> LinkSummary:
    return _summary_of(links_of_page(text))


def _summary_of(outline: FileLinks) -> LinkSummary:
    """The links of a file without places. An address may occur twice in it."""
    return LinkSummary(
        tuple(spot.text for spot in outline.links), tuple(spot.text for spot in outline.anchors), outline.base
    )
