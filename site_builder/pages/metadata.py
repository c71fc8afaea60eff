"""References to what reference managers read in a page: OpenURL records in spans, and Highwire's meta tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from site_builder.csl.output import rich_plain
from site_builder.csl.page_ranges import first_and_last
from site_builder.model import Reference
from site_builder.person_names import inverted_name, people

BOOK_GENRES: Final = {"book": "book", "chapter": "bookitem", "paper-conference": "proceeding", "report": "report"}
COINS_SAFE: Final = "/:;(),"
# In an address, a quotation mark is none.
WITHOUT_MARKUP: Final = frozenset({"DOI", "URL"})


def without_markup(reference: Reference) -> Reference:
    """The reference with its texts as plain text, the only kind of text in these records."""
    texts = ((name, text if name in WITHOUT_MARKUP else rich_plain(text)) for name, text in reference.texts)
    return replace(reference, texts=tuple(texts))


def date_issued(reference: Reference, separator: str) -> str:
    parts = reference.date("issued").parts
    if not parts or reference.year <= 0:
        return ""
    year, *rest = parts[0]
    # Numbers above 12 are seasons, which are not months.
    rest = rest if sum(rest[:1]) <= 12 else []
    return separator.join([f"{year:04}", *(f"{part:02}" for part in rest)])


def pages(reference: Reference) -> tuple[str, str]:
    """The first and the last page; other pages than a single range, and ""."""
    return first_and_last(rich_plain(reference.text("page")).rstrip(" –-+"))


def coins(reference: Reference) -> str:
    """The reference as an OpenURL record in key/value form, for the title of a `<span class="Z3988">`."""
    pairs = [("ctx_ver", "Z39.88-2004"), *(pair for pair in _open_url(without_markup(reference)) if pair[1])]
    return urlencode(pairs, safe=COINS_SAFE)


def brief_coins(reference: Reference) -> str:
    """A short record for a page with many works: only the DOI if there is one, since Zotero looks up the rest."""
    doi = reference.text("DOI")
    if not doi:
        return coins(reference)
    return urlencode([("ctx_ver", "Z39.88-2004"), ("rft_id", f"info:doi/{doi}")], safe=COINS_SAFE)


def _open_url(reference: Reference) -> Iterator[tuple[str, str]]:
    doi, url = reference.text("DOI"), reference.text("URL")
    title, container = reference.text("title"), reference.text("container-title")
    if doi:
        yield "rft_id", f"info:doi/{doi}"
    elif url:
        yield "rft_id", url
    if reference.type in BOOK_GENRES:
        yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:book"
        yield "rft.genre", BOOK_GENRES[reference.type]
        yield "rft.atitle" if container else "rft.btitle", title
        yield "rft.btitle" if container else "", container
        yield "rft.place", reference.text("publisher-place")
        yield "rft.pub", reference.text("publisher")
        yield "rft.isbn", reference.text("ISBN")
    elif reference.type == "thesis":
        yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dissertation"
        yield "rft.title", title
        yield "rft.inst", reference.text("publisher")
    elif reference.type.startswith("article"):
        yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"
        yield "rft.genre", "article"
        yield "rft.atitle", title
        yield "rft.jtitle", container
        yield "rft.volume", reference.text("volume")
        yield "rft.issue", reference.text("issue")
        yield "rft.artnum", reference.text("number")
        yield "rft.issn", reference.text("ISSN")
    else:
        yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"
        yield "rft.title", title
        yield "rft.source", container
    first, last = pages(reference)
    yield "rft.pages" if {*" ,;"} & {*first} else "rft.spage", first
    yield "rft.epage", last
    yield "rft.date", date_issued(reference, "-")
    for author in people(reference, "author"):
        yield "rft.au", inverted_name(author)


def highwire(reference: Reference) -> tuple[tuple[str, str], ...]:
    """Meta tags by name, as Zotero and Google Scholar read them."""
    return tuple(pair for pair in _highwire(without_markup(reference)) if pair[1])


def _highwire(reference: Reference) -> Iterator[tuple[str, str]]:
    container = reference.text("container-title")
    yield "citation_title", reference.text("title")
    for author in people(reference, "author"):
        yield "citation_author", inverted_name(author)
    yield "citation_publication_date", date_issued(reference, "/")
    match reference.type:
        case "chapter" | "entry-encyclopedia" | "entry-dictionary":
            yield "citation_inbook_title", container
        case "paper-conference":
            yield "citation_conference_title", container
        case _:
            yield "citation_journal_title", container
    yield "citation_volume", reference.text("volume")
    yield "citation_issue", reference.text("issue")
    first, last = pages(reference)
    # Only an article's or paper's number stands for its pages.
    is_part = reference.type.startswith("article") or container
    yield "citation_firstpage", first or (reference.text("number") if is_part else "")
    yield "citation_lastpage", last
    match reference.type:
        case "thesis":
            yield "citation_dissertation_institution", reference.text("publisher")
        case "report":
            yield "citation_technical_report_institution", reference.text("publisher")
            yield "citation_technical_report_number", reference.text("number")
        case _:
            yield "citation_publisher", reference.text("publisher")
    yield "citation_doi", reference.text("DOI")
    yield "citation_issn", reference.text("ISSN")
    yield "citation_isbn", reference.text("ISBN")
    yield "citation_language", reference.text("language")
