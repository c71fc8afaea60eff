"""Texts in variables of the code of chunks to what they show or say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from site_builder.markdown.code.options import SAID, TEXT, joined, key_of_code, unescaped, with_paths
from site_builder.patterns import pattern

ASSIGNED: Final = pattern(
    rf"^[ \t]*(?P<name>[A-Za-z.][\w.]{{0,60}})[ \t]*(?:<-|=)"
    rf"\s*(?P<text>{TEXT}|paste0?\((?:{TEXT}|[\s,]){{1,200}}\))[ \t]*;?$",
    re.DOTALL | re.MULTILINE,
)
SHOWN: Final = pattern(r"\binclude_graphics\((?:[^()]|\([^()]*\)){1,2000}\)")
WORD: Final = pattern(rf"{TEXT}|(?<![\w.$])[A-Za-z.][\w.]*(?![\w.(=])", re.DOTALL)
# A text may be used many times, so their total length is limited.
LONGEST_IN_ALL: Final = 100_000


class StringVariables:
    """The texts in variables of the chunks so far."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.left = LONGEST_IN_ALL

    def learn(self, code: str) -> None:
        self.texts |= strings_assigned_in(code)

    def value_of(self, name: str) -> str:
        """The text in a variable; "" if it is unknown."""
        text = " ".join(unescaped(self.texts.get(name, "")[1:-1]).split())
        self.left -= len(text)
        return text if self.left > 0 else ""

    def filled(self, options: Mapping[str, str]) -> dict[str, str]:
        """A chunk's options, with variables replaced by their texts."""
        known = {key: text for key in SAID if (text := self.value_of(options.get(key_of_code(key), "")))}
        return {key: text for key, text in {**options, **known}.items() if key not in map(key_of_code, known)}


def strings_assigned_in(code: str) -> dict[str, str]:
    """The texts that R code assigns to variables."""
    if "<-" not in code and "=" not in code:
        return {}
    named = {found["name"]: found["text"] for found in ASSIGNED.finditer(code)}
    return {name: _in_quotes(text) if text.startswith("paste") else text for name, text in named.items()}


def _in_quotes(code: str) -> str:
    return '"{}"'.format(joined(code).replace("\\", "\\\\").replace('"', '\\"'))


def with_paths_substituted(code: str) -> str:
    """The code with variables replaced by pictures' paths in them: `path <- "a.png"` and `include_graphics(path)`."""
    code = with_paths(code)
    if "include_graphics" not in code or not (texts := strings_assigned_in(code)):
        return code
    return SHOWN.sub(lambda call: WORD.sub(lambda word: texts.get(word[0], word[0]), call[0]), code)
