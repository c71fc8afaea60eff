"""Raw HTML to the first active part of it, which is taken out or blocked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from site_builder.html_tags import start_tags
from site_builder.markdown.raw.html import IGNORED_IN_URLS, is_external
from site_builder.markdown.raw.sanitising import ANYTHING_AFTER, ATTRIBUTES, SCHEMES, STYLES, TAGS
from site_builder.patterns import pattern

ADDRESSES: Final = frozenset("action cite data formaction href poster src".split())
_SCHEME: Final = pattern(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def first_active_part(html: str) -> str:
    """The first part that sanitising takes out, “<script>” or “onclick”; "" if there is none."""
    return _first(html, _is_taken_out)


def first_blocked_part(html: str) -> str:
    """The first part that each page's policy blocks (see `pages/content_security_policy.py`); "" if there is none."""
    return _first(html, _is_blocked)


def _is_taken_out(tag: str, name: str, value: str) -> bool:
    if not name:
        return tag not in TAGS
    if tag not in TAGS:
        return False
    is_known = name in ATTRIBUTES["*"] or name in ATTRIBUTES.get(tag, ()) or name.startswith(ANYTHING_AFTER)
    scheme = _scheme(name, value)
    declared = {part.partition(":")[0].strip().lower() for part in value.split(";") if part.strip()}
    return not is_known or bool(scheme and scheme not in SCHEMES) or (name == "style" and not declared <= STYLES)


def _is_blocked(tag: str, name: str, value: str) -> bool:
    if not name:
        return tag in ("object", "embed", "base") or (tag == "script" and (not value or is_external(value)))
    return name.startswith("on") or _scheme(name, value) == "javascript"


def _scheme(name: str, value: str) -> str:
    """The scheme of an address. Browsers skip control characters and spaces, so these hide no scheme."""
    found = _SCHEME.match(IGNORED_IN_URLS.sub("", value)) if name in ADDRESSES else None
    return found[1].lower() if found else ""


def _first(html: str, acts: Callable[[str, str, str], bool]) -> str:
    """`acts` is asked about each tag, with "" and its `src`, and about each of its attributes, with name and value."""
    for tag in start_tags(html):
        if acts(tag.name, "", tag.given.get("src", "")):
            return f"<{tag.name}>"
        for name, value in tag.given.items():
            if acts(tag.name, name, value):
                return name
    return ""
