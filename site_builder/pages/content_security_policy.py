"""The HTML of the author's texts on a page to its Content-Security-Policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from site_builder.html_tags import Tag, start_tags
from site_builder.patterns import pattern

# Pages load nothing from other hosts. The search runs WebAssembly in a worker, to which no page's policy applies.
STRICT: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
# What a trusted author's HTML adds to the policy. It never permits scripts within a text.
STYLES: Final = ("style-src", "'unsafe-inline'")
MEDIA_FROM_ELSEWHERE: Final = (("img-src", "https: http:"), ("media-src", "https: http:"))
OF_ELEMENTS: Final = {
    "style": STYLES,
    "iframe": ("frame-src", "'self' https: http:"),
    "form": ("form-action", "https: http:"),
}
MEDIA: Final = frozenset({"src", "srcset", "poster"})
# A `srcset` may name several.
ELSEWHERE: Final = pattern(r"(?:\A|,)\s*(?:https?:)?//", re.IGNORECASE)
# Only HTML in which this is found can need more; it may also stand between tags.
SIGN: Final = pattern(
    r"""\s(?:style|srcset)\s*=|\s(?:src|poster)\s*=\s*["']?\s*(?:https?:)?//|<(?:style|iframe|form)\b""", re.IGNORECASE
)


def policy_for(html: str) -> str:
    """The strict policy, relaxed where the texts need it (Content Security Policy Level 3)."""
    policy = dict(STRICT)
    if SIGN.search(html):
        needs = dict.fromkeys(need for tag in start_tags(html) for need in _needs(tag))
        for directive, sources in needs:
            policy[directive] = f"{policy.get(directive, '')} {sources}".strip()
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


def _needs(tag: Tag) -> Iterator[tuple[str, str]]:
    """What a start tag adds: directives with their sources."""
    if tag.name in OF_ELEMENTS:
        yield OF_ELEMENTS[tag.name]
    for name, value in tag.given.items():
        if name == "style":
            yield STYLES
        elif name in MEDIA and ELSEWHERE.search(value):
            yield from MEDIA_FROM_ELSEWHERE
