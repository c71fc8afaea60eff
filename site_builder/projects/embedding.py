"""A chunk's options and the shortcode `embed` to the other files, or chunks of them, that stand in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from site_builder.patterns import pattern
from site_builder.projects.kinds import is_text

EMBED: Final = pattern(
    r"[ \t]*\{\{<\s*embed\s+[\"']?(?P<file>[^\s\"'#>]{1,300})(?:#(?P<labels>[^\s\"'>]{1,300}))?[\"']?"
    r"(?P<options>[^\n>]{0,300})>\}\}[ \t]*"
)
CHUNK_OF_R: Final = pattern(r"\{r\b")
CHILDREN: Final = pattern(
    r"""\bchild\s*[=:]\s*(?:!expr\s+)?(?:(?:c\(|\[)(?P<many>[^()\[\]]{1,5000})[)\]]|["'](?P<one>[^"'\n]{1,300})["']"""
    r"""|(?P<bare>[^\s"'(),\[\]]{1,300}))"""
)
NAME: Final = pattern(r"""["']([^"'\n]{1,300})["']|([^\s"',]{1,300})""")
OPTION: Final = pattern(r"(?:#|//|%%) ?\|")
CHUNK: Final = pattern(r"(?P<fence>`{3,}|~{3,})[ \t]*\{(?P<info>[^}\n]*)\}\s*")

FENCES: Final = ("```", "~~~")


class Numbered(NamedTuple):
    number: int
    line: str


def children(info: str, following: Iterable[str]) -> tuple[str, ...]:
    """The files that a chunk of R puts in its place, by what stands behind its fence or on its first lines."""
    if not CHUNK_OF_R.match(info):
        return ()
    found = CHILDREN.search("\n".join([info, *takewhile(OPTION.match, following)]))
    if found is None:
        return ()
    if found["many"]:
        names = [quoted or bare for quoted, bare in NAME.findall(found["many"])]
        return tuple(name for name in names if is_text(name))
    return (found["one"],) if found["one"] else tuple(filter(is_text, [found["bare"]]))


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
