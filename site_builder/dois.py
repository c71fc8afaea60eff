"""DOIs, and what authors write in place of addresses, to addresses that resolve."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from site_builder.patterns import pattern

DOI_SAFE: Final = "/:;()._-"
WEB_ADDRESS: Final = pattern("https?://", re.IGNORECASE)
PREFIX: Final = pattern(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
DOI: Final = pattern(r"10\.\d{4,9}/\S+")
# Publishers run their own resolvers and libraries put proxies in front: doi.acm.org, doi-org.proxy.example.edu.
_RESOLVER: Final = pattern(
    r"(?<![\w./-])(?:https?://)?(?:(?=(?:[\w-]+\.)*?doi[.-])[\w.-]++/(?=10\.)|(?:dx\.)?doi\.org/|doi:)\s*",
    re.IGNORECASE,
)
# EndNote exports from Web of Science: “Doi 10.…”, “Artn 041001 10.…”, “Pii S0140-6736(05)67483-1 10.…”
_WORDS_BEFORE: Final = pattern(r"[a-z][^/]{0,60}\s(?=10\.\d{4,9}/\S+\Z)", re.IGNORECASE)
_NEXT_DOI: Final = pattern(
    r"(?<![\s,;])[\s,;]++(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(?=10\.\d{4,9}/)", re.IGNORECASE
)
# “osf.io/ck4st”, “www.example.org”
DOMAIN: Final = pattern(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)


def doi_link(doi: str) -> str:
    return f"https://doi.org/{quote(doi, safe=DOI_SAFE)}" if doi else ""


def link_to_work(place: str) -> str:
    """The address of a work that an author names by its address or its DOI."""
    return place if WEB_ADDRESS.match(place) else doi_link(bare_doi(place))


def intended_address(url: str) -> str:
    """The address meant by an entry's URL field, which may lack the scheme or hold a DOI; "" if it is no address."""
    if WEB_ADDRESS.match(url):
        return url
    if DOI.fullmatch(bare_doi(url)):
        return doi_link(bare_doi(url))
    return f"https://{url.removeprefix('//')}" if DOMAIN.fullmatch(url.removeprefix("//")) else ""


def bare_doi(doi: str) -> str:
    return PREFIX.sub("", doi.strip(), count=1)


def first_doi(written: str) -> tuple[str, bool]:
    """The first DOI in a field, without what surrounds it, and whether another one follows, as in INSPIRE's exports."""
    doi = _RESOLVER.sub("", written, count=1).rstrip(" .,;")
    if words := _WORDS_BEFORE.match(doi):
        return doi[words.end() :], False
    following = _NEXT_DOI.search(doi)
    return (doi[: following.start()], True) if following and following.start() else (doi, False)
