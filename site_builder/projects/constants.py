"""The chunks of a text to the variables that they set once, to a text or a number: `figure <- "3"`.

A sentence says such a variable. A text and the texts that it includes are run as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from site_builder.markdown.code.options import TEXT, unescaped
from site_builder.markdown.fences import CODE_FENCE, end_of_code
from site_builder.patterns import pattern

CHUNK: Final = pattern(r"\{(?:r|python|julia)\b.*")
# Numbers that are shown as they are written: longer ones might be rounded.
SET: Final = pattern(
    rf"(?P<name>[A-Za-z.][\w.]{{0,60}})\s*(?:<-|=)\s*(?:(?P<text>{TEXT})|(?P<number>0|[1-9]\d{{0,4}}|\d\.\d{{0,2}}[1-9])L?)"
    r"\s*;?\s*(?:#.*)?"
)
# Anything that may give a variable a value, even the name of an argument
CHANGED: Final = pattern(
    r"(?<![\w.$@])(?P<name>[A-Za-z.][\w.]{0,60})(?:\[[^\[\]\n]{0,100}\]{1,2}|[$@]\w{1,60})?"
    r"[ \t]{0,5}(?:<<?-|%<>%|[-+*/]?=(?!=))"
    r"|(?:->>?|\bfor[ \t]{0,3}\(?|\bassign\([ \t]{0,3}[\"'])[ \t]{0,5}(?P<other>[A-Za-z.][\w.]{0,60})"
)
SIGNS: Final = ("=", "<-", "->", "%<>%", "for", "assign(")


@dataclass(slots=True)
class Constants:
    """What a sentence shows for each variable that the texts so far set once, and all names that they give values."""

    shown: dict[str, str] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)

    def take(self, lines: Sequence[str]) -> None:
        """Take the lines of a text, which may change the variables of those before it."""
        own = dict(_set_in(lines))
        likely = (line for line in lines if any(sign in line for sign in SIGNS))
        times = Counter(each["name"] or each["other"] for line in likely for each in CHANGED.finditer(line))
        own = {name: said for name, said in own.items() if times[name] == 1}
        kept = {name: said for name, said in self.shown.items() if name not in times or own.get(name) == said}
        self.shown = kept | {name: said for name, said in own.items() if name not in self.given}
        self.given |= times.keys()


def _set_in(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(lines):
        fence = CODE_FENCE.match(lines[at])
        end = end_of_code(lines, at, fence) if fence else at
        if fence and CHUNK.fullmatch(fence["rest"].strip()):
            for found in filter(None, map(SET.fullmatch, lines[at + 1 : end])):
                yield found["name"], found["number"] or unescaped(found["text"][1:-1])
        at = end + 1
