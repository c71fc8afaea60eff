"""Names and keys to slugs: steps of addresses, all distinct."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from site_builder.characters import FOLDED, capitalised
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.frozen import frozen
from site_builder.patterns import pattern

MOST_CHARACTERS: Final = 80
# Letters that an accent makes no other letter of
_ACCENTED: Final = pattern(r"[a-zα-ω]")
# Windows opens devices under these names, with any extension.
DEVICES: Final = pattern(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.ASCII)


def slug(text: str) -> str:
    """The text as one step of an address that every file system and server can hold; never empty."""
    spelt = text.casefold()
    if not text.isascii():
        spelt = "".join(map(_spelt, _without_accents(spelt)))
    name = re.sub(r"[^a-z0-9]+", "-", spelt).strip("-") or "unnamed"
    if DEVICES.fullmatch(name):
        name += "-1"
    if len(name) > MOST_CHARACTERS:
        # Two long names may be equal up to the cut; the checksum keeps their slugs distinct.
        name = f"{name[: MOST_CHARACTERS - 9].rstrip('-')}-{zlib.crc32(text.encode('utf-8', 'replace')):08x}"
    return name


def _without_accents(text: str) -> str:
    """The text without marks on Latin and Greek letters. In other scripts a mark makes another letter, or a vowel."""
    kept: list[str] = []
    for character in unicodedata.normalize("NFKD", text.translate(FOLDED)).casefold():
        before = kept[-1] if kept else ""
        if not _is_mark(character) or (_is_spelt(before) and not _ACCENTED.match(before)):
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _spelt(character: str) -> str:
    return f"-u{ord(character):04x}-" if _is_spelt(character) else character


def _is_spelt(character: str) -> bool:
    return not character.isascii() and (character.isalnum() or _is_mark(character))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


@frozen
class Claim:
    """Something that needs an address: its name, worded for use within a sentence, and the slug it asks for."""

    name: str
    slug: str
    location: Location


def distinct(
    claims: Iterable[Claim], taken: Mapping[str, str] = MappingProxyType({})
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """A slug for each claim, all distinct: where two ask for the same, the later one gets a number and a diagnostic.

    `taken` are slugs that no claim can have, with the name of what has each.
    """
    holders = dict(taken)
    slugs: list[str] = []
    diagnostics: list[Diagnostic] = []
    for claim in claims:
        chosen = claim.slug
        if chosen in holders:
            number = 2
            while (chosen := f"{claim.slug}-{number}") in holders:
                number += 1
            message = f"{claim.name} would get the address “{claim.slug}”, which {holders[claim.slug]} already has."
            hint = f"rename one of them; until then, this one gets the address “{chosen}”."
            diagnostics.append(Diagnostic(Rule.SLUG_CLASH, claim.location, capitalised(message), hint))
        holders[chosen] = claim.name
        slugs.append(chosen)
    return tuple(slugs), tuple(diagnostics)


def unique_id(identifier: str, taken: set[str], counts: dict[str, int]) -> str:
    """The identifier, with a number after it if it is taken. `counts` remembers the last number of each."""
    unique = identifier
    while unique in taken:
        counts[identifier] = counts.get(identifier, 0) + 1
        unique = f"{identifier}-{counts[identifier]}"
    taken.add(unique)
    return unique
