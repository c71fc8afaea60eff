"""The lines of a text on their way from another tool's Markdown to ours."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.diagnostics import Location


class Line(NamedTuple):
    """A line, where it was written, and whether it is code."""

    text: str
    place: Location
    is_code: bool = False
