"""A work, or the review itself, to the forms in which a reader can take it away and cite it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from site_builder.addresses import FORMS
from site_builder.bibtex.writing import write_reference
from site_builder.csl.date_text import read_date
from site_builder.exports import references_text
from site_builder.frozen import frozen
from site_builder.model import Name, Notice, Reference, Settings
from site_builder.patterns import pattern
from site_builder.slugs import slug

# “Journal, 3(1)”, as the documentation of `published_in` asks. A number that could be a year is no volume.
PUBLISHED: Final = pattern(
    r"(?P<container>.*[^\s,]),\s*(?P<volume>\d{1,3})\s*(?:\((?P<issue>(?!(?:19|20)\d\d\))[^()]+)\))?"
)


@frozen
class CiteForm:
    """A work in a format that reference managers read."""

    name: str
    text: str


@frozen
class CitableWork:
    """A work to take away: as the style prints it, and in every format."""

    text: str
    forms: tuple[CiteForm, ...]


def review_reference(settings: Settings, title: str) -> Reference:
    """The review as a work to cite. It is made from review.yaml alone, so it has no year unless that gives one.

    `title` is the site's.
    """
    given = dict(settings.citation)
    published = PUBLISHED.fullmatch(settings.published_in.strip())
    texts = {
        "title": title,
        "container-title": published["container"] if published else settings.published_in.strip(),
        "volume": published["volume"] if published else "",
        "issue": (published["issue"] or "") if published else "",
        "DOI": settings.doi,
        "URL": settings.landing_page or settings.base_url,
    }
    if "container-title" in given:
        # The volume and issue above belong to a different journal.
        texts |= {"volume": "", "issue": ""}
    texts |= given
    issued = texts.pop("issued", "")
    kind = "article-journal" if texts["container-title"] else "document" if settings.doi else "webpage"
    kind = texts.pop("type", kind)
    dates = (("issued", read_date(issued)),) if issued else ()
    authors = tuple(author.in_parts for author in settings.contributors)
    reference = Reference(
        key=_key(authors, issued),
        type=kind,
        texts=tuple(sorted((variable, text) for variable, text in texts.items() if text)),
        names=(("author", authors),) if authors else (),
        dates=dates,
        keywords=settings.keywords,
    )
    return replace(reference, source=_for_bibtex(write_reference(reference)))


def _for_bibtex(entry: str) -> str:
    """The entry with BibLaTeX's fields repeated or renamed so that BibTeX knows them."""
    with_year = re.sub(r"\n  date = \{(\d{4})", r"\n  year = {\1},\g<0>", entry, count=1)
    return with_year.replace("\n  journaltitle = {", "\n  journal = {", 1)


def _key(authors: Sequence[Name], issued: str) -> str:
    first = authors[0].family or authors[0].literal if authors else "review"
    return f"{slug(first)}{issued[:4]}"


def citable_work(reference: Reference, text: str, notices: tuple[Notice, ...] = ()) -> CitableWork:
    """A reference in every format. `text` is what the style prints for it.

    RIS and CSL-JSON leave out the abstract, which nobody needs to cite a work. BibTeX is the entry as its author wrote
    it.
    """
    brief = replace(reference, texts=tuple(pair for pair in reference.texts if pair[0] != "abstract"))
    forms = (CiteForm(name, references_text([brief], form, notices).strip()) for form, name in FORMS.items())
    return CitableWork(text, tuple(forms))
