"""A Markdown file's text to its front matter and what stands below it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.model import YamlMap, YamlNode
from site_builder.yaml_values import kind_of, read_yaml

FENCE: Final = "---"
LONGEST: Final = 2_000_000
ENDS: Final = ("---", "...")
KEY: Final = re.compile(r"\w[\w-]*:(?:\s|$)")


class Parts(NamedTuple):
    """`first_line` is the line of the file that `text` begins on."""

    front_matter: YamlMap
    text: str
    first_line: int
    diagnostics: tuple[Diagnostic, ...] = ()


def split_front_matter(text: str, path: str) -> Parts:
    if len(text) > LONGEST:
        message = f"This file has {len(text):,} characters, so it is left out."
        hint = f"part it into files of less than {LONGEST:,}."
        return Parts(YamlMap(), "", 1, (Diagnostic(Rule.TOO_LONG, Location(path, 1, 1), message, hint),))
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return Parts(YamlMap(), text, 1)
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() in ENDS), None)
    if end is None:
        return Parts(YamlMap(), text, 1, tuple(_never_closed(lines, path)))
    below = "\n".join(lines[end + 1 :])
    node, diagnostics = read_yaml("\n".join(lines[1:end]), path, first_line=2)
    if node is None:
        return Parts(YamlMap(), below, end + 2, diagnostics)
    if isinstance(node.value, YamlMap):
        return Parts(node.value, below, end + 2, diagnostics)
    message = f"Front matter takes keys with values, not {kind_of(node)}."
    found = Diagnostic(Rule.WRONG_TYPE, node.location, message, "write it in lines of the form “key: value”.")
    return Parts(YamlMap(), below, end + 2, (*diagnostics, found))


def _never_closed(lines: list[str], path: str) -> list[Diagnostic]:
    """A line of hyphens may be a rule as well: only with a key below it is it front matter."""
    if len(lines) < 2 or not KEY.match(lines[1]):
        return []
    message = "Front matter begins here and never ends."
    return [Diagnostic(Rule.UNREADABLE_YAML, Location(path, 1, 1), message, "add a line of three hyphens below it.")]


def value_of(front_matter: YamlMap, key: str) -> YamlNode | None:
    return next((node for name, node in front_matter.pairs if name == key), None)
