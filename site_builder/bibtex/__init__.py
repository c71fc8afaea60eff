"""BibTeX and BibLaTeX text to references."""

from __future__ import annotations

from site_builder.bibtex.references import BibliographyMemory, read_bibliography

__all__ = ["BibliographyMemory", "read_bibliography"]
