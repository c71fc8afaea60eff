"""`cs:if` attributes to one test of a context.

CSL 1.0.2, “Choose”. Each value of each attribute is a separate test; `match` says how they combine: all (the default),
any or none. Several values of `type` are one test for any of them, also under “all”, since no work is of two types.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from site_builder.csl.context import OF_CITES, UNKNOWN, Context
from site_builder.csl.numbers import is_numeric
from site_builder.csl.xml import Element

Test: TypeAlias = Callable[[Context], bool]

_IBID = ("ibid", "ibid-with-locator")


def _disambiguate(value: str) -> Test:
    wanted = value == "true"

    def test(context: Context) -> bool:
        context.conditions_met += 1
        return (context.conditions_met <= context.disambiguation.conditions) is wanted

    return test


def _is_numeric(variable: str) -> Test:
    return lambda context: is_numeric(context.text(variable))


def _is_uncertain_date(variable: str) -> Test:
    return lambda context: context.item.dates.get(variable, UNKNOWN).circa


def _locator(label: str) -> Test:
    return lambda context: bool(context.cite.locator) and context.cite.label.replace(" ", "-") == label


def _position(position: str) -> Test:
    def test(context: Context) -> bool:
        if context.in_bibliography:
            return False
        actual = context.cite.position
        if position == "near-note":
            return context.cite.near_note
        if position == "subsequent":
            return actual != "first"
        if position == "ibid":
            return actual in _IBID
        return actual == position

    return test


def _type(types: str) -> Test:
    one_of = frozenset(types.split())
    return lambda context: context.item.type in one_of


def _variable(variable: str) -> Test:
    if variable == "year-suffix":
        return lambda context: bool(context.disambiguation.year_suffix)
    if variable in OF_CITES:
        return lambda context: bool(context.text(variable))
    return lambda context: variable in context.item.stated


_TESTS: dict[str, Callable[[str], Test]] = {
    "disambiguate": _disambiguate,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain_date,
    "locator": _locator,
    "position": _position,
    "type": _type,
    "variable": _variable,
}


def compile_condition(element: Element) -> Test:
    """The test that a `cs:if` or `cs:else-if` states."""
    match = element.get("match", "all")
    tests = [
        _TESTS[attribute](value)
        for attribute, values in element.attributes.items()
        if attribute in _TESTS
        for value in ((values,) if attribute == "type" else values.split())
    ]
    if len(tests) == 1 and match != "none":
        return tests[0]
    # A true test decides “any” and “none”, a false one decides “all”.
    decisive, decided = match in ("any", "none"), match == "any"

    def combined(context: Context) -> bool:
        for test in tests:
            if test(context) is decisive:
                return decided
        return not decided

    return combined
