"""`cs:name` attributes, inherited from the style and from the citation or bibliography, to one record.

CSL 1.0.2, “Name”, “Inheritable Name Options”.
"""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.csl.formatting import element_format
from site_builder.csl.tree import Format
from site_builder.csl.xml import Element
from site_builder.frozen import frozen

# The attributes of `cs:style`, `cs:citation` and `cs:bibliography` for names, and their equivalents on `cs:name`.
_INHERITED = {
    name: name
    for name in """and delimiter-precedes-et-al delimiter-precedes-last demote-non-dropping-particle et-al-min
    et-al-subsequent-min et-al-subsequent-use-first et-al-use-first et-al-use-last initialize initialize-with
    initialize-with-hyphen name-as-sort-order names-delimiter sort-separator""".split()
} | {"name-form": "form", "name-delimiter": "delimiter"}
# The attributes of `cs:key` that override all others (CSL 1.0.2, “Sorting”).
_FORCED = {"names-min": "et-al-min", "names-use-first": "et-al-use-first", "names-use-last": "et-al-use-last"}


@frozen
class NamePart:
    """The look of one part of each name, from a `cs:name-part`."""

    format: Format | None
    text_case: str
    prefix: str
    suffix: str


@frozen
class NameOptions:
    """All options of a list of names. If the style sets none, a minimum is 0 and a number to use is -1."""

    and_: str
    delimiter: str
    precedes_et_al: str
    precedes_last: str
    et_al_min: int
    et_al_use_first: int
    et_al_use_last: bool
    subsequent_min: int
    subsequent_use_first: int
    form: str
    initialize: bool
    initialize_with: str | None
    as_sort_order: str
    sort_separator: str
    demote_particle: str
    initialize_with_hyphen: bool
    particle_space: str
    format: Format | None
    prefix: str
    suffix: str
    family: NamePart
    given: NamePart


def inherited_options(*elements: Element) -> dict[str, str]:
    """The name options that the elements set; later elements override earlier ones."""
    return {
        _INHERITED[own]: value for element in elements for own, value in element.attributes.items() if own in _INHERITED
    }


def sort_key_options(options: Mapping[str, str], key: Element) -> dict[str, str]:
    """The options that apply under a `cs:key`."""
    forced = {f"forced {_FORCED[own]}": value for own, value in key.attributes.items() if own in _FORCED}
    return {**options, **forced}


def _number(text: str, absent: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() else absent


def _name_part(name: Element, part: str) -> NamePart:
    element = {each.get("name"): each for each in name.all("name-part")}.get(part, Element("name-part"))
    return NamePart(element_format(element), element.get("text-case"), element.get("prefix"), element.get("suffix"))


def name_options(
    name: Element, inherited: Mapping[str, str], format: Format | None, particle_space: str
) -> NameOptions:
    """The options of a `cs:name`, including those that it inherits."""
    options = {**inherited, **name.attributes}
    for attribute, value in inherited.items():
        if attribute.startswith("forced "):
            options[attribute.removeprefix("forced ")] = value
    return NameOptions(
        and_=options.get("and", ""),
        delimiter=options.get("delimiter", ", "),
        precedes_et_al=options.get("delimiter-precedes-et-al", "contextual"),
        precedes_last=options.get("delimiter-precedes-last", "contextual"),
        et_al_min=_number(options.get("et-al-min", "")),
        et_al_use_first=_number(options.get("et-al-use-first", ""), -1),
        et_al_use_last=options.get("et-al-use-last") == "true",
        subsequent_min=_number(options.get("et-al-subsequent-min", "")),
        subsequent_use_first=_number(options.get("et-al-subsequent-use-first", ""), -1),
        form=options.get("form", "long"),
        initialize=options.get("initialize") != "false",
        initialize_with=options.get("initialize-with"),
        as_sort_order=options.get("name-as-sort-order", ""),
        sort_separator=options.get("sort-separator", ", "),
        demote_particle=options.get("demote-non-dropping-particle", "display-and-sort"),
        initialize_with_hyphen=options.get("initialize-with-hyphen") != "false",
        particle_space=particle_space,
        format=format,
        prefix=name.get("prefix"),
        suffix=name.get("suffix"),
        family=_name_part(name, "family"),
        given=_name_part(name, "given"),
    )
