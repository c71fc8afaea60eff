"""A work to what a reader takes away to cite it."""

from __future__ import annotations

from dataclasses import replace

from site_builder.addresses import FORMS
from site_builder.exports import references_text
from site_builder.model import Reference
from site_builder.pages.parts import Cited, CiteForm


def cited(reference: Reference, text: str) -> Cited:
    """A reference, of which the style prints `text`, in every form.

    The abstract is in the files alone: nobody needs it to cite a work, and every study's page would show it twice.
    """
    brief = replace(reference, texts=tuple(pair for pair in reference.texts if pair[0] != "abstract"))
    forms = (CiteForm(name, references_text([brief], form).strip()) for form, name in FORMS.items())
    return Cited(text, tuple(forms))
