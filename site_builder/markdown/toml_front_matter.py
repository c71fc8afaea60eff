"""TOML, Zola's and Hugo's front matter between lines of three plus signs, to the values that YAML would give."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern

FENCE: Final = "+++"
LONGEST: Final = 100_000
# The time that Python takes for a key grows with the square of its parts.
MANY_PARTS: Final = pattern(r"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){50}")
KEY: Final = pattern(
    r"[ \t]*(?:(?P<quote>[\"']?)(?P<key>[\w.-]{1,100})(?P=quote)[ \t]*=[ \t]*|\[{1,2}(?P<table>[\w.-]{1,100})\])"
)
AT: Final = pattern(r"^(?P<fault>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def read_toml(lines: Sequence[str], path: str) -> tuple[YamlMap, int, tuple[Diagnostic, ...]]:
    """The block at the beginning, and the number of the line below it. A block that never ends is text."""
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == FENCE), None)
    if end is None:
        return YamlMap(), 1, ()
    values, wrong = _values(lines[1:end], path, 2, "front matter in TOML")
    return values, end + 2, wrong


def read_toml_file(text: str, path: str) -> tuple[YamlMap, tuple[Diagnostic, ...]]:
    return _values(text.split("\n"), path, 1, "file in TOML")


def _values(lines: Sequence[str], path: str, first: int, kind: str) -> tuple[YamlMap, tuple[Diagnostic, ...]]:
    block = "\n".join(lines)
    try:
        if MANY_PARTS.search(block):
            raise RecursionError
        if len(block) > LONGEST:
            raise tomllib.TOMLDecodeError("it is longer than front matter is")
        return _map(tomllib.loads(block), _places(lines, path, first)), ()
    except RecursionError:
        fault, place = "it is nested too deep", Location(path, 1, 1)
    except tomllib.TOMLDecodeError as error:
        found = AT.fullmatch(str(error))
        fault, place = found["fault"] if found else str(error), Location(path, 1, 1)
        if found and found["line"]:
            place = Location(path, int(found["line"]) + first - 1, int(found["column"]))
    except ValueError:
        # Python reads no longer ones from a text.
        fault, place = "it has a number of more than 4,300 digits", Location(path, 1, 1)
    message = f"This {kind} cannot be read: {fault[:1].lower()}{fault[1:]}."
    hint = 'write its lines in the form “key = "value"”.'
    return YamlMap(), (Diagnostic(Rule.UNREADABLE_YAML, place, message, hint),)


def _places(lines: Sequence[str], path: str, first: int) -> dict[str, Location]:
    """Where the value of each key begins, by the last part of its name; "" is for keys that are not found."""
    places = {"": Location(path, 1, 1)}
    for number, line in enumerate(lines, first):
        if found := KEY.match(line):
            name = (found["key"] or found["table"]).rpartition(".")[2]
            places.setdefault(name, Location(path, number, found.end() + 1 if found["key"] else 1))
    return places


def _map(values: Mapping[str, object], places: Mapping[str, Location]) -> YamlMap:
    where = [places.get(key, places[""]) for key in values]
    nodes = (_node(value, place, places) for value, place in zip(values.values(), where, strict=True))
    return YamlMap(tuple(zip(values, nodes, strict=True)), tuple(where))


def _node(value: object, place: Location, places: Mapping[str, Location]) -> YamlNode:
    if isinstance(value, dict):
        return YamlNode(_map(value, places), place)
    if isinstance(value, list):
        return YamlNode(tuple(_node(item, place, places) for item in value), place)
    # Dates and times stay as they are written.
    return YamlNode(value if isinstance(value, (str, bool, int, float)) else str(value), place)
