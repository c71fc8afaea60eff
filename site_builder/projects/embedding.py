"""Quarto's shortcode `embed` to the chunks of other files that stand in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from site_builder.patterns import pattern

EMBED: Final = pattern(
    r"[ \t]*\{\{<\s*embed\s+[\"']?(?P<file>[^\s\"'#>]{1,300})(?:#(?P<labels>[^\s\"'>]{1,300}))?[\"']?"
    r"(?P<options>[^\n>]{0,300})>\}\}[ \t]*"
)
OPTION: Final = pattern(r"(?:#|//|%%) ?\|")
CHUNK: Final = pattern(r"(?P<fence>`{3,}|~{3,})[ \t]*\{(?P<info>[^}\n]*)\}\s*")

FENCES: Final = ("```", "~~~")


class Numbered(NamedTuple):
    number: int
    line: str


def chunk_labelled(lines: Sequence[str], label: str, shows_code: bool) -> Iterator[Numbered]:
    """The lines of the chunk that has a label, with their numbers; its code is hidden where only its result counts."""
    said = re.compile(rf"(?:#|//|%%) ?\|[ \t]*label[ \t]*[:=][ \t]*[\"']?{re.escape(label)}[\"']?[ \t]*")
    named = re.compile(rf"\w+[ \t]+{re.escape(label)}(?:[ \t,].*)?|.*\blabel[ \t]*=[ \t]*[\"']?{re.escape(label)}\b.*")
    for start, line in enumerate(lines):
        found = CHUNK.fullmatch(line) if line.startswith(FENCES) else None
        if found is None:
            continue
        options = list(takewhile(OPTION.match, lines[start + 1 :]))
        if not (named.fullmatch(found["info"].strip()) or any(map(said.fullmatch, options))):
            continue
        end = next((at for at in range(start + 1, len(lines)) if lines[at].startswith(found["fence"])), len(lines))
        behind = start + 1 + len(options)
        yield from (Numbered(at + 1, lines[at]) for at in range(start, behind))
        if not shows_code:
            yield Numbered(behind, "#| echo: false")
        yield from (Numbered(at + 1, lines[at]) for at in range(behind, end))
        yield Numbered(min(end + 1, len(lines)), found["fence"])
        return
