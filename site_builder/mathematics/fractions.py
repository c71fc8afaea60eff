"""Commands for fractions to those that the library reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from site_builder.mathematics.macros import after_space, argument_at, arguments_at, option_at

Simplify: TypeAlias = Callable[[Sequence[str]], str]
DERIVATIVES: Final = {"\\dv": "\\text{d}", "\\pdv": "\\partial ", "\\fdv": "\\delta "}


def derivative(tokens: Sequence[str], at: int, simplify: Simplify) -> tuple[str, int]:
    r"""Derivatives of the LaTeX package physics, `\dv[2]{f}{x}` and `\pdv{f}{x}{y}`: a function and its variables."""
    sign = DERIVATIVES[tokens[at]]
    order, at = option_at(tokens, at + 1)
    given: list[str] = []
    # A partial derivative may have two variables.
    while len(given) < (3 if sign == DERIVATIVES["\\pdv"] else 2):
        start = after_space(tokens, at)
        if given and tokens[start : start + 1] != ["{"]:
            break
        argument, at = argument_at(tokens, at)
        given.append(simplify(argument))
    function, *variables = given if len(given) > 1 else ["", *given]
    power = f"^{{{simplify(order)}}}" if order else f"^{{{len(variables)}}}" if len(variables) > 1 else ""
    raised = power if len(variables) == 1 else ""
    below = " ".join(f"{sign}{variable}{raised}" for variable in variables)
    return f"\\frac{{{sign}{power}{function}}}{{{below}}}", at


def general_fraction(tokens: Sequence[str], at: int, simplify: Simplify) -> tuple[str, int]:
    r"""`\genfrac{(}{)}{0pt}{}{n}{k}`: delimiters, thickness of the line, size, numerator and denominator."""
    arguments, at = arguments_at(tokens, at + 1, 6)
    left, right, thickness, _, above, below = map(simplify, arguments)
    fraction = f"{{{above}\\atop {below}}}" if thickness.startswith("0") else f"\\frac{{{above}}}{{{below}}}"
    return f"\\left{left.strip() or '.'}{fraction}\\right{right.strip() or '.'}", at


def binomial(tokens: Sequence[str], at: int, simplify: Simplify) -> tuple[str, int]:
    """A binomial coefficient in braces: to the library, it is not one part but three."""
    written, end = tokens[at], at + 1
    for _ in range(2):
        start = after_space(tokens, end)
        if start == len(tokens) or not (tokens[start] == "{" or tokens[start].isalnum()):
            return tokens[at], at + 1
        argument, end = argument_at(tokens, end)
        written += f"{{{simplify(argument)}}}"
    return f"{{{written}}}", end


FRACTIONS: Final[Mapping[str, Callable[[Sequence[str], int, Simplify], tuple[str, int]]]] = {
    **dict.fromkeys(DERIVATIVES, derivative),
    **dict.fromkeys(("\\binom", "\\tbinom", "\\dbinom"), binomial),
    "\\genfrac": general_fraction,
}
"""For each command: what makes the TeX of it and its arguments, and where these end."""
