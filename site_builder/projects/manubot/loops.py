"""Loops in Manubot's templates to their text for each item of a list in metadata.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from site_builder.diagnostics import Location
from site_builder.frozen import frozen
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.yaml_values import items_of, node_at, text_of

STATEMENT: Final = pattern(r"\{%[-+]?[ \t]*(?P<word>\w{1,20})\b(?P<rest>[^%\n]{0,500}?)[ \t]*[-+]?%\}")
OPENING: Final = "{%"
EACH: Final = pattern(r"[ \t]+(?P<each>\w{1,50})[ \t]+in[ \t]+(?P<list>[A-Za-z_][\w.]{0,200})")
TAG: Final = pattern(r"\{\{[^{}\n]{1,500}\}\}|\{%[^%\n]{1,500}%\}")
NAME: Final = pattern(r"(?<![\w.\"'])(?P<name>[A-Za-z_]\w{0,50})(?P<step>\.\w{1,50})?")
# Manubot has the values of metadata.yaml under this name.
ROOT: Final = "manubot."
# The statements besides loops that are understood: the module `conditions` follows them.
UNDERSTOOD: Final = ("if", "elif", "else", "endif", "raw", "endraw")
LONGEST: Final = 100_000
DEEPEST: Final = 5


@frozen
class Loop:
    """The place of a loop in a text, and that of the text inside, which is repeated with `each` of the `items`."""

    start: int
    end: int
    inside: tuple[int, int]
    each: str
    items: str


def is_understood(text: str) -> bool:
    """Whether a text has no statements other than closed loops and conditions."""
    found = list(STATEMENT.finditer(text))
    if len(found) != text.count(OPENING):
        return False
    depth = 0
    for statement in found:
        word = statement["word"]
        depth += (word == "for") - (word == "endfor")
        if depth < 0 or (word == "for" and EACH.fullmatch(statement["rest"]) is None):
            return False
        if word not in (*UNDERSTOOD, "for", "endfor"):
            return False
    return depth == 0


def value_of(name: str, metadata: YamlMap) -> YamlNode | None:
    """The value that a template names."""
    return node_at(metadata, *name.removeprefix(ROOT).split("."))


def value_text(name: str, metadata: YamlMap) -> str:
    """The same as text; that of a list has commas between its items."""
    return ", ".join(map(text_of, items_of(value_of(name, metadata))))


def unrolled(lines: list[str], written: list[Location], metadata: YamlMap) -> tuple[list[str], list[Location]]:
    """The lines with the text of loops once for each item, and with the item's name in it; and the place of each line.

    Nothing changes if a statement is unknown, or the text would become too long.
    """
    text = "\n".join(lines)
    if "endfor" not in text or not is_understood(text):
        return lines, written
    made: list[str] = [""]
    places = written[:1]
    length = 0
    for piece, row in _pieces(text, 0, metadata, {}, 0):
        length += len(piece)
        if length > LONGEST + len(text):
            return lines, written
        first, *further = piece.split("\n")
        made[-1] += first
        made += further
        places += written[row + 1 : row + 1 + len(further)]
    return made, places


def _pieces(text: str, row: int, metadata: YamlMap, loop: Mapping[str, str], depth: int) -> Iterator[tuple[str, int]]:
    """The parts of a text with its loops repeated, each with the row in which it begins."""
    at = 0
    for each in _outermost(text) if depth < DEEPEST else ():
        before = text[at : each.start]
        yield _renamed(before, {"loop": loop}), row
        begin, at = each.inside[0], each.end
        row += before.count("\n") + text.count("\n", each.start, begin)
        body = text[begin : each.inside[1]]
        name = each.items.removeprefix(ROOT)
        items = items_of(value_of(name, metadata))
        for number in range(len(items)):
            told = {"first": str(number == 0), "last": str(number == len(items) - 1)}
            yield from _pieces(_renamed(body, {each.each: {"": f"{name}.{number}"}}), row, metadata, told, depth + 1)
        row += text.count("\n", begin, at)
    yield _renamed(text[at:], {"loop": loop}), row


def _outermost(text: str) -> Iterator[Loop]:
    depth = 0
    opened: re.Match[str] | None = None
    for statement in STATEMENT.finditer(text):
        if statement["word"] == "for":
            opened = statement if depth == 0 else opened
            depth += 1
        elif statement["word"] == "endfor":
            depth -= 1
            if depth == 0 and opened and (said := EACH.fullmatch(opened["rest"])):
                inside = opened.end(), statement.start()
                yield Loop(opened.start(), statement.end(), inside, said["each"], said["list"])


def _renamed(text: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """The text with the names that a loop defines replaced in its tags by what they stand for."""

    def name(found: re.Match[str]) -> str:
        known = names.get(found["name"], {})
        if "" in known:
            return known[""] + (found["step"] or "")
        return known.get((found["step"] or "")[1:], found[0])

    return TAG.sub(lambda tag: NAME.sub(name, tag[0]), text) if "{" in text else text
