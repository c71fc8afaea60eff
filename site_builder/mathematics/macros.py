"""TeX to its tokens, with an author's own commands expanded."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final, TypeAlias

from site_builder.frozen import frozen
from site_builder.patterns import pattern

# Without braces, an argument is one character: `\frac12`.
TOKEN: Final = pattern(r"\\(?:[A-Za-z]+|.)|%[^\n]*\n?|\s+|.", re.DOTALL)
COMMAND: Final = pattern(r"\\[A-Za-z]+")
LET: Final = "\\let"
OPERATOR: Final = "\\DeclareMathOperator"
DEFINING: Final = frozenset({"\\newcommand", "\\renewcommand", "\\providecommand", "\\def", LET, OPERATOR})
DEFINITION: Final = pattern(rf"(?:{'|'.join(map(re.escape, sorted(DEFINING)))})(?![A-Za-z])")
NOTHING: Final = (("\\undefined",), ("\\relax",))
ROW_END: Final = "\\\\"
GROUP_BEGINS: Final = frozenset({"{", "\\begin", "\\left"})
GROUP_ENDS: Final = frozenset({"}", "\\end", "\\right"})
DEEPEST: Final = 60
MOST_MACROS: Final = 300
MOST_TOKENS: Final = 20_000


class UnreadableError(Exception):
    """Why a formula cannot be read, as the end of a sentence. It is never raised out of this package."""


@frozen
class Macro:
    """A command of the author's. `default` is the value of an optional first argument, None if that is required.

    `is_copy` says that `body` is another command, in the meaning that this had when it was copied.
    """

    name: str
    arguments: int
    body: tuple[str, ...]
    default: tuple[str, ...] | None = None
    is_copy: bool = False


Macros: TypeAlias = tuple[Macro, ...]


def definitions_in(tex: str) -> tuple[list[str], Macros]:
    """The tokens of TeX without comments and definitions of commands, and the commands that it defines."""
    tokens = [token for token in TOKEN.findall(tex) if token[0] != "%"]
    rest: list[str] = []
    macros: list[Macro] = []
    at = 0
    while at < len(tokens):
        found = None
        if tokens[at] in DEFINING:
            with suppress(UnreadableError):
                found = _definition(tokens, at)
        if found is None:
            rest.append(tokens[at])
            at += 1
        else:
            macro, at = found
            macros.append(macro)
    return rest, tuple(macros)


def _definition(tokens: Sequence[str], at: int) -> tuple[Macro, int] | None:
    """The command defined at `at`, and where its definition ends; None if the definition cannot be read."""
    defining = tokens[at]
    at = after_space(tokens, at + 1)
    has_star = tokens[at : at + 1] == ["*"]
    name, at = argument_at(tokens, at + has_star)
    if len(name) != 1 or not COMMAND.fullmatch(name[0]):
        return None
    count, default = 0, None
    if defining == LET:
        at = after_space(tokens, at)
        at += tokens[at : at + 1] == ["="]
    elif defining == "\\def":
        while tokens[at : at + 1] == ["#"] and at + 1 < len(tokens):
            count, at = count + 1, at + 2
    elif defining != OPERATOR:
        number, at = option_at(tokens, at)
        count = int(number[0]) if number and number[0] in tuple("123456789") else 0
        default, at = option_at(tokens, at)
    body, end = argument_at(tokens, at)
    if end == at:
        return None
    if defining == OPERATOR:
        body = ["\\operatorname", *(["*"] if has_star else []), "{", *body, "}"]
    return Macro(name[0], count, tuple(body), None if default is None else tuple(default), defining == LET), end


def with_macros(macros: Macros, more: Macros) -> Macros:
    """The macros with more added. There is a limit that no author needs."""
    return redefined(macros, more)[:MOST_MACROS]


def redefined(macros: Macros, more: Macros) -> Macros:
    """The macros with more added. The last definition of a name counts; a copy means what its original meant."""
    known = {macro.name: macro for macro in macros}
    for macro in more:
        if macro.is_copy and macro.body in NOTHING:
            known.pop(macro.name, None)
            continue
        original = known.get("".join(macro.body)) if macro.is_copy else None
        known[macro.name] = macro if original is None else replace(original, name=macro.name)
    return tuple(known.values())


def balanced_tokens(tokens: Sequence[str]) -> Sequence[str]:
    """The tokens, if their braces are balanced; raises UnreadableError if not."""
    depth = 0
    for token in tokens:
        depth += (token == "{") - (token == "}")
        if depth < 0:
            raise UnreadableError("a brace closes what is not open")
    if depth:
        raise UnreadableError("a brace is opened and never closed")
    return tokens


def expanded(tokens: Sequence[str], macros: Macros) -> list[str]:
    """The tokens with macros expanded. Raises UnreadableError beyond a limit, as a macro may contain itself."""
    known = {macro.name: macro for macro in macros}
    written: list[str] = []
    waiting = list(reversed(tokens))
    steps = 0
    while waiting:
        steps += 1
        if steps > MOST_TOKENS or len(waiting) > MOST_TOKENS:
            raise UnreadableError("its commands, written out, have no end")
        token = waiting.pop()
        macro = known.get(token)
        if macro is None or macro.is_copy:
            token = "".join(macro.body) if macro else token
            # A letter that follows, as in `\langle#1`, must not become part of the command's name.
            if written and token[0].isalpha() and COMMAND.fullmatch(written[-1]):
                written.append(" ")
            written.append(token)
            continue
        following = waiting[::-1][:MOST_TOKENS] if macro.arguments else []
        values, used = _values(macro, following)
        if used:
            del waiting[-used:]
        waiting += reversed(_filled(macro.body, values))
    _check_depth(written)
    return written


def _values(macro: Macro, following: Sequence[str]) -> tuple[list[list[str]], int]:
    values: list[list[str]] = []
    at = 0
    if macro.default is not None and macro.arguments:
        value, at = option_at(following, 0)
        values.append(list(macro.default) if value is None else value)
    others, at = arguments_at(following, at, macro.arguments - len(values))
    return [*values, *others], at


def _filled(body: Sequence[str], values: Sequence[list[str]]) -> list[str]:
    filled: list[str] = []
    at = 0
    while at < len(body):
        number = body[at + 1] if body[at] == "#" and at + 1 < len(body) else ""
        if number in tuple("123456789") and int(number) <= len(values):
            filled += values[int(number) - 1]
            at += 2
        else:
            filled.append(body[at])
            at += 1
    return filled


def _check_depth(tokens: Sequence[str]) -> None:
    """Refuse too deep nesting long before Python's stack could overflow, the limit of which is unpredictable.

    The argument of a command may be the next command, so a row of commands counts as nested, too.
    """
    depths = [0]
    in_row = 0
    for token in tokens:
        if token in ("{", "\\left", "\\begin"):
            depths.append(depths[-1] + in_row + 1)
            in_row = 0
        elif token in ("}", "\\right", "\\end"):
            if token == "}" and len(depths) == 1:
                raise UnreadableError("“}” closes something that is not open")
            depths[1:] = depths[1:-1]
            in_row = 0
        elif not token.isspace():
            in_row = in_row + 1 if token[0] == "\\" else 0
        if depths[-1] + in_row > DEEPEST:
            raise UnreadableError(f"it is nested deeper than {DEEPEST} levels")


def after_space(tokens: Sequence[str], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].isspace() else at


def argument_at(tokens: Sequence[str], at: int) -> tuple[list[str], int]:
    """A command's argument, one token or the content of braces, and where it ends; `at` itself if there is none."""
    start = after_space(tokens, at)
    if start >= len(tokens) or tokens[start] == "}":
        return [], at
    if tokens[start] != "{":
        return [tokens[start]], start + 1
    depth = 0
    for end in range(start, len(tokens)):
        depth += (tokens[end] == "{") - (tokens[end] == "}")
        if depth == 0:
            return list(tokens[start + 1 : end]), end + 1
    raise UnreadableError("a brace is opened and never closed")


