r"""LaTeX's `\epigraph{A text}{its source}`, a paragraph of its own, to a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line

IN_BRACES: Final = r"\{(?P<%s>(?:[^{}\\]|\\[\s\S]|\{(?:[^{}]|\{[^{}]{0,500}\}){0,1000}\}){1,3000})\}"
EPIGRAPH: Final = pattern(rf"\s*\\epigraph\s?{IN_BRACES % 'text'}\s*{IN_BRACES % 'by'}\s*")


def quoted_paragraph(lines: Sequence[Line]) -> Sequence[Line]:
    r"""A paragraph that is `\epigraph{A text}{its source}` as a quotation."""
    source = "\n".join(line.text for line in lines)
    if "\\epigraph" not in source or not (found := EPIGRAPH.fullmatch(source)):
        return lines
    made: list[Line] = []
    for name, dash in (("text", ""), ("by", "— ")):
        place = lines[source.count("\n", 0, found.start(name))].place
        said = f"{dash}{' '.join(found[name].split())}"
        made += [Line(">", place)] if made else []
        made += (Line(f"> {part}", place) for part in re.sub(r"\\\\ ?", r"\\\n", said).split("\n"))
    return made
