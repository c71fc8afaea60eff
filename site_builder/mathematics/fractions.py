r"""Derivatives of the LaTeX package physics, `\dv[2]{f}{x}` and `\pdv{f}{x}{y}`, to fractions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from site_builder.mathematics.macros import after_space, argument_at, option_at

DERIVATIVES: Final = {"\\dv": "\\text{d}", "\\pdv": "\\partial ", "\\fdv": "\\delta "}


def derivative(tokens: Sequence[str], at: int, simplify: Callable[[Sequence[str]], str]) -> tuple[str, int]:
    """The fraction for the command at `at`, and where its arguments end: variables, and a function before them."""
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
