"""An image whose caption stands in its attributes, `{fig-cap="…"}`, to one that has it between its brackets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.lines.stated_attributes import attribute, quoted, said_by
from site_builder.projects.lines.written_lines import Line, with_text

SIGN: Final = "fig-cap="
IMAGE: Final = pattern(
    r"(?P<indent>[ \t]{0,20})!\[(?P<alt>[^\[\]\n]{0,2000})\]"
    r"(?P<target>\([^()\n]{1,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,1000})?\))"
    r"\{(?P<attributes>[^{}\n]{1,5000})\}[ \t]*"
)
CAPTION: Final = attribute("fig-cap")


def with_captions(lines: Sequence[Line]) -> list[Line]:
    """What stands between the brackets says then what the image shows, where nothing else does."""
    return with_text(lines, SIGN, _with_caption)


def _with_caption(text: str) -> str:
    image = IMAGE.fullmatch(text)
    if image is None:
        return text
    attributes = image["attributes"]
    found = CAPTION.search(attributes)
    caption = said_by(found).strip() if found else ""
    if found is None or not caption or caption.count("[") != caption.count("]"):
        return text
    rest = attributes[: found.start()] + attributes[found.end() :]
    if image["alt"].strip() and "alt=" not in rest:
        rest += f" fig-alt={quoted(image['alt'].strip())}"
    behind = f"{{{rest.strip()}}}" if rest.strip() else ""
    return f"{image['indent']}![{caption}]{image['target']}{behind}"
