"""A review and its formatted citations to the edition that pages are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from site_builder.addresses import label_of_file
from site_builder.csl.output import rich_html, rich_plain
from site_builder.model import Formatted, FormattedEntry, Notice, Reference
from site_builder.pages.days import updated
from site_builder.pages.edition import AssetOf, Edition, FormatAlone, Paragraph
from site_builder.pages.long_tables import PartedText, part_text
from site_builder.pages.spoken_text import plain_body
from site_builder.resolve import Review, Study
from site_builder.words import Words


def make_edition(
    review: Review,
    formatted: Formatted,
    style: str,
    words: Words,
    format_alone: FormatAlone,
    asset_of: AssetOf,
) -> Edition:
    study_of = review.study_of
    entries = {entry.key: entry for entry in formatted.bibliography if entry.key in study_of}
    for study in review.studies:
        for report in study.reports:
            if report.key not in entries:
                entries[report.key] = _unformatted(report)
    texts = [*review.chapters, *(study.text for study in review.studies if study.text)]
    study_at = {study.address: study for study in review.studies}
    all_cited = iter(formatted.citations)
    cited = {address: tuple(islice(all_cited, len(some))) for address, some in review.citations.items()}
    marks = {notice.key: words(f"mark.{notice.mark.value}") for notice in _gravest(review.studies)}
    plain_titles = ((text, plain_body(cited, words, marks, text.title)) for text in texts)
    titles = {
        text.address: title or label_of_file(text.path)
        for text, title in plain_titles
        if title or text.address not in study_at
    }
    studies = tuple(study_of[key] for key in entries if study_of[key].main.key == key)
    with_keyword: dict[str, list[Study]] = {keyword.slug: [] for keyword in review.keywords}
    by_author: dict[str, list[Study]] = {author.slug: [] for author in review.authors}
    for study in studies:
        for slug in study.keywords:
            with_keyword[slug].append(study)
        for slug in study.authors:
            by_author[slug].append(study)
    return Edition(
        review=review,
        words=words,
        cited=cited,
        style=style,
        entries=entries,
        study_of=study_of,
        studies=studies,
        keywords={keyword.slug: keyword for keyword in review.keywords},
        studies_with={slug: tuple(some) for slug, some in with_keyword.items()},
        authors={author.slug: author for author in review.authors},
        studies_by={slug: tuple(some) for slug, some in by_author.items()},
        texts={text.address: text for text in texts},
        titles=titles,
        study_at=study_at,
        order={key: at for at, key in enumerate(entries)},
        paragraphs=_cited_by_paragraph(studies),
        format_alone=format_alone,
        is_dated=any(map(updated, studies)),
        marks=marks,
        asset_of=asset_of,
        parted=dict(_parted(review)),
    )


def _parted(review: Review) -> Iterator[tuple[str, PartedText]]:
    """Sections with a long table, unless another section has an address that its parts would need."""
    taken = {text.address for text in review.sections}
    for text in review.sections:
        parted = part_text(text)
        if parted and taken.isdisjoint(part.text.address for part in parted.rows):
            yield text.address, parted


def _gravest(studies: Iterable[Study]) -> Iterator[Notice]:
    for study in studies:
        for report in study.reports if study.notices else ():
            yield from study.notices_on(report.key)[:1]


def paragraphs_citing(study: Study) -> set[Paragraph]:
    return {(mention.address, mention.sentence.paragraph) for mention in study.mentions}


def _cited_by_paragraph(studies: Iterable[Study]) -> Mapping[Paragraph, tuple[Study, ...]]:
    cited: dict[Paragraph, list[Study]] = {}
    for study in studies:
        for paragraph in paragraphs_citing(study):
            cited.setdefault(paragraph, []).append(study)
    return {paragraph: tuple(some) for paragraph, some in cited.items()}


def _unformatted(reference: Reference) -> FormattedEntry:
    title = reference.text("title") or reference.key
    text = rich_plain(title)
    return FormattedEntry(reference.key, rich_html(title), text, reference.key, text)
