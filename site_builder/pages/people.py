"""The index of authors, and the reference list of the whole site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from site_builder import addresses
from site_builder.addresses import Origin, slug
from site_builder.model import Name
from site_builder.pages.alphabet import letter, sorting
from site_builder.pages.bodies import entry
from site_builder.pages.edition import Edition
from site_builder.pages.frames import downloads, make_frame
from site_builder.pages.metadata import inverted, people
from site_builder.pages.parts import AuthorGroup, AuthorLine, StudyLink
from site_builder.pages.studies import study_link
from site_builder.pages.views import AuthorsPage, ReferencesPage
from site_builder.resolve import Study


def authors_page(edition: Edition) -> AuthorsPage:
    origin = Origin(addresses.AUTHORS)
    lines = tuple(_lines(edition, origin))
    return AuthorsPage(
        frame=make_frame(edition, origin, edition.words("authors"), edition.words("authors_about")),
        count=edition.words("authors_count", len(lines)),
        groups=tuple(
            AuthorGroup(initial, f"letter-{slug(initial)}", tuple(authors))
            for initial, authors in groupby(lines, key=lambda line: letter(line.name))
        ),
    )


def _lines(edition: Edition, origin: Origin) -> Iterator[AuthorLine]:
    """Authors A–Z. Names with the same family name and initials are one person, under the fullest form."""
    names: dict[tuple[str, str], list[Name]] = {}
    studies: dict[tuple[str, str], dict[str, Study]] = {}
    for study in edition.studies:
        for report in study.reports:
            for name in people(report, "author") or people(report, "editor"):
                names.setdefault(_identity(name), []).append(name)
                studies.setdefault(_identity(name), {})[study.slug] = study
    shown = {person: max(map(inverted, forms), key=len) for person, forms in names.items()}
    links: dict[str, StudyLink] = {study.slug: study_link(edition, origin, study) for study in edition.studies}
    for person in sorted(shown, key=lambda person: (letter(shown[person]) == "#", sorting(shown[person]))):
        yield AuthorLine(shown[person], tuple(links[study] for study in studies[person]))


def _identity(name: Name) -> tuple[str, str]:
    if name.literal:
        return name.literal.casefold(), ""
    initials = "".join(word[0] for word in re.findall(r"\w+", name.given))
    family = sorting(" ".join((name.non_dropping_particle, name.family, name.suffix)).strip())[0]
    return family, initials.casefold()


def references_page(edition: Edition) -> ReferencesPage:
    origin = Origin(addresses.REFERENCES)
    return ReferencesPage(
        frame=make_frame(
            edition,
            origin,
            edition.words("references"),
            edition.words("references_about"),
            bibliography=origin.link(addresses.bibliography("bib")),
        ),
        count=edition.words("references_count", len(edition.entries)),
        references=tuple(entry(edition, origin, key, with_coins=True) for key in edition.entries),
        downloads=downloads(origin),
    )
