"""References on their way into a bibliography to drafts: entries, with what duplicates are found by."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.bibliographies import citable
from site_builder.bibtex import read_apart
from site_builder.diagnostics import Location
from site_builder.frozen import frozen
from site_builder.model import Reference


@frozen
class Draft:
    """A record as an entry. `key` is one that texts may cite already, "" where the record has none.

    `fields` are those of the entry by BibLaTeX's names, as LaTeX.
    """

    entry: str
    key: str
    fields: Mapping[str, str]
    reference: Reference
    location: Location


def draft(reference: Reference) -> Draft:
    """A reference whose source is an entry of our own making."""
    (apart, *_), _ = read_apart(reference.source, reference.location.path)
    return Draft(reference.source, citable(reference.key), apart.fields, reference, reference.location)
