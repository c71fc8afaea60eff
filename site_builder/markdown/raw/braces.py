r"""LaTeX's braces to where they close; braces that only hold words together, as in `{CO}$_2$`, to the words."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from site_builder.patterns import pattern

# `\text{…}` may have formulas in it.
TEXT: Final = r"\\text\{(?:[^{}\n]|\{[^{}\n]{0,200}\}){0,500}\}"
FORMULA: Final = (
    r"\$\$[^$\n]{1,2000}\$\$|\$\\[A-Za-z]{1,40}\$"
    rf"|\$(?!\s)(?:[^$\n\\]|{TEXT}|\\(?!text\{{)[^\n]){{1,2000}}(?<!\s)\$(?!\d)"
)
CODE: Final = r"(?<!`)(?P<ticks>`{1,9})(?!`)[^\n]{1,2000}?(?<!`)(?P=ticks)(?!`)"
"""Code in a line of Markdown, between `ticks`"""
# Formulas and code are left alone, and so are attributes and keys of citations, which stand in braces in Markdown.
MARK: Final = pattern(
    rf"{FORMULA}"
    r"|`[^`\n]{1,500}`(?:\{[^{}\n]{0,300}\})?"
    r"|\\(?:[A-Za-z]+\*?|.)|[@\]]\{|[{}]"
)
PAIRED: Final = pattern(r"\\.|[][{}]", re.DOTALL)
MARKING: Final = ("\\emph", "\\textit", "\\textbf")


class _OpenBrace(NamedTuple):
    at: int
    is_group: bool
    is_left_alone: bool


def closing_of(source: str, start: int, end: int) -> int:
    """Where the brace or bracket right before `start` closes, at the latest at `end`.

    Brackets count only if one is to be closed, and a closing one only outside of braces.
    """
    is_bracket = source[start - 1] == "["
    braces = brackets = 0
    for mark in PAIRED.finditer(source, start, end):
        braces += (mark[0] == "{") - (mark[0] == "}")
        brackets += (mark[0] == "[") - (mark[0] == "]" and braces <= 0)
        if (brackets if is_bracket else braces) < 0:
            return mark.start()
    return end


def without_groups(text: str) -> str:
    """The text without braces that belong to no command, and that do not begin with a command.

    The arguments of unknown commands stay as they are.
    """
    if "{" not in text:
        return text
    dropped: set[int] = set()
    opened: list[_OpenBrace] = []
    command, behind_command = "", -1
    for found in MARK.finditer(text):
        at = found.start()
        if found[0].endswith("{"):
            is_left_alone = bool(opened) and opened[-1].is_left_alone
            is_given = at == behind_command
            is_group = found[0] == "{" and not is_given and text[at + 1 : at + 2] != "\\"
            opened.append(
                _OpenBrace(at, is_group and not is_left_alone, is_left_alone or (is_given and command not in MARKING))
            )
        elif found[0] == "}" and opened:
            opening = opened.pop()
            if opening.is_group:
                dropped |= {opening.at, at}
            else:
                behind_command = found.end()
        elif found[0].startswith("\\"):
            command, behind_command = found[0], found.end()
    return "".join(sign for at, sign in enumerate(text) if at not in dropped)
