"""BibTeX and BibLaTeX text to references, and references to BibLaTeX text."""

from __future__ import annotations

from site_builder.bibtex.dates import read_date
from site_builder.bibtex.entry_references import missing_fields, reference_from_fields
from site_builder.bibtex.entry_source import write_entry
from site_builder.bibtex.escaping import date_latex, escape, escape_rich, escape_verbatim
from site_builder.bibtex.keys import TakenKeys
from site_builder.bibtex.latex import plain_text
from site_builder.bibtex.name_list_repair import without_years
from site_builder.bibtex.preamble_commands import defines_commands
from site_builder.bibtex.references import (
    BibliographyMemo,
    CitedKeys,
    OtherBibliographies,
    needs_other_bibliographies,
    read_bibliography,
)
from site_builder.bibtex.standalone_entries import read_standalone_entries
from site_builder.bibtex.writing import keywords_latex, write_reference

__all__ = [
    "BibliographyMemo",
    "CitedKeys",
    "OtherBibliographies",
    "TakenKeys",
    "date_latex",
    "defines_commands",
    "escape",
    "escape_rich",
    "escape_verbatim",
    "keywords_latex",
    "missing_fields",
    "needs_other_bibliographies",
    "plain_text",
    "read_bibliography",
    "read_date",
    "read_standalone_entries",
    "reference_from_fields",
    "without_years",
    "write_entry",
    "write_reference",
]
