"""DOIs to the addresses that resolve them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from site_builder.patterns import pattern

DOI_SAFE: Final = "/:;()._-"
WEB_ADDRESS: Final = pattern("https?://", re.IGNORECASE)
PREFIX: Final = pattern(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def doi_link(doi: str) -> str:
    return f"https://doi.org/{quote(doi, safe=DOI_SAFE)}" if doi else ""


def link_to(place: str) -> str:
    """The address of what an author names by a DOI or an address."""
    return place if WEB_ADDRESS.match(place) else doi_link(bare_doi(place))


def bare_doi(doi: str) -> str:
    return PREFIX.sub("", doi.strip(), count=1)
