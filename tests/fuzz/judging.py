"""HTML that the tool wrote to what in it nobody but the tool's own author should have written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Final

from site_builder.mathematics.elements import ELEMENTS
from site_builder.model import Body, Html, LocalLink

TAG: Final = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\x20[^\s"'<>/=]+(?:="[^"]*")?)*)>"""
)
ATTRIBUTE: Final = re.compile(r"""\x20(?P<name>[^\s"'<>/=]+)(?:="(?P<value>[^"]*)")?""")
IGNORED_IN_URLS: Final = re.compile(r"[\x00-\x20\x7f]")
SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
PROGRAMS: Final = frozenset({"javascript", "vbscript", "data", "file"})
PICTURES: Final = re.compile(r"data:image/(?:gif|png|jpeg|webp);", re.IGNORECASE)

CITED: Final = frozenset("i b sup sub span div a".split())
"""What a CSL style can make of text."""
WRITTEN: Final = (
    CITED
    | ELEMENTS
    | frozenset(
        "p em strong s code pre br hr blockquote ul ol li dl dt dd h1 h2 h3 h4 h5 h6 img table caption thead tbody tr"
        " th td tfoot figure figcaption aside abbr label input u mark details summary math semantics annotation".split()
    )
)
"""What Markdown without HTML can make of text."""


class Unescaped(AssertionError):
    """Markup that came out of text."""


def judge_html(html: str, allowed: frozenset[str] = CITED) -> None:
    """Raises `Unescaped` where the HTML has a tag, an attribute or an address that text must not become."""
    at = 0
    while (at := html.find("<", at)) >= 0:
        tag = TAG.match(html, at)
        if tag is None or tag["name"] not in allowed:
            raise Unescaped(f"no tag of ours: {html[at : at + 80]!r}")
        for attribute in ATTRIBUTE.finditer(tag["attributes"]):
            name, value = attribute["name"], unescape(attribute["value"] or "")
            if name.startswith("on"):
                raise Unescaped(f"a program: {tag[0][:200]!r}")
            if name in ("href", "src"):
                judge_address(value)
        at = tag.end()


def judge_address(url: str) -> None:
    written = IGNORED_IN_URLS.sub("", url)
    scheme = SCHEME.match(written)
    if scheme and scheme[0].lower() in PROGRAMS and not PICTURES.match(written):
        raise Unescaped(f"a program as an address: {url[:80]!r}")


def judge_body(body: Body, allowed: frozenset[str] = WRITTEN) -> None:
    """Judges a body whose holes are filled: an address with itself, the rest with nothing."""
    pieces = list(_filled(body))
    judge_html("".join(pieces), allowed)


def _filled(body: Body) -> Iterable[str]:
    for part in body:
        if isinstance(part, LocalLink):
            judge_address(part.target)
        elif isinstance(part, Html):
            yield part
