"""`cs:sort` to the order of references.

CSL 1.0.2, “Sorting”. Works without a value for a key come last, in ascending and in descending order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeVar

from site_builder.alphabets import Alphabet, SortValue, alphabet_of
from site_builder.csl.context import Context
from site_builder.csl.dates import sort_date
from site_builder.csl.elements import Compiler
from site_builder.csl.numbers import NUMBER_VARIABLES, sort_number
from site_builder.csl.personal_name import sort_text
from site_builder.csl.tree import plain
from site_builder.csl.xml import Element
from site_builder.frozen import frozen
from site_builder.model import Date, Name

T = TypeVar("T")

_NUMBER: Final = "citation-number"


@frozen
class SortKey:
    """`of_number` says that it is the number in the bibliography, or a macro that shows it."""

    value: Callable[[Context], SortValue]
    descending: bool
    of_number: bool


def _names_value(names: Sequence[Name], demote_particle: str, alphabet: Alphabet) -> SortValue:
    return alphabet.key(" ".join(sort_text(name, demote_particle, name.given, name.suffix) for name in names))


def _compile_variable(variable: str, demote_particle: str, alphabet: Alphabet) -> Callable[[Context], SortValue]:
    def value(context: Context) -> SortValue:
        item = context.item
        if variable in item.names:
            return _names_value(item.names[variable], demote_particle, alphabet)
        if variable in item.dates:
            time = sort_date(item.dates.get(variable, Date()))
            return ((time,),) if time else ()
        text = context.text(variable)
        if variable in NUMBER_VARIABLES:
            return ((sort_number(text),),) if text else ()
        return alphabet.key(plain(item.rich(variable)) if variable in item.texts else text)

    return value


def _compile_key(element: Element, compiler: Compiler) -> SortKey:
    descending = element.get("sort") == "descending"
    alphabet = alphabet_of(compiler.locale.lang)
    demote = compiler.inherited.get("demote-non-dropping-particle", "display-and-sort")
    if "variable" in element.attributes:
        variable = element.get("variable")
        return SortKey(_compile_variable(variable, demote, alphabet), descending, variable == _NUMBER)
    name = element.get("macro")
    macro = compiler.macro(name)
    of_number = name in compiler.macros and any(
        each.get("variable") == _NUMBER for each in compiler.macros[name].walk()
    )
    return SortKey(lambda context: alphabet.key(plain(macro(context))), descending, of_number)


def compile_sort(element: Element | None, compiler_for: Callable[[Element], Compiler]) -> tuple[SortKey, ...]:
    """The keys of a `cs:sort`. `compiler_for` gives the compiler for the name options of a key."""
    if element is None:
        return ()
    return tuple(_compile_key(key, compiler_for(key)) for key in element.all("key"))


def sort_by(things: Sequence[T], keys: Sequence[SortKey], value: Callable[[T, SortKey], SortValue]) -> list[T]:
    """The things in order. Those that are equal by all keys keep their order.

    Few things differ by later keys only, so a key's value is computed only for things that are equal by the keys before
    it.
    """
    if len(things) < 2 or not keys:
        return list(things)
    key, *others = keys
    values = [(value(thing, key), thing) for thing in things]
    having = [pair for pair in values if pair[0]]
    having.sort(key=itemgetter(0), reverse=key.descending)
    without = [pair for pair in values if not pair[0]]
    alike = ([thing for _, thing in pairs] for _, pairs in groupby([*having, *without], itemgetter(0)))
    return [thing for group in alike for thing in sort_by(group, others, value)]
