"""Raw HTML to HTML with holes: its links name files of the project, as links in Markdown do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from html import unescape
from html.parser import HTMLParser
from typing import Final

from site_builder.diagnostics import Location
from site_builder.model import LocalLink
from site_builder.patterns import pattern

# Comments, scripts and style sheets hold no links; whatever else begins like a tag may. One that never ends stops the
# search, so that the text is read only once. Python 3.11.4 and older match a possessive group wrongly, so only single
# characters are possessive.
ATTRIBUTES: Final = r"""(?:"[^"]*+"|'[^']*+'|[^'">]++)*>"""
TAG: Final = pattern(
    rf"<!--(?:-?>|.*?-->)|(?P<opening><(?P<text>script|style)\b{ATTRIBUTES})(?:.*?(?P<closing></(?P=text)\s*+>))?"
    rf"|(?P<tag><[a-z]{ATTRIBUTES})|(?P<unended><(?:!--|[a-z]))",
    re.IGNORECASE | re.DOTALL,
)
URL: Final = pattern(
    r"""(?<=[\s"'])(?P<name>href|src|poster|action)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE
)
# `<a name="x"/>`, which in HTML would reach to the next link
XML_ANCHOR: Final = pattern(r"""(<a\s+(?:id|name)=(?:"[^"<>]*+"|'[^'<>]*+'))\s*+/>""", re.IGNORECASE)

IGNORED_IN_URLS: Final = pattern(r"[\x00-\x20\x7f]")
# A single letter is a disk, `C:\maps\a.png`.
EXTERNAL: Final = pattern(r"[a-z][a-z0-9+.-]+:|//|\\\\", re.IGNORECASE)
LOADED: Final = frozenset({"src", "poster"})
WITHOUT_END: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())


def is_external(url: str) -> bool:
    """Whether a link leads out of the project. Browsers skip control characters, so these hide no scheme."""
    return EXTERNAL.match(IGNORED_IN_URLS.sub("", url)) is not None


def with_links(html: str, place_of: Callable[[int], Location]) -> Iterator[str | LocalLink]:
    """The HTML with a hole for each address within the project; `place_of` gives the location of an offset."""
    written = 0
    for tag in TAG.finditer(html):
        part = "opening" if tag["opening"] else "tag"
        for found in URL.finditer(html, *tag.span(part)) if tag[part] else ():
            group = "double" if found["double"] is not None else "single"
            url = unescape(found[group]).strip()
            if not url or is_external(url):
                continue
            yield html[written : found.start(group) - 1] + '"'
            yield LocalLink(url, place_of(found.start(group)), found["name"].lower() in LOADED)
            yield '"'
            written = found.end()
        if tag["opening"] and not tag["closing"]:
            break
    yield html[written:]


def split_unended(html: str) -> tuple[str, str]:
    """The HTML before a tag or comment that never ends, and from there on: it would swallow the rest of the page."""
    for tag in TAG.finditer(html):
        if tag["unended"]:
            return html[: tag.start()], html[tag.start() :]
        if tag["opening"] and not tag["closing"]:
            break
    return html, ""


def is_balanced(html: str) -> bool:
    """Whether each element that begins in the HTML ends in it, and the other way round."""
    elements = _Elements()
    # html.parser gives up on a malformed `<![`.
    with suppress(AssertionError):
        elements.feed(html)
        elements.close()
    return elements.is_balanced and not elements.open


class _Elements(HTMLParser):
    """An element's end also ends those in it that lack one, such as cells of a table."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.is_balanced = True

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in WITHOUT_END:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Such an element, `<br/>`, has no end."""

    def handle_endtag(self, tag: str) -> None:
        is_found = False
        while self.open and not is_found:
            is_found = self.open.pop() == tag
        self.is_balanced &= is_found
