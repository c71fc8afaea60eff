"""BibTeX and BibLaTeX text to references, and references to BibLaTeX text."""

from __future__ import annotations

from site_builder.bibtex.apart import Apart, read_apart
from site_builder.bibtex.dates import read_date
from site_builder.bibtex.escaping import date_latex, escape, escape_rich, escape_verbatim
from site_builder.bibtex.keys import TakenKeys
from site_builder.bibtex.latex import plain_text
from site_builder.bibtex.listed import without_years
from site_builder.bibtex.references import Beside, BibliographyMemory, Cited, lacks_others, read_bibliography
from site_builder.bibtex.sound import write_entry
from site_builder.bibtex.works import lacking, reference_of
from site_builder.bibtex.writing import keywords_latex, write_reference

__all__ = [
    "Apart",
    "Beside",
    "Bibliography",
    "BibliographyMemory",
    "Cited",
    "TakenKeys",
    "date_latex",
    "escape",
    "escape_rich",
    "escape_verbatim",
    "keywords_latex",
    "lacking",
    "lacks_others",
    "plain_text",
    "read_apart",
    "read_bibliography",
    "read_date",
    "reference_of",
    "without_years",
    "write_entry",
    "write_reference",
]
