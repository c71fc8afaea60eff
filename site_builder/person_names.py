"""Names in CSL's parts to names as indexes and running text print them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from site_builder.model import Contributor, Name, Reference
from site_builder.patterns import pattern

OTHERS: Final = "others"
# Chinese, Japanese and Korean characters
EAST_ASIAN: Final = pattern(r"[⺀-힣]")


def family_name(name: Name) -> str:
    return " ".join(part for part in (name.non_dropping_particle, name.family) if part)


def given_name(name: Name) -> str:
    return " ".join(part for part in (name.given, name.dropping_particle) if part)


def inverted_name(name: Name) -> str:
    """A name as indexes print it: “King, Martin, Jr.”; an institution's stays as it is."""
    if name.literal:
        return name.literal
    return ", ".join(part for part in (family_name(name), given_name(name), name.suffix) if part)


def people(reference: Reference, role: str) -> tuple[Name, ...]:
    """The people named in a role. BibTeX's “and others” is left out."""
    return tuple(name for name in reference.name_list(role) if OTHERS not in (name.family, name.literal))


def named(contributors: Iterable[Contributor]) -> tuple[Contributor, ...]:
    """The authors of the review or of a text without “others”."""
    return tuple(each for each in contributors if each.name != OTHERS)


def creators(reference: Reference) -> tuple[Name, ...]:
    """The makers of a work: its authors, else its editors."""
    return people(reference, "author") or people(reference, "editor")


def spoken_name(name: Name) -> str:
    """A name in spoken order: “Ludwig van Beethoven”, but “青木 花子” with the family name first."""
    given, family = given_name(name), family_name(name)
    parts = (family, given) if EAST_ASIAN.match(family) else (given, family)
    return name.literal or " ".join(part for part in (*parts, name.suffix) if part)
