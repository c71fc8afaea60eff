"""The review and its studies to metadata for machines: schema.org's terms in JSON-LD, and Dublin Core in meta tags."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.dois import doi_link
from site_builder.licenses import license_of
from site_builder.model import Contributor, Html, Mark, Notice, Reference, Settings
from site_builder.pages.metadata import date_issued, without_markup
from site_builder.person_names import named, people, spoken_name

CONTEXT: Final = "https://schema.org"
TYPES: Final = {
    "article": "ScholarlyArticle",
    "article-journal": "ScholarlyArticle",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "paper-conference": "ScholarlyArticle",
    "report": "Report",
    "software": "SoftwareSourceCode",
    "thesis": "Thesis",
    "webpage": "WebPage",
}


def dublin_core(settings: Settings, title: str) -> tuple[tuple[str, str], ...]:
    """Dublin Core's meta tags, by name, for the home page and the sections."""
    published = ("DC.relation", doi_link(settings.doi) or settings.landing_page)
    creators = (("DC.creator", author.name) for author in named(settings.contributors))
    rights = ("DC.rights", license_of(settings.license).identifier)
    pairs = (("DC.title", title), *creators, ("DC.language", settings.lang), rights, published)
    return tuple(pair for pair in pairs if pair[1])


def review_data(settings: Settings, title: str, description: str, reference: Reference) -> Html:
    """The site as schema.org's WebSite. `reference` is the record of the publication that it is based on, if any."""
    is_published = settings.doi or settings.landing_page
    return _json(
        {
            "@context": CONTEXT,
            "@type": "WebSite",
            "name": title,
            "description": description,
            "url": settings.base_url,
            "author": list(map(_contributor, named(settings.contributors))),
            "dateModified": settings.updated.isoformat() if settings.updated else "",
            "inLanguage": settings.lang,
            "keywords": list(settings.keywords),
            "license": license_of(settings.license).identifier,
            "isBasedOn": _work(reference) if is_published else "",
        }
    )


def _contributor(author: Contributor) -> dict[str, object]:
    return _filled(
        {
            "@type": "Person",
            "@id": author.orcid_address,
            "name": author.name,
            "affiliation": [{"@type": "Organization", "name": name} for name in author.affiliations],
        }
    )


def study_data(title: str, reports: Sequence[Reference], notices: Sequence[Notice]) -> Html:
    """A study's page with the reports that it is about."""
    retracted = {notice.key for notice in notices if notice.mark is Mark.RETRACTED}
    about = [
        _work(reference) | ({"creativeWorkStatus": "Retracted"} if reference.key in retracted else {})
        for reference in reports
    ]
    return _json({"@context": CONTEXT, "@type": "WebPage", "name": title, "about": about})


def _work(reference: Reference) -> dict[str, object]:
    reference = without_markup(reference)
    container = reference.text("container-title")
    return _filled(
        {
            "@type": TYPES.get(reference.type, "CreativeWork"),
            "@id": doi_link(reference.text("DOI")) or reference.text("URL"),
            "name": reference.text("title"),
            "author": list(_authors(reference)),
            "datePublished": date_issued(reference, "-"),
            "isPartOf": {"@type": _container_type(reference), "name": container} if container else "",
            "publisher": reference.text("publisher"),
        }
    )


def _container_type(reference: Reference) -> str:
    if reference.type.startswith("article"):
        return "Periodical"
    return "Book" if reference.type in ("chapter", "paper-conference") else "CreativeWork"


def _authors(reference: Reference) -> Iterator[dict[str, object]]:
    for name in people(reference, "author"):
        yield {"@type": "Organization" if name.literal else "Person", "name": spoken_name(name)}


def _filled(data: dict[str, object]) -> dict[str, object]:
    return {term: value for term, value in data.items() if value}


def _json(data: dict[str, object]) -> Html:
    """The data as the text of a script element. Escaping “<” keeps an author's text from ending the element."""
    return Html(json.dumps(_filled(data), ensure_ascii=False).replace("<", "\\u003c"))
