"""Titles and other short texts to HTML and to plain text."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final

from site_builder.csl.output import Typography, to_runs, write_html, write_text
from site_builder.csl.richtext import parse_rich_text
from site_builder.model import Html

TAG: Final = re.compile(r"<[^>]*>")


def rich_html(text: str) -> Html:
    """CSL-JSON's rich text as HTML."""
    return Html(write_html(to_runs(parse_rich_text(text), Typography())))


def rich_plain(text: str) -> str:
    return write_text(to_runs(parse_rich_text(text), Typography()))


def escaped(text: str) -> Html:
    return Html(escape(text, quote=False))


def plain(html: str) -> str:
    """The text of HTML without its tags, on one line."""
    return " ".join(unescape(TAG.sub("", html)).split())


def counted(number: int, singular: str, plural: str = "") -> str:
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
