"""Quarto's labels (`sec-…`, `fig-…`, `tbl-…`, `eq-…`) to cross-references and targets' kinds."""

from __future__ import annotations

from site_builder.diagnostics import Location
from site_builder.markdown.keys import Key
from site_builder.model import CrossReference, TargetKind


def kind_of(label: str) -> TargetKind | None:
    """What a label names, None where it is no label: an ordinary id or a citation key."""
    prefix, hyphen, name = label.partition("-")
    return next((kind for kind in TargetKind if hyphen and name and kind.value == prefix), None)


def cross_reference(key: Key, place: Location, number_only: bool = False) -> CrossReference | None:
    """`@fig-x` or `@Fig-x`; None where the key is a work's."""
    label = key.key[:1].lower() + key.key[1:]
    if kind_of(label) is None:
        return None
    return CrossReference(
        label=label,
        capitalised=key.key[:1].isupper(),
        number_only=number_only or key.suppress_author,
        location=place,
    )
