"""A file's preambles to the commands that they define, and LaTeX to the same with these commands expanded."""

from __future__ import annotations

import re
from typing import Final

from site_builder.bibtex.symbols import KNOWN
from site_builder.patterns import pattern

_NAME: Final = r"\\(?P<{}>[A-Za-z]++)\s*+"
_DEFINES: Final = pattern(
    rf"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?\s*+(?:\{{\s*+{_NAME.format('braced')}\}}\s*+"
    rf"|{_NAME.format('bare')})(?:\[(?P<count>[0-9])\]\s*+(?:\[(?P<default>[^][{{}}]*+)\]\s*+)?)?(?=\{{)"
    rf"|\\def\s*+{_NAME.format('plain')}(?P<arguments>(?:#[1-9])*+)\s*+(?=\{{)"
)
_COMMAND: Final = pattern(r"\\(?:([A-Za-z]++)|.)", re.DOTALL)
_ARGUMENT: Final = pattern(r"#([1-9])")
_BRACES: Final = pattern(r"\\.|([{}])", re.DOTALL)
_SPACES: Final = pattern(r"\s*+")
_OPTIONAL: Final = pattern(r"\s*+\[([^][{}]*+(?:\{[^{}]*+\}[^][{}]*+)*+)\]")
_LEAST_EXPANSION, _MOST_EXPANSION = 1_000_000, 10
_DEEPEST: Final = 4
# With more names than this, it is faster to look for any command.
_FEW: Final = 50


class Definitions:
    r"""The commands defined so far. A new definition of a well-known one, such as `\url`, is ignored.

    A command is taken up only if it is made of known ones: boxes and conditions of TeX's would leave their workings
    behind. As with abbreviations, the total length of expansions is limited, since each command may be made of others,
    twice as long.
    """

    def __init__(self, length: int) -> None:
        self._bodies: dict[str, tuple[int, str | None, str]] = {}
        self._used: re.Pattern[str] | None = None
        self._left = _LEAST_EXPANSION + _MOST_EXPANSION * length

    def add(self, preamble: str) -> None:
        ends = _closing_braces(preamble)
        for found in _DEFINES.finditer(preamble):
            name = found["braced"] or found["bare"] or found["plain"]
            count = int(found["count"] or len(found["arguments"] or "") // 2)
            if name not in KNOWN and found.end() in ends:
                body = self._expanded(preamble[found.end() + 1 : ends[found.end()]], _DEEPEST)
                if all(command[1] is None or command[1] in KNOWN for command in _COMMAND.finditer(body)):
                    self._bodies[name] = count, found["default"], body
        if self._bodies:
            names = "|".join(self._bodies) if len(self._bodies) <= _FEW else "[A-Za-z]++"
            self._used = re.compile(rf"\\(?:{names})(?![A-Za-z])")

    def expand(self, latex: str) -> str:
        """LaTeX with the defined commands replaced by what they stand for, in arguments too."""
        return self._expanded(latex, _DEEPEST) if self._used and self._used.search(latex) else latex

    def _expanded(self, latex: str, depth: int) -> str:
        ends = _closing_braces(latex)
        out: list[str] = []
        position = 0
        while found := _COMMAND.search(latex, position):
            out.append(latex[position : found.start()])
            position = found.end()
            count, default, body = self._bodies.get(found[1] or "", (0, None, None))
            arguments, end = _arguments(latex, position, count, default, ends)
            if body is None or arguments is None or not self._may_put(body, arguments):
                out.append(found[0])
                continue
            position = end
            if depth:
                arguments = [self._expanded(argument, depth - 1) for argument in arguments]
            out.append(_filled(body, arguments))
        return "".join([*out, latex[position:]])

    def _may_put(self, body: str, arguments: list[str]) -> bool:
        self._left -= len(body) + sum(
            body.count(f"#{number}") * len(argument) for number, argument in enumerate(arguments, 1)
        )
        return self._left >= 0


def defines_commands(text: str) -> bool:
    """Whether a bibliography seems to define commands."""
    return _DEFINES.search(text) is not None


def _filled(body: str, arguments: list[str]) -> str:
    def argument(found: re.Match[str]) -> str:
        number = int(found[1])
        return arguments[number - 1] if number <= len(arguments) else ""

    return _ARGUMENT.sub(argument, body)


def _arguments(
    latex: str, position: int, count: int, default: str | None, ends: dict[int, int]
) -> tuple[list[str] | None, int]:
    """The arguments of a command, and where they end; None if one is missing.

    Each is in braces or a single character. If the first has a default, it is in brackets or left out.
    """
    arguments = []
    if count and default is not None:
        given = _OPTIONAL.match(latex, position)
        arguments.append(given[1] if given else default)
        position = given.end() if given else position
    for _ in range(count - len(arguments)):
        spaces = _SPACES.match(latex, position)
        position = spaces.end() if spaces else position
        if position in ends:
            arguments.append(latex[position + 1 : ends[position]])
            position = ends[position] + 1
        elif position < len(latex) and latex[position] not in "{}\\":
            arguments.append(latex[position])
            position += 1
        else:
            return None, position
    return arguments, position


def _closing_braces(latex: str) -> dict[int, int]:
    """The place of the closing brace of each closed group, by that of its opening brace."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for brace in _BRACES.finditer(latex):
        if brace[1] == "{":
            opened.append(brace.start())
        elif brace[1] and opened:
            ends[opened.pop()] = brace.start()
    return ends
