"""Divs for maps and charts of studies, and for flow diagrams, to figures with holes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it.token import Token

from site_builder.diagnostics import Location
from site_builder.markdown.attributes import Attributes, attributes_of
from site_builder.markdown.source_positions import Reading, row_of
from site_builder.model import AxisName, Chart, EvidenceMap, FlowDiagram

MAP: Final = "evidence-map"
CHART: Final = "chart"
FLOW: Final = "prisma-flow"

Exhibit = EvidenceMap | Chart | FlowDiagram


def make_exhibits(tokens: Sequence[Token], reading: Reading) -> list[Token]:
    """Turn each div of the class “evidence-map”, “chart” or “prisma-flow” into a figure. Its content is the caption."""
    made: list[Token] = []
    captions: list[int | None] = []
    for token in tokens:
        hole = _hole(token, reading) if token.type == "div_open" else None
        if hole is not None:
            made += _opening(token, hole)
            captions.append(len(made))
            continue
        if token.type == "div_open":
            captions.append(None)
        elif token.type == "div_close" and (caption := captions.pop()) is not None:
            made[caption:] = _caption(made[caption:])
            token = Token("figure_close", "figure", -1, block=True)
        made.append(token)
    return made


def _hole(div: Token, reading: Reading) -> Exhibit | None:
    attributes = attributes_of(div)
    row = row_of(div)

    def place(key: str) -> Location:
        is_there = any(name == key for name, _ in attributes.pairs)
        return reading.place_of(row, f"{key}=" if is_there else ":::")

    def axis(key: str) -> AxisName:
        return AxisName(attributes.get(key).strip(), place(key))

    if MAP in attributes.classes:
        return EvidenceMap(axis("rows"), axis("columns"))
    if FLOW in attributes.classes:
        return FlowDiagram(attributes.get("file").strip(), place("file"))
    return Chart(axis("of")) if CHART in attributes.classes else None


def _opening(div: Token, hole: Exhibit) -> tuple[Token, Token]:
    attributes = attributes_of(div)
    figure = Token("figure_open", "figure", 1, block=True, map=div.map, meta=div.meta)
    figure.attrs.update(Attributes(attributes.id, attributes.classes).html_attributes("figure"))
    return figure, Token("exhibit", "", 0, block=True, map=div.map, meta={"hole": hole})


def _caption(tokens: Sequence[Token]) -> list[Token]:
    """The tokens as a caption, in which the first paragraph has no tags."""
    if not tokens:
        return []
    if tokens[0].type == "paragraph_open":
        tokens = [tokens[1], *tokens[3:]]
    opening = Token("caption_open", "figcaption", 1, block=True)
    return [opening, *tokens, Token("caption_close", "figcaption", -1, block=True)]
