"""References to a bibliography file: BibTeX, RIS or CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypeAlias

from site_builder.csl.csl_json import to_csl_json
from site_builder.exports.ris import to_ris
from site_builder.model import Mark, Notice, Reference

Notices: TypeAlias = Mapping[str, Sequence[Notice]]


def _bibtex(references: Sequence[Reference], _notices: Notices) -> str:
    return "\n".join(f"{reference.source.strip()}\n" for reference in references)


def _ris(references: Sequence[Reference], notices: Notices) -> str:
    return "\r\n".join(to_ris(reference, notices.get(reference.key, ())) for reference in references)


def _csl_json(references: Sequence[Reference], notices: Notices) -> str:
    items = (to_csl_json(_with_status(reference, notices.get(reference.key, ()))) for reference in references)
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"


def _with_status(reference: Reference, notices: Sequence[Notice]) -> Reference:
    """A reference with CSL's variable `status`, whose values the specification names “retracted” among."""
    if not any(notice.mark is Mark.RETRACTED for notice in notices):
        return reference
    texts = {**dict(reference.texts), "status": Mark.RETRACTED.value}
    return replace(reference, texts=tuple(sorted(texts.items())))


_WRITERS: Final[Mapping[str, Callable[[Sequence[Reference], Notices], str]]] = MappingProxyType(
    {"bib": _bibtex, "ris": _ris, "json": _csl_json}
)


def references_text(references: Sequence[Reference], form: str, notices: Iterable[Notice] = ()) -> str:
    """The references in one of `addresses.FORMS`. BibTeX is what the author wrote."""
    of_works: dict[str, list[Notice]] = {}
    for notice in notices:
        of_works.setdefault(notice.key, []).append(notice)
    return _WRITERS[form](references, of_works)


def export_references(references: Sequence[Reference], form: str, notices: Iterable[Notice] = ()) -> bytes:
    """The references as a file."""
    return references_text(references, form, notices).encode("utf-8", "replace")
