"""Where a law or a decision is printed, as biblatex-apa writes it, to the fields of a periodical."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.bibtex.entry import Field
from site_builder.patterns import pattern

# “347 U.S. 483”, “45 C.F.R. § 46” and, not yet printed, “576 U.S. ___”: volume, title and page or section
_REPORT = pattern(
    r"(\d+)\s([^\W\d][^\s{}]*(?:\s[^\s{}§\\\d][^\s{}]*){0,5}(?:\s\d(?:d|th))?)\s"
    r"((?:(?:§|\\S(?![A-Za-z]))[\s~{}]*+)?[\d\\_].*)"
)


def with_report(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields, with those of biblatex-apa's `citation`; places beside the first one follow its page.

    Those need no page's number: “563 F.Supp. 332, aff'd, 727 F.2d 888”.
    """
    found = dict(fields)
    if "citation" not in found or not found.keys().isdisjoint({"volume", "journaltitle", "pages"}):
        return found
    citation = found["citation"]
    if not (report := _REPORT.fullmatch(" ".join(citation.value.split()).replace(" and ", ", "))):
        return found
    del found["citation"]
    for name, value in zip(("volume", "journaltitle", "pages"), report.groups(), strict=True):
        found[name] = citation._replace(name=name, value=value)
    return found
