"""Pieces of HTML and holes to a body: adjacent pieces of HTML become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from site_builder.model import Body, Hole, Html


def body_of(pieces: Iterable[str | Hole]) -> Body:
    body: list[Html | Hole] = []
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        if html := "".join(run):
            body.append(Html(html))
        run.clear()
        body.append(piece)
    if html := "".join(run):
        body.append(Html(html))
    return tuple(body)


def text_html(text: str) -> str:
    return escape(text, quote=False)


def attribute_html(name: str, value: object) -> str:
    return f' {escape(name)}="{escape(str(value))}"'


def attributes_html(pairs: Mapping[str, object]) -> str:
    return "".join(attribute_html(*pair) for pair in pairs.items())
