"""Titles and other short texts to HTML and to plain text."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final

from site_builder.model import Html

TAG: Final = re.compile(r"<[^>]*>")


def escaped(text: str) -> Html:
    return Html(escape(text, quote=False))


def plain(html: str) -> str:
    """The text of HTML without its tags, on one line."""
    return " ".join(unescape(TAG.sub("", html)).split())


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
