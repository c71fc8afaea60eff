"""The names of a reference to the same as pandoc reads them, where we read them differently on purpose."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from benchmarks.pandoc.written import NOTHING, with_names, written
from site_builder.bibtex.latex import plain_text
from site_builder.bibtex.name_lists import read_names
from site_builder.model import Name, Reference

# An invisible space
BREAK: Final = "\x1f"
_IN_COMMAND: Final = re.compile(r"\\(?:bibcorporate|pkg|proglang)\{([^{}]*)\}")
_FAMILY_IN_BRACES: Final = re.compile(r"^\{([^{},]+)\}(?=,)")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.-?)+")


def dropping(reference: Reference) -> Reference:
    """Pandoc drops particles, and takes what stands before one in a family name for a given name."""

    def change(name: Name) -> Name:
        before, _, rest = name.family.partition(" ")
        particle, _, last = rest.rpartition(" ")
        if particle.islower():
            return replace(name, family=last, given=f"{name.given} {before}", dropping_particle=particle)
        if not name.non_dropping_particle or name.dropping_particle:
            return name
        return replace(name, dropping_particle=name.non_dropping_particle, non_dropping_particle="")

    return with_names(reference, change)


def as_persons(reference: Reference) -> Reference:
    """Pandoc takes the last word of an institution without braces for a family name."""

    def read(raw: str, name: Name) -> Name:
        raw = _FAMILY_IN_BRACES.sub(r"\1", raw)
        words = raw.split()
        if not name.literal or len(words) < 2 or any(sign in raw for sign in "{&;="):
            return name
        if "," in raw:
            family, given = raw.split(",", maxsplit=1)
            return Name(family.strip(), given.strip())
        first = next((at for at, word in enumerate(words[:-1]) if word[0].islower()), len(words) - 1)
        last = next((at for at in range(first, len(words) - 1) if not words[at][0].islower()), len(words) - 1)
        family, given, particle = (" ".join(part) for part in (words[last:], words[:first], words[first:last]))
        return Name(family, given, dropping_particle=particle) if given else Name(family, NOTHING + particle)

    return _with_names_read(reference, read)


def suffixed(reference: Reference) -> Reference:
    def change(name: Name) -> Name:
        whole, given = f"{name.family} {name.suffix}", f"{name.given} {name.suffix}"
        if name.suffix and f"{name.given} {whole}" in reference.source:
            return replace(name, family=name.suffix, given=f"{name.given} {name.family}", suffix="")
        if name.suffix and f"{name.family}, {given}" in reference.source:
            return replace(name, given=given, suffix="")
        return replace(name, family=whole, suffix="") if name.suffix and f"{whole}," in reference.source else name

    return with_names(reference, change)


def _with_names_read(reference: Reference, read: Callable[[str, Name], Name]) -> Reference:
    """The reference with names that `read` makes of how each is written and how we read it.

    If these are not equally many, the names stay as they are.
    """
    names = []
    for role, people in reference.names:
        raw = re.split(r"\sand\s+", written(reference, role))
        names.append((role, tuple(map(read, raw, people)) if len(raw) == len(people) else people))
    return replace(reference, names=tuple(names))


def in_three(reference: Reference, is_inverted: bool = False) -> Reference:
    """Pandoc always splits a name with two commas into family, suffix and given name."""

    def read(raw: str, name: Name) -> Name:
        parts = [plain_text(part.strip()) for part in raw.split(",")]
        if len(parts) < 3:
            return name
        family, suffix, given = parts[:3]
        return Name(family, given, suffix=suffix) if given or not is_inverted else Name(literal=f"{family}, {suffix}")

    return _with_names_read(reference, read)


def in_three_inverted(reference: Reference) -> Reference:
    return in_three(reference, True)


def in_order(reference: Reference) -> Reference:
    """Pandoc takes initials at the end of a name without a comma for the family name."""

    def read(raw: str, name: Name) -> Name:
        words = raw.replace("~", " ").split()
        if "," in raw or name.literal or len(words) < 2 or not _INITIALS.fullmatch(words[-1]):
            return name
        return Name(plain_text(words[-1]), plain_text(" ".join(words[:-1])))

    return _with_names_read(reference, read)


def in_braces(reference: Reference) -> Reference:
    """Pandoc takes a given name that begins with a brace for one word without an initial."""

    def read(raw: str, name: Name) -> Name:
        first, _, rest = raw.strip().partition(" ")
        if "," not in raw and first.startswith("{") and rest and not name.literal:
            return replace(name, given=NOTHING + plain_text(first), family=plain_text(rest), non_dropping_particle="")
        written = (raw.partition(",")[2] or raw).replace("~", " ").split()
        marked = (NOTHING if word.startswith("{") else "" for word in written)
        return replace(name, given=" ".join(map("".join, zip(marked, name.given.split(), strict=False))))

    return _with_names_read(reference, read)


def apart(reference: Reference) -> Reference:
    """Pandoc sorts a name with an apostrophe as two words."""

    def change(name: Name) -> Name:
        return replace(name, family=re.sub("(['’])", rf"\1{BREAK}", name.family))

    return with_names(reference, change)


def without_article(reference: Reference) -> Reference:
    """Pandoc takes the article of a group's name for a particle, and leaves it out of citations."""

    def change(name: Name) -> Name:
        if name.literal:
            return replace(name, literal=name.literal.removeprefix("the "))
        return replace(name, non_dropping_particle="") if name.family and not name.given else name

    return with_names(reference, change)


def edited(reference: Reference) -> Reference:
    if written(reference, "editortype") != "compiler":
        return reference
    names = (("editor" if role == "compiler" else role, people) for role, people in reference.names)
    return replace(reference, names=tuple(names))


def without_commands(reference: Reference) -> Reference:
    """Pandoc leaves names out that are in a command that it does not know."""
    lost = {plain_text(each) for each in _IN_COMMAND.findall(reference.source)}

    def change(name: Name) -> Name:
        return replace(name, literal=without(name.literal), family=without(name.family))

    def without(text: str) -> str:
        for each in lost:
            text = re.sub(rf"(?<!\w){re.escape(each)}(?!\w) ?", "", text)
        return text

    if not lost:
        return reference
    changed = with_names(reference, change)
    names = ((role, tuple(one for one in people if one != Name())) for role, people in changed.names)
    return replace(changed, names=tuple((role, people) for role, people in names if people))


def without_capitals(reference: Reference) -> Reference:
    """Pandoc takes the first words of a family name for particles if their script has no capitals."""

    def change(name: Name) -> Name:
        before, _, last = name.family.rpartition(" ")
        is_caseless = before and name.family.upper() == name.family.lower()
        return replace(name, family=last, dropping_particle=before) if is_caseless else name

    return with_names(reference, change)


def without_collaborators(reference: Reference) -> Reference:
    if "collaborator" not in reference.source:
        return reference
    return replace(reference, names=tuple(name for name in reference.names if name[0] != "contributor"))


def without_group(reference: Reference) -> Reference:
    if not written(reference, "groupauthor"):
        return reference
    names = {**dict(reference.names), "author": read_names(written(reference, "author"))[0]}
    return replace(reference, names=tuple((role, people) for role, people in names.items() if people))
