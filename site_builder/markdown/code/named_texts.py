"""Texts to which the code of chunks gives names, to what is shown or said by these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from site_builder.markdown.code.options import SAID, TEXT, by_code, joined, unescaped, with_paths
from site_builder.patterns import pattern

ASSIGNED: Final = pattern(
    rf"^[ \t]*(?P<name>[A-Za-z.][\w.]{{0,60}})[ \t]*(?:<-|=)"
    rf"\s*(?P<text>{TEXT}|paste0?\((?:{TEXT}|[\s,]){{1,200}}\))[ \t]*;?$",
    re.DOTALL | re.MULTILINE,
)
SHOWN: Final = pattern(r"\binclude_graphics\((?:[^()]|\([^()]*\)){1,2000}\)")
WORD: Final = pattern(rf"{TEXT}|(?<![\w.$])[A-Za-z.][\w.]*(?![\w.(=])", re.DOTALL)
# A text may be said many times over; what they come to is limited.
LONGEST_IN_ALL: Final = 100_000


class NamedTexts:
    """The texts that the chunks so far give names."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.left = LONGEST_IN_ALL

    def learn(self, code: str) -> None:
        self.texts |= texts_named_in(code)

    def said(self, name: str) -> str:
        """The text of that name; "" where it is not known."""
        text = " ".join(unescaped(self.texts.get(name, "")[1:-1]).split())
        self.left -= len(text)
        return text if self.left > 0 else ""

    def filled(self, options: Mapping[str, str]) -> dict[str, str]:
        """A chunk's options with the texts that they name."""
        known = {key: text for key in SAID if (text := self.said(options.get(by_code(key), "")))}
        return {key: text for key, text in {**options, **known}.items() if key not in map(by_code, known)}


def texts_named_in(code: str) -> dict[str, str]:
    """The texts that code gives names, as R writes them."""
    if "<-" not in code and "=" not in code:
        return {}
    named = {found["name"]: found["text"] for found in ASSIGNED.finditer(code)}
    return {name: _in_quotes(text) if text.startswith("paste") else text for name, text in named.items()}


def _in_quotes(code: str) -> str:
    return '"{}"'.format(joined(code).replace("\\", "\\\\").replace('"', '\\"'))


def with_texts_shown(code: str) -> str:
    """The code with the names of pictures' paths replaced by these, `path <- "a.png"` and `include_graphics(path)`."""
    code = with_paths(code)
    if "include_graphics" not in code or not (texts := texts_named_in(code)):
        return code
    return SHOWN.sub(lambda call: WORD.sub(lambda word: texts.get(word[0], word[0]), call[0]), code)