def arguments_at(tokens: Sequence[str], at: int, count: int) -> tuple[list[list[str]], int]:
    """So many arguments in a row, and where the last one ends."""
    arguments: list[list[str]] = []
    for _ in range(count):
        argument, at = argument_at(tokens, at)
        arguments.append(argument)
    return arguments, at


def end_of_cell(tokens: Sequence[str], at: int) -> int:
    """The end of a cell, of its row or of the group around it."""
    return end_of_group(tokens, at, ("&", ROW_END))


def end_of_group(tokens: Sequence[str], at: int, marks: Container[str] = ()) -> int:
    """Where the group or environment ends that is open at `at`, or the first of the marks in it stands."""
    depth = 0
    while at < len(tokens) and (depth or not (tokens[at] in GROUP_ENDS or tokens[at] in marks)):
        depth += (tokens[at] in GROUP_BEGINS) - (tokens[at] in GROUP_ENDS)
        at += 1
    return at


def option_at(tokens: Sequence[str], at: int) -> tuple[list[str] | None, int]:
    """The content of square brackets at `at`, None if there are none, and where they end."""
    start = after_space(tokens, at)
    if start >= len(tokens) or tokens[start] != "[" or "]" not in tokens[start:]:
        return None, at
    end = tokens.index("]", start)
    return list(tokens[start + 1 : end]), end + 1
