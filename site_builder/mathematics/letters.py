"""Letters in an alphabet, words in upright letters, and primes to TeX that the library reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from site_builder.mathematics.commands import ALIASES, SPELT
from site_builder.mathematics.macros import after_space, argument_at
from site_builder.patterns import pattern

MATHEMATICS: Final = pattern(r"[\\_^]")
WORD: Final = pattern(r"[A-Za-z]+")
PRIME: Final = "'"
SIGNS: Final = " ′″‴⁗"


def letter_of_alphabet(tokens: Sequence[str], at: int) -> tuple[str, int] | None:
    """A letter without braces after the alphabet at `at`, and where it ends; None if braces or a command follow."""
    start = after_space(tokens, at + 1)
    if start >= len(tokens) or not tokens[start].isalnum():
        return None
    alphabet = ALIASES.get(tokens[at], tokens[at])
    command = "\\text" if alphabet == "\\mathrm" else alphabet
    return f"{command}{{{tokens[start]}}}", start + 1


def upright_word(tokens: Sequence[str], at: int, simplify: Callable[[Sequence[str]], str]) -> tuple[str, int]:
    """A word in upright letters or the name of an operator, with the command at `at`, and where it ends."""
    command = ALIASES.get(tokens[at], tokens[at])
    has_star = tokens[at + 1 : at + 2] == ["*"]
    at += 1 + has_star
    argument, end = argument_at(tokens, at)
    if command == "\\mathrm":
        word = "".join(argument)
        return (f"\\text{{{word}}}", end) if WORD.fullmatch(word) else (command, at)
    name = "".join(SPELT.get(token, token.strip()) for token in argument)
    has_limits = has_star or command == "\\mathop"
    if name.replace("\N{NO-BREAK SPACE}", "").isalpha():
        return f"\\operatorname{'*' if has_limits else ''}{{{name}}}", end
    if command == "\\mathop":
        return command, at
    # The library reads only letters there.
    return f"\\mathrm{{{simplify(argument)}}}" if MATHEMATICS.search(name) else f"\\text{{{name}}}", end


def raised_primes(tokens: Sequence[str], at: int, simplify: Callable[[Sequence[str]], str]) -> tuple[str, int]:
    """The primes at `at`, and where they end. Several are one superscript together with the one that follows them."""
    end = at
    while end < len(tokens) and tokens[end] == PRIME:
        end += 1
    number, start = end - at, after_space(tokens, end)
    if number == 1 or tokens[start : start + 1] != ["^"]:
        return PRIME * number, end
    raised, end = argument_at(tokens, start + 1)
    if len(raised) == 1 and raised[0].startswith("\\"):
        # The argument of a command: `f''^\mathrm{T}`
        argument, end = argument_at(tokens, end) if tokens[end : end + 1] == ["{"] else ([], end)
        raised += ["{", *argument, "}"] if argument else []
    return f"^{{{SIGNS[number : number + 1] or SIGNS[1] * number}{simplify(raised)}}}", end
