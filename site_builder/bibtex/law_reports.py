"""Where a law or a decision is printed, in the fields of styles for law, to the fields of a periodical."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from site_builder.bibtex.entry import Field
from site_builder.bibtex.types import LAW
from site_builder.patterns import pattern

OF_REPORTS: Final = ("citation", "reporter")
# “347 U.S. 483”, “45 C.F.R. § 46” and, not yet printed, “576 U.S. ___”: volume, title and page or section
_REPORT = pattern(
    r"(\d+)\s([^\W\d][^\s{}]*(?:\s[^\s{}§\\\d][^\s{}]*){0,5}(?:\s\d(?:d|th))?)\s"
    r"((?:(?:§|\\S(?![A-Za-z]))[\s~{}]*+)?[\d\\_].*)"
)


def with_report(entry_type: str, fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields, with those of biblatex-apa's `citation`, or with the `reporter` of a case.

    Places beside the first one of a `citation` follow its page. Those need no page's number: “563 F.Supp. 332, aff'd,
    727 F.2d 888”.
    """
    found = dict(fields)
    if "journaltitle" in found:
        return found
    if "reporter" in found and entry_type in LAW:
        found["journaltitle"] = found.pop("reporter")._replace(name="journaltitle")
    if "citation" not in found or not found.keys().isdisjoint({"volume", "journaltitle", "pages"}):
        return found
    citation = found["citation"]
    if not (report := _REPORT.fullmatch(" ".join(citation.value.split()).replace(" and ", ", "))):
        return found
    del found["citation"]
    for name, value in zip(("volume", "journaltitle", "pages"), report.groups(), strict=True):
        found[name] = citation._replace(name=name, value=value)
    return found
