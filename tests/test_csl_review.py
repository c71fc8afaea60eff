"""Our own review in APA against pandoc: every reference, every citation of the text, and clusters of several."""

from __future__ import annotations

import functools
import random
from pathlib import Path, PurePosixPath

import pytest

from site_builder.citation_styles import find_style
from site_builder.csl import Formatter
from site_builder.diagnostics import NOWHERE
from site_builder.files.reading import read_files
from site_builder.model import Citation, CitationItem, CitationMode, Date, Formatted, Name, Reference
from site_builder.reading import read_manuscript
from site_builder.resolve import resolve
from tests.pandoc import as_markdown, cite_with_pandoc

ROOT = Path(__file__).parent.parent


@functools.cache
def review() -> tuple[tuple[Reference, ...], tuple[Citation, ...]]:
    """The references of the review in this folder, and every citation in its text."""
    files, _ = read_files(ROOT)
    manuscript, unreadable = read_manuscript(files)
    resolved, unresolved = resolve(manuscript)
    assert not unreadable + unresolved
    return manuscript.references, resolved.in_reading_order


def references() -> tuple[Reference, ...]:
    return review()[0]


@functools.cache
def clusters() -> list[Citation]:
    """Every citation of the text; each work alone, in brackets and in the text, with a locator; works in threes."""
    keys = [reference.key for reference in references()]
    drawn = random.Random(788)
    alone = [Citation((CitationItem(key),)) for key in keys]
    textual = [Citation((CitationItem(key),), CitationMode.TEXTUAL) for key in keys]
    located = [Citation((CitationItem(key, "see ", "", "33–35"),)) for key in keys[:5]]
    suppressed = [Citation((CitationItem(key, suppress_author=True),)) for key in keys[:5]]
    threes = [Citation(tuple(map(CitationItem, drawn.sample(keys, 3)))) for _ in range(20)]
    return [*review()[1], *alone, *textual, *located, *suppressed, *threes]


def formatted(lang: str) -> Formatted:
    files, _ = read_files(ROOT)
    style, locales, diagnostics = find_style(files, "apa", lang, NOWHERE)
    assert style is not None
    assert not diagnostics
    return Formatter(style, locales, lang).format(references(), clusters())


@functools.cache
def judged(lang: str) -> tuple[list[str], list[str]]:
    files, _ = read_files(ROOT)
    style = files[PurePosixPath("csl/styles/apa.csl")]
    path = ROOT / ".pytest_cache" / "apa.csl"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(style)
    return cite_with_pandoc([as_markdown(citation) for citation in clusters()], references(), path, lang)


@pytest.mark.parametrize("lang", ["en-US", "en-GB"])
def test_citations_equal_pandocs(lang: str) -> None:
    ours = [citation.text for citation in formatted(lang).citations]
    theirs, _ = judged(lang)
    assert ours == theirs


@pytest.mark.parametrize("lang", ["en-US", "en-GB"])
def test_references_equal_pandocs(lang: str) -> None:
    entries = formatted(lang).bibliography
    _, theirs = judged(lang)
    assert [entry.text for entry in entries] == theirs


def test_an_article_number_is_printed_as_apa_wants_it() -> None:
    entry = next(entry for entry in formatted("en-US").bibliography if entry.key == "abubakar2016")
    assert entry.text.endswith("BMC Public Health, 16(1), Article 197. https://doi.org/10.1186/s12889-016-2854-y")
    assert "<i>BMC Public Health</i>, <i>16</i>(1), Article 197. <a href=" in entry.html


def test_each_item_of_a_citation_is_a_part_of_its_own() -> None:
    ours = formatted("en-US")
    for citation, shown in zip(clusters(), ours.citations, strict=True):
        parts = {part.item for part in shown.parts if part.item is not None}
        assert parts == set(range(len(citation.items)))
        assert "".join(part.html for part in shown.parts).replace("&amp;", "&") == shown.text


def test_a_work_whose_date_is_only_text_is_cited_after_those_that_have_one() -> None:
    files, _ = read_files(ROOT)
    style, locales, _ = find_style(files, "veterinary-anaesthesia-analgesia", "en-GB", NOWHERE, NOWHERE)
    assert style is not None
    dated = [("old", Date(((1958,),))), ("coming", Date(literal="in press")), ("new", Date(((2016,),)))]
    works = [
        Reference(key, "book", names=(("author", (Name(key, "A."),)),), dates=(("issued", date),))
        for key, date in dated
    ]
    cluster = Citation(tuple(CitationItem(key) for key in ("coming", "new", "old")))
    assert (
        Formatter(style, locales).format(works, [cluster]).citations[0].text == "(old 1958; new 2016; coming in press)"
    )
