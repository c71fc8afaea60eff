"""The metadata of a text or its book to the values for `{{ key }}` and the meanings of abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from site_builder.model import YamlMap
from site_builder.patterns import pattern
from site_builder.projects.inline_code import FORMULA
from site_builder.yaml_values import first_of, node_at, pairs_of, text_of

OPEN: Final = pattern(
    rf"{FORMULA.pattern}|\$\$[^$]*(?:\$\$)?"
    r"|\{\{[ \t]*(?:(?P<key>[\w-]{1,100})[ \t]*|(?P<code>[^{}\n]{1,300}))\}\}"
)
ALONE: Final = pattern(r"[ \t]*\{\{[ \t]*(?P<key>[\w-]{1,100})[ \t]*\}\}[ \t]*")
# A book's key for all its texts; elsewhere the shorter word is that of a sentence below the title.
ABBREVIATIONS: Final = "myst_abbreviations"
WHERE: Final = (("substitutions",), ("myst", "substitutions"), ("myst_substitutions",))


def substitutions_of(metadata: Sequence[YamlMap]) -> dict[str, str]:
    """The values by their keys. The first value of a key counts, and values may name others."""
    stated: dict[str, str] = {}
    for values in metadata:
        for way in WHERE:
            for key, value in pairs_of(node_at(values, *way)).pairs:
                stated.setdefault(key, text_of(value).rstrip("\n"))
    return {key: filled(text, stated) for key, text in stated.items()}


def abbreviations_of(metadata: Sequence[YamlMap]) -> list[str]:
    """The lines that explain abbreviations, after an empty line; [] if there are none."""
    stated: dict[str, str] = {}
    for values in metadata:
        for short, meaning in pairs_of(first_of(values, "abbreviations", ABBREVIATIONS)).pairs:
            stated.setdefault(short, " ".join(text_of(meaning).split()))
    lines = [f"*[{short}]: {meaning}" for short, meaning in stated.items() if meaning]
    return ["", *lines] if lines else []


def filled(text: str, values: Mapping[str, str]) -> str:
    """A line of text, or a value, in which known keys are replaced by their values."""
    if "{{" not in text or not values:
        return text
    return OPEN.sub(lambda found: _value(found, values), text)


def unfilled(text: str, values: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """The keys in a line of text that have no value, and code that would give one, each with its place in the line.

    Without spaces in the braces, or in an indented line, they are more likely LaTeX, or code.
    """
    for found in OPEN.finditer(text) if "{{ " in text and not text.startswith("    ") else ():
        asked = found["key"] or found["code"]
        if asked and asked not in values and found[0].endswith(" }}"):
            yield found.start(), asked.strip()


def lines_for(text: str, values: Mapping[str, str]) -> list[str]:
    """The lines of a value that is alone in a line; [] if it has only one, and so can be part of a line."""
    found = ALONE.fullmatch(text) if "{{" in text else None
    lines = values.get(found["key"], "").split("\n") if found else []
    return lines if len(lines) > 1 else []


def _value(found: re.Match[str], values: Mapping[str, str]) -> str:
    value = values.get(found["key"] or "")
    return found[0] if value is None else " ".join(value.split())
