"""A field of an entry to what it says; "" if the entry has no field of that name."""

from __future__ import annotations

from site_builder.bibtex.canonical_fields import Fields
from site_builder.bibtex.latex import rich_text
from site_builder.bibtex.verbatim import verbatim


def value_of(fields: Fields, name: str) -> str:
    return fields[name].value if name in fields else ""


def text_of(fields: Fields, name: str) -> str:
    return rich_text(fields[name].value) if name in fields else ""


def title_of(fields: Fields, name: str) -> str:
    """The text of a field in which braces protect capitals."""
    return rich_text(fields[name].value, nocase=True) if name in fields else ""


def verbatim_of(fields: Fields, name: str) -> str:
    return verbatim(fields[name].value) if name in fields else ""


def joined(mark: str, *texts: str) -> str:
    """The texts that are not empty, with a mark between them unless the text before it ends in one."""
    whole = ""
    for text in filter(None, texts):
        whole += (f"{'' if whole[-1] in '!?.,:;' else mark} " if whole else "") + text
    return whole
