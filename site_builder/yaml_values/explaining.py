"""A YAML parser's error to the place, the message and the hint that help an author."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import yaml

from site_builder.patterns import pattern

Explanation: TypeAlias = tuple[int, str, str]
"""The offset of what is wrong, the message and the hint."""

QUOTE_IT: Final = "put quotes around the whole value"
ESCAPE_HINT: Final = "put single quotes around the value, or write each backslash twice."
TOO_DEEP: Final = ("These values are nested too deep to read.", "check for stray brackets.")
# “title:A review”, “-name: Ann”
SPACELESS: Final = pattern(r"[ \t]*(?:-[ \t]+)?([\w-]+:)(?=[^\s:/])|[ \t]*(-)(?=\w)")
# A space from a web page or a word processor, where YAML needs a plain one
STRANGE_SPACE: Final = pattern(r"[ \t]*(?:-[ \t]+)?(?:[\w-]+:|-)?[ \t]*(?=[^\S \t\r\n]|[\u200b\ufeff])")
# “title: A review”, and below it “ date: 2020”
STRAY_SPACE: Final = pattern(r"[\w-]+:[ \t]+[^\s#{][^\n]*\n (?P<key>[\w-]+):(?=\s|$)")
# “title: “Stigma: a review””
TYPOGRAPHIC: Final = pattern(r"[ \t]*(?:-[ \t]+)?(?:[\w-]+:[ \t]+)?[“”„«»‘’‚‹›]")


def explained(error: yaml.MarkedYAMLError, text: str, line_of: Callable[[int], int]) -> Explanation:
    """What is wrong in a text, rather than what stopped the parser."""
    mark: Any = error.problem_mark or error.context_mark
    beginning: Any = error.context_mark
    offset = min(mark.index, len(text)) if mark else 0
    context, problem = error.context or "", error.problem or ""
    if "nesting depth" in problem:
        return offset, *TOO_DEEP
    if "quoted scalar" in context and "end of stream" not in problem and "document" not in problem:
        return offset, "This backslash in double quotes is not a YAML escape.", ESCAPE_HINT
    if "quoted scalar" in context and beginning:
        return beginning.index, "A quoted value begins here, but never ends.", "add the closing quote."
    line_start = _line_start(text, offset)
    indent = text[line_start:offset]
    if text[offset : offset + 1] == "\t" or (not indent.strip() and "\t" in indent):
        return offset, "There is a tab where YAML allows only spaces.", "indent with spaces."
    if line_start and (stray := STRAY_SPACE.match(text, _line_start(text, line_start - 1))):
        message = f"There is a space before “{stray['key']}”, so it belongs to the value above it."
        return line_start, message, f"delete the space if it is a key; otherwise {QUOTE_IT}."
    if "mapping values are not allowed" in problem:
        return _slip(text, offset) or _misplaced_colon(text, offset)
    if "simple key" in context and beginning:
        hint = "write “key: value”, or indent the line if it belongs to the value above it."
        missing = (beginning.index, "A key should be here, but there is no colon after it.", hint)
        return _slip(text, beginning.index) or missing
    if "flow" in context and beginning:
        hint = f"close the bracket, or {QUOTE_IT} if the bracket belongs to it."
        return offset, f"The brackets opened on line {line_of(beginning.index)} cannot be read.", hint
    if ("alias" in context or "anchor" in context) and beginning:
        offset = beginning.index
    if text[offset : offset + 1] in ("@", "`", "%", "*", "&", "!"):
        return offset, f"A value cannot begin with “{text[offset]}”.", f"{QUOTE_IT}."
    hint = f"check the line's indentation and the line above, and {QUOTE_IT} if it has quotes or brackets in it."
    return offset, "This cannot be read as YAML.", hint


def _slip(text: str, offset: int) -> Explanation | None:
    """A space that is missing, or is none to YAML, in the line of an error or the one above."""
    line_start = _line_start(text, offset)
    for start in (line_start, _line_start(text, max(line_start - 1, 0))):
        if spaceless := SPACELESS.match(text, start):
            return spaceless.end(), f"There is no space after “{spaceless[1] or spaceless[2]}”.", "add the space."
        if strange := STRANGE_SPACE.match(text, start):
            message = "This looks like a space, but YAML does not take it for one."
            return strange.end(), message, "type a plain space in its place."
    return None


def _misplaced_colon(text: str, offset: int) -> Explanation:
    hint = f"{QUOTE_IT} if the colon belongs to it; otherwise check the line's indentation."
    if TYPOGRAPHIC.match(text, _line_start(text, offset)):
        hint = "put straight quotes around the whole value; YAML knows no typographic ones."
    return offset, "There is a colon where YAML does not expect one.", hint


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1
