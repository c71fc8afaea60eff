"""The author's texts on a page to its Content-Security-Policy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from site_builder.patterns import pattern
from site_builder.resolve import Text

# Pages load nothing from other hosts. The search runs WebAssembly in a worker, to which no page's policy applies.
STRICT: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
# What a trusted author's HTML adds to the policy. It never permits scripts within a text.
FROM_ELSEWHERE: Final = r"""\s(?:src|srcset|poster)\s*=\s*["']?\s*(?:https?:)?//"""
PERMITTED: Final = tuple(
    (pattern(sign, re.IGNORECASE), directive, sources)
    for sign, directive, sources in (
        (r"\sstyle\s*=|<style\b", "style-src", "'unsafe-inline'"),
        (FROM_ELSEWHERE, "img-src", "https: http:"),
        (FROM_ELSEWHERE, "media-src", "https: http:"),
        (r"<iframe\b", "frame-src", "'self' https:"),
        (r"<form\b", "form-action", "https:"),
    )
)
STRICT_POLICY: Final = "; ".join(f"{directive} {sources}" for directive, sources in STRICT.items())


def policy_for(texts: Iterable[Text]) -> str:
    """The strict policy, relaxed where the texts need it (Content Security Policy Level 3)."""
    html = [piece for text in texts for body in text.bodies for piece in body if isinstance(piece, str)]
    if not html:
        return STRICT_POLICY
    policy = dict(STRICT)
    for sign, directive, sources in PERMITTED:
        if any(sign.search(piece) for piece in html):
            policy[directive] = f"{policy.get(directive, '')} {sources}".strip()
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())
