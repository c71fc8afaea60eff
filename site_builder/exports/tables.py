"""Studies to a table in CSV and JSON, with a column for each facet."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping

from site_builder.csl.output import rich_plain
from site_builder.exports.json_arrays import json_array
from site_builder.model import Reference
from site_builder.person_names import OTHERS, inverted_name
from site_builder.resolve import Review, Study

_BETWEEN = "; "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def studies_csv(review: Review) -> bytes:
    """A header and a row for each study. Several values in a cell are separated by semicolons.

    The byte order mark at the beginning tells spreadsheets that the text is UTF-8.
    """
    file = io.BytesIO()
    file.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(file, "utf-8", "replace", newline="")
    writer = csv.writer(text)
    for row, record in enumerate(_records(review)):
        if row == 0:
            writer.writerow(map(_harmless, record))
        writer.writerow(_harmless(value) for value in record.values())
    text.flush()
    return file.getvalue()


def _harmless(value: object) -> object:
    """The content of a cell. Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = _BETWEEN.join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def studies_json(review: Review) -> bytes:
    """An array of objects, one for each study."""
    file = io.BytesIO()
    file.writelines(text.encode("utf-8", "replace") for text in json_array(_records(review)))
    return file.getvalue()


def _records(review: Review) -> Iterator[dict[str, object]]:
    labels = {keyword.slug: keyword.label for keyword in review.keywords}
    return (_record(review, study, labels) for study in review.studies)


def _record(review: Review, study: Study, labels: Mapping[str, str]) -> dict[str, object]:
    main = study.main
    issued = main.date("issued")
    known: dict[str, object] = {
        "key": main.key,
        "authors": list(_authors(main)),
        "year": main.year or issued.literal,
        "title": rich_plain(main.text("title")),
        "source": rich_plain(main.text("container-title") or main.text("publisher")),
        "doi": main.text("DOI"),
        "url": main.text("URL"),
        "reports": [report.key for report in study.reports],
        "summary": study.summary,
        "keywords": [labels[slug] for slug in study.keywords],
        "status": next((notice.mark.value for notice in study.notices_on(main.key)), ""),
        "cited": len(study.mentions),
        "page": study.address.removesuffix("index.html"),
    }
    coded = {facet.name: [facet.label_of(value) for value in study.values_of(facet.name)] for facet in review.facets}
    # A facet with the name of another column gets a longer name.
    return known | {f"facet {name}" if name in known else name: values for name, values in coded.items()}


def _authors(reference: Reference) -> Iterator[str]:
    names = reference.name_list("author") or reference.name_list("editor")
    yield from ("et al." if OTHERS in (name.family, name.literal) else inverted_name(name) for name in names)
