"""Quarto's shortcode `embed` to the chunks of other files that take its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from site_builder.markdown import chunk_of, comments_above
from site_builder.markdown.fences import end_of_code
from site_builder.patterns import pattern

EMBED: Final = pattern(
    r"[ \t]*\{\{<\s*embed\s+[\"']?(?P<file>[^\s\"'#>]{1,300})(?:#(?P<labels>[^\s\"'>]{1,300}))?[\"']?"
    r"(?P<options>[^\n>]{0,300})>\}\}[ \t]*"
)
CHUNK: Final = pattern(r"(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>\{[^}\n]*\})\s*")
MOST_OPTIONS: Final = 50
FENCES: Final = ("```", "~~~")


class Numbered(NamedTuple):
    number: int
    line: str


def chunk_labelled(lines: Sequence[str], label: str, shows_code: bool) -> Iterator[Numbered]:
    """The lines of the chunk with this label, with their numbers. Unless it `shows_code`, an option hides the code."""
    for start, line in enumerate(lines):
        found = CHUNK.fullmatch(line) if line.startswith(FENCES) else None
        if found is None:
            continue
        comments = comments_above(lines[start + 1 : start + 1 + MOST_OPTIONS])
        chunk = chunk_of(found["info"], comments)
        if chunk is None or chunk.options.get("label") != label:
            continue
        end = end_of_code(lines, start, found)
        behind = start + 1 + len(comments)
        yield from (Numbered(at + 1, lines[at]) for at in range(start, behind))
        if not shows_code:
            yield Numbered(behind, "#| echo: false")
        yield from (Numbered(at + 1, lines[at]) for at in range(behind, end))
        yield Numbered(min(end + 1, len(lines)), found["fence"])
        return
