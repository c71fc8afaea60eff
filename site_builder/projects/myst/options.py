"""The content of a MyST directive to its options, and to what follows them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line

STATED: Final = pattern(r"[ \t]*:(?P<key>[\w-]{1,60}):(?:[ \t]+(?P<value>.*))?")
IN_YAML: Final = pattern(r"(?P<key>[\w-]{1,60}):[ \t]*(?P<value>.*)")
ATTRIBUTE: Final = pattern(r"(?P<sign>[#.])(?P<name>[\w:.-]{1,200})|(?P<key>[\w-]{1,60})=(?P<value>\"[^\"]*\"|\S+)")


def options_in_braces(attributes: str) -> dict[str, str]:
    """The options after a directive's name: `#label .class key=value`."""
    options: dict[str, str] = {}
    for found in ATTRIBUTE.finditer(attributes):
        if found["sign"] == "#":
            options["name"] = found["name"]
        elif found["sign"]:
            options["class"] = f"{options.get('class', '')} {found['name']}".strip()
        else:
            options[found["key"]] = found["value"].strip('"')
    return options


def split_options(lines: Sequence[Line]) -> tuple[dict[str, str], Sequence[Line]]:
    """The options of a directive, in YAML or between colons, and what follows them."""
    options: dict[str, str] = {}
    at = 0
    if lines and lines[0].text.strip() == "---":
        stated = list(takewhile(lambda line: line.text.strip() != "---", lines[1:]))
        key = ""
        for line in stated:
            if found := IN_YAML.fullmatch(line.text.rstrip()):
                key = found["key"]
                options[key] = found["value"].strip("|>").strip().strip("\"'")
            elif key:
                options[key] = f"{options[key]} {line.text.strip()}".strip()
        at = len(stated) + 2
    else:
        while at < len(lines) and (found := STATED.fullmatch(lines[at].text.rstrip())):
            options[found["key"]] = (found["value"] or "").strip()
            at += 1
    content = list(lines[at:])
    while content and not content[0].text.strip():
        del content[0]
    return options, content
