"""A layout to how the figures, tables and equations of its texts are counted."""

from __future__ import annotations

from site_builder.projects import Kind, Layout
from site_builder.resolve import Counting


def counting_of(layout: Layout) -> Counting:
    """As the tool has it: books of bookdown's and Quarto's by chapters, each page of Quarto's websites by itself.

    pandoc-crossref, and Quarto within one text, count by chapters where they are told to.
    """
    is_one = layout.kind is not Kind.QUARTO or len(layout.texts) == 1
    if layout.kind is Kind.BOOKDOWN or (layout.counts_in_chapters and is_one):
        return Counting.CHAPTER if layout.settings.number_sections else Counting.SITE
    if is_one:
        return Counting.SITE
    return Counting.CHAPTER if layout.has_chapters else Counting.PAGE
