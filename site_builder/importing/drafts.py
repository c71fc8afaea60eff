"""References to drafts: entries for a bibliography, with what is needed to find duplicates."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.bibliographies import citable
from site_builder.bibtex import read_apart
from site_builder.diagnostics import Location
from site_builder.frozen import frozen
from site_builder.model import Reference


@frozen
class Draft:
    """A record as an entry. `key` is one that texts may already cite, "" if the record has none.

    `fields` are the entry's fields in LaTeX, by BibLaTeX's names.
    """

    entry: str
    key: str
    fields: Mapping[str, str]
    reference: Reference
    location: Location


def draft(reference: Reference) -> Draft:
    """A draft of a reference whose source is an entry that this program wrote."""
    (apart, *_), _ = read_apart(reference.source, reference.location.path)
    return Draft(reference.source, citable(reference.key), apart.fields, reference, reference.location)
