"""The token of a formula to HTML, with holes for the numbers of its rows."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from site_builder.markdown.bodies import attribute_html, text_html
from site_builder.mathematics import MathMl
from site_builder.model import CrossReference, Hole


def formula_html(token: Token) -> str:
    """A formula as MathML, or as its TeX if it cannot be read."""
    made: MathMl | None = token.meta["html"]
    return f'<code class="tex">{text_html(token.content)}</code>' if made is None else made


def formula_with_numbers(token: Token, around: str) -> Iterator[str | Hole]:
    """Mathematics; a displayed formula has its numbers after it, and a frame in which it scrolls if it is wide."""
    if not token.meta["is_display"]:
        yield formula_html(token)
        return
    labels: list[str] = token.meta["labels"]
    name = attribute_html("class", "formula numbered" if labels else "formula")
    identifier = attribute_html("id", str(token.attrs["id"])) if "id" in token.attrs else ""
    yield f'<{around}{name}{identifier} tabindex="0">'
    yield formula_html(token)
    if len(labels) > 1:
        yield '<span class="formula-numbers">'
    for label in labels:
        also = attribute_html("id", label) if label != token.attrs["id"] else ""
        yield f'<span class="formula-number"{also}>('
        yield CrossReference(label, number_only=True, location=token.meta["place"])
        yield ")</span>"
    if len(labels) > 1:
        yield "</span>"
    yield f"</{around}>"
