"""Raw HTML to HTML with holes: its links name files of the project, as links in Markdown do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Final

from site_builder.diagnostics import Location
from site_builder.html_tags import CANDIDATE, SETS, Attribute, start_tags, tags
from site_builder.model import LocalLink
from site_builder.patterns import pattern

# `<a name="x"/>`, which in HTML would reach to the next link
XML_ANCHOR: Final = pattern(r"""(<a\s+(?:id|name)=(?:"[^"<>]*+"|'[^'<>]*+'))\s*+/>""", re.IGNORECASE)

IGNORED_IN_URLS: Final = pattern(r"[\x00-\x20\x7f]")
# A single letter is a disk, `C:\maps\a.png`.
EXTERNAL: Final = pattern(r"[a-z][a-z0-9+.-]+:|//|\\\\", re.IGNORECASE)
LOADED: Final = SETS | {"src", "poster"}
LINKING: Final = LOADED | {"href", "action"}
WHOLE: Final = pattern(r"(?<!\S)(\S(?:.*\S)?)", re.DOTALL)
WITHOUT_END: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())


def is_external(url: str) -> bool:
    """Whether a link leads out of the project. Browsers skip control characters, so these hide no scheme."""
    return EXTERNAL.match(IGNORED_IN_URLS.sub("", url)) is not None


def with_links(html: str, place_of: Callable[[int], Location]) -> Iterator[str | LocalLink]:
    """The HTML with a hole for each address within the project; `place_of` gives the location of an offset."""
    written = 0
    for attribute in (attribute for tag in start_tags(html) for attribute in tag.attributes):
        if attribute.name in LINKING and len(parts := list(_parts(attribute, place_of))) > 1:
            start, end = attribute.span
            yield html[written:start] + '"'
            yield from parts
            yield '"'
            written = end
    yield html[written:]


def _parts(attribute: Attribute, place_of: Callable[[int], Location]) -> Iterator[str | LocalLink]:
    """A value as HTML for double quotes, with each address within the project as a hole."""
    at = 0
    for found in (CANDIDATE if attribute.name in SETS else WHOLE).finditer(attribute.written):
        url = unescape(found[1])
        if not is_external(url):
            yield attribute.written[at : found.start(1)].replace('"', "&quot;")
            yield LocalLink(url, place_of(attribute.start + found.start(1)), attribute.name in LOADED)
            at = found.end(1)
    yield attribute.written[at:].replace('"', "&quot;")


def is_balanced(html: str) -> bool:
    """Whether each element that begins in the HTML ends in it, and the other way round.

    An element's end also ends those in it that lack one, such as cells of a table.
    """
    begun: list[str] = []
    for tag in tags(html):
        if tag.is_end:
            while begun and begun[-1] != tag.name:
                begun.pop()
            if not begun:
                return False
            begun.pop()
        elif not tag.is_empty and tag.name not in WITHOUT_END:
            begun.append(tag.name)
    return not begun
