"""An id in a list to the address of the part of the list that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial

from site_builder import addresses
from site_builder.addresses import reference_anchor
from site_builder.pages.divisions import group_starts
from site_builder.pages.edition import Edition, PartOf
from site_builder.pages.keyword_index import A_TO_Z, keyword_index, keywords_in_parts
from site_builder.pages.people import author_groups, authors_in_parts, references_in_parts


def part_finder(edition: Edition) -> PartOf:
    """A function from the address of a list and an id to the part with that id.

    A list is searched only once something links into it.
    """
    lists = {
        addresses.AUTHORS: cache(partial(_authors, edition)),
        addresses.KEYWORDS: cache(partial(_keywords, edition)),
        addresses.REFERENCES: cache(partial(_references, edition)),
    }
    for address, parted in edition.parted.items():
        lists[address] = cache(parted.addresses)

    def part_of(address: str, anchor: str) -> str:
        return lists[address]().get(anchor, address) if anchor and address in lists else address

    return part_of


def _authors(edition: Edition) -> Mapping[str, str]:
    return {anchor: address for _, anchor, address in group_starts(author_groups(edition), authors_in_parts(edition))}


def _keywords(edition: Edition) -> Mapping[str, str]:
    index, division = keyword_index(edition), keywords_in_parts(edition)
    found = {anchor: address for _, anchor, address in group_starts(index.all, division)}
    if index.groups:
        found[A_TO_Z] = found[index.letters[0][1]]
    return found


def _references(edition: Edition) -> Mapping[str, str]:
    division = references_in_parts(edition)
    return {
        reference_anchor(key): division.address_of(division.part_of(place)) for place, key in enumerate(edition.entries)
    }
