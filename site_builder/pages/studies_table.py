"""The table of all studies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, Final

from site_builder import addresses
from site_builder.addresses import rows_address
from site_builder.frozen import frozen
from site_builder.model import Html
from site_builder.pages.body_views import Link
from site_builder.pages.divisions import Division, PartLinks
from site_builder.pages.edition import Edition, axis_label, study_title_html, values_of, year_of
from site_builder.pages.frames import make_frame
from site_builder.pages.home import figures
from site_builder.pages.page_views import Frame
from site_builder.pages.reference_list import SAMPLE
from site_builder.pages.study_lists import study_parts
from site_builder.patterns import pattern
from site_builder.relative_links import Origin
from site_builder.resolve import Axis, Study

CLAUSE_END: Final = pattern(r"[.,;:](?=\s|$)|\s\(")


@frozen
class StudiesPage:
    """The table of all studies, or a part of it. `total` counts the studies of all parts."""

    template: ClassVar[str] = "studies.html"
    frame: Frame
    figures: tuple[str, ...]
    columns: tuple[Column, ...]
    total: int
    studies: tuple[StudyRow, ...]
    has_samples: bool
    first_year: str
    last_year: str
    downloads: tuple[Link, ...]
    further: FurtherRows | None = None
    parts: PartLinks | None = None


@frozen
class StudyRows:
    """Rows of the table of studies, in a file that the table's script loads."""

    template: ClassVar[str] = "study_rows.html"
    studies: tuple[StudyRow, ...]
    has_samples: bool


@frozen
class Column:
    """A facet in the table of studies: its name in addresses, and the values that readers can filter by."""

    label: str
    name: str
    values: tuple[tuple[str, str], ...]


@frozen
class Cell:
    """A study's values in a facet. If the text is ambiguous, `marks` are their indices in the column's values."""

    text: str
    marks: str = ""


@frozen
class StudyRow:
    """A study in the table of all studies."""

    citation: str
    title: Html
    href: str
    year: str
    cells: tuple[Cell, ...]
    sample: str
    mentions: int


@frozen
class FurtherRows:
    """The files that hold a table's rows after the first part, and the script that sorts and filters all rows."""

    files: tuple[str, ...]
    script: str


def studies_in_parts(edition: Edition) -> Division:
    return Division(addresses.STUDIES, len(edition.studies))


def studies_page(edition: Edition, sampled: Callable[[], bool], number: int) -> StudiesPage:
    """A part of the table. Only the first can be filtered, as its script loads the rows of the others.

    `sampled` tells whether any study states its sample.
    """
    division = studies_in_parts(edition)
    origin = division.origin(number)
    words = edition.words
    is_whole = division.parts == 1
    axes = edition.review.axes
    columns = tuple(_column(edition, axis) for axis in axes.facets)
    years = [value.name for value in axes.year.values]
    scripts = (addresses.TABLE_SCRIPT if is_whole else addresses.ROWS_SCRIPT,) if number == 1 else ()
    return StudiesPage(
        frame=make_frame(
            edition, origin, division.titled(words("studies"), number, words), words("studies_about"), scripts=scripts
        ),
        figures=figures(edition) if number == 1 else (),
        columns=columns,
        total=len(edition.studies),
        studies=tuple(_rows(edition, origin, columns, division.span(number))),
        has_samples=sampled(),
        first_year=years[0] if years else "",
        last_year=years[-1] if years else "",
        downloads=(Link("CSV", origin.link(addresses.STUDIES_CSV)), Link("JSON", origin.link(addresses.STUDIES_JSON))),
        further=None if is_whole or number > 1 else _further(edition, origin, division),
        parts=study_parts(edition, division, edition.studies, number),
    )


def study_rows(edition: Edition, sampled: Callable[[], bool], number: int) -> StudyRows:
    """A part of the table, as the script on the first part's page loads it."""
    columns = tuple(_column(edition, axis) for axis in edition.review.axes.facets)
    span = studies_in_parts(edition).span(number)
    rows = tuple(_rows(edition, Origin(addresses.STUDIES), columns, span))
    return StudyRows(rows, sampled())


def _further(edition: Edition, origin: Origin, division: Division) -> FurtherRows:
    return FurtherRows(
        files=tuple(origin.link(rows_address(number)) for number in division.numbers[1:]),
        script=edition.loaded(origin, addresses.TABLE_SCRIPT),
    )


def _rows(edition: Edition, origin: Origin, columns: Sequence[Column], span: range) -> Iterator[StudyRow]:
    axes = edition.review.axes
    marks = [_marks(column) for column in columns]
    for study in edition.studies[span.start : span.stop]:
        yield StudyRow(
            citation=edition.name_of(study.main.key),
            title=study_title_html(edition, study),
            href=origin.link(study.address),
            year=year_of(study.main),
            cells=tuple(_cells(edition, study, axes.facets, marks)),
            sample=_sample(study),
            mentions=len(study.mentions),
        )


def has_samples(edition: Edition) -> bool:
    return any(map(_sample, edition.studies))


def _column(edition: Edition, axis: Axis) -> Column:
    """Values in the order of the facet's labels, then in alphabetical order, with absent ones (“not stated”) last."""
    places = {value: at for at, (value, _) in enumerate(axis.facet.labels if axis.facet else ())}
    key = edition.alphabet.key
    values = sorted(
        axis.values, key=lambda value: (value.is_absent, places.get(value.name, len(places)), key(value.label))
    )
    return Column(
        axis_label(edition, axis),
        axis.name,
        tuple((value.name, edition.words.capitalised(value.label)) for value in values),
    )


def _marks(column: Column) -> dict[str, tuple[str, bool]]:
    """The index of each value in its column, and whether another value has the same label."""
    labels = Counter(label for _, label in column.values)
    return {value: (str(at), labels[label] > 1) for at, (value, label) in enumerate(column.values)}


def _cells(
    edition: Edition, study: Study, axes: Sequence[Axis], marks: Sequence[dict[str, tuple[str, bool]]]
) -> Iterator[Cell]:
    for axis, places in zip(axes, marks, strict=True):
        assert axis.facet is not None
        values = study.values_of(axis.facet.name)
        is_plain = len(values) < 2 and not any(places[value][1] for value in values)
        yield Cell(
            values_of(edition, study, axis.facet), "" if is_plain else " ".join(places[value][0] for value in values)
        )


def _sample(study: Study) -> str:
    """The size of a study's sample: “44 people” of the fact “44 people: 25 informants and 19 others.”"""
    said = next((fact.value for fact in study.facts if fact.field == SAMPLE), "")
    ends = (*(end.start() for end in CLAUSE_END.finditer(said)), len(said))
    return next((said[:end] for end in ends if any(map(str.isdigit, said[:end]))), said)
