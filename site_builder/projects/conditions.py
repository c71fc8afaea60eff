"""Quarto's conditions on profiles and metadata in a line of text to conditions on the format, and what meets none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.diagnostics import Location
from site_builder.markdown.attributes import split_attributes
from site_builder.markdown.divs.conditional_content import is_for_others
from site_builder.model import YamlMap
from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line
from site_builder.yaml_values import items_of, node_at, text_of, yes_or_no

SIGNS: Final = ("-profile=", "-meta=")
ATTRIBUTES: Final = pattern(r"\{[^{}\n]{0,500}-(?:profile|meta)=[^{}\n]{0,500}\}")
CONDITION: Final = pattern(
    r"\s*\b(?P<sense>when|unless)-(?P<of>profile|meta|format)=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s}]*))"
)
DIV: Final = pattern(r" {0,3}:{3,}(?P<opening>[^\n]*?)[: \t]*")
# No web page has this format.
NEVER: Final = ' when-format="none"'


def profiles_of(project: YamlMap) -> tuple[str, ...]:
    """The profiles that are active if nobody chooses others: the default ones, otherwise the first of each group."""
    named = tuple(text_of(item) for item in items_of(node_at(project, "profile", "default")))
    return named or tuple(dict.fromkeys(_first_of_groups(project)))


def _first_of_groups(project: YamlMap) -> Iterator[str]:
    groups = items_of(node_at(project, "profile", "group"))
    for group in groups:
        if isinstance(group.value, str):
            yield group.value
            return
        yield from (text_of(item) for item in items_of(group)[:1])


def with_conditions_decided(line: str, metadata: tuple[YamlMap, ...]) -> str:
    """The line without the conditions that are met. If one is not met, a condition that no page meets replaces all."""
    return ATTRIBUTES.sub(lambda found: _decided(found[0], metadata), line)


def _decided(attributes: str, metadata: tuple[YamlMap, ...]) -> str:
    conditions = [found for found in CONDITION.finditer(attributes) if found["of"] != "format"]
    if all(_holds(found, metadata) for found in conditions):
        return CONDITION.sub(lambda found: found[0] if found["of"] == "format" else "", attributes)
    return f"{CONDITION.sub('', attributes)[:-1]}{NEVER}}}"


def _holds(condition: re.Match[str], metadata: tuple[YamlMap, ...]) -> bool:
    named = condition["double"] or condition["single"] or condition["bare"] or ""
    if condition["of"] == "profile":
        is_so = any(named in profiles_of(values) for values in metadata)
    else:
        nodes = (node_at(values, *named.split(".")) for values in metadata)
        node = next((node for node in nodes if node is not None), None)
        is_so = node is not None and node.value != "" and yes_or_no(node) is not False
    return is_so == (condition["sense"] == "when")


def unseen(lines: Sequence[Line]) -> set[Location]:
    """The places of the lines that are only inside of divs for other formats. A file may be included several times."""
    opened: list[bool] = []
    places: set[Location] = set()
    shown: set[Location] = set()
    for line in lines:
        div = None if line.is_code else DIV.fullmatch(line.text)
        if div and div["opening"]:
            attributes = split_attributes(div["opening"])[1]
            opened.append(True in opened or (attributes is not None and is_for_others(attributes)))
        elif div and opened:
            opened.pop()
        else:
            (places if True in opened else shown).add(line.place)
    return places - shown
