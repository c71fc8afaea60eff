"""Attributes of a link's definition, `[map]: map.png {width=50%}`, to attributes of each link and image of its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_builder.characters import as_compared
from site_builder.patterns import pattern
from site_builder.projects.inline_code import CODE
from site_builder.projects.lines.written_lines import Line

DEFINITION: Final = pattern(
    r" {0,3}\[(?P<label>[^\[\]\n^@][^\[\]\n]{0,300})\]:[ \t]*(?P<target>(?:<[^<>\n]{0,1000}>|[^\s<{][^\s{]{0,1000})"
    r"(?:[ \t]+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?)[ \t]*"
    r"\{(?P<attributes>[^{}\n]{1,500})\}[ \t]*"
)
USE: Final = pattern(
    rf"{CODE}|(?<!\\)!?\[(?P<words>[^\[\]\n]{{0,500}})\](?:\[(?P<label>[^\[\]\n]{{0,300}})\])?(?![\[({{:])"
)


def with_attributes(lines: Sequence[Line]) -> list[Line]:
    found = {
        at: definition
        for at, line in enumerate(lines)
        if line.text.endswith(("}", "} ")) and not line.is_code and (definition := DEFINITION.fullmatch(line.text))
    }
    if not found:
        return list(lines)
    stated = {as_compared(each["label"]): each["attributes"] for each in found.values()}

    def attributed(use: re.Match[str]) -> str:
        attributes = stated.get(as_compared(use["label"] or use["words"] or ""))
        return f"{use[0]}{{{attributes}}}" if attributes else use[0]

    made = []
    for at, line in enumerate(lines):
        if definition := found.get(at):
            line = line._replace(text=f"[{definition['label']}]: {definition['target']}")
        elif "]" in line.text and not line.is_code:
            line = line._replace(text=USE.sub(attributed, line.text))
        made.append(line)
    return made
