"""References to a bibliography file: BibTeX, RIS or CSL-JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from types import MappingProxyType
from typing import Final, TypeAlias

from site_builder.csl.csl_json import to_csl_json
from site_builder.exports.json_arrays import json_array
from site_builder.exports.ris import to_ris
from site_builder.model import Mark, Notice, Reference

Notices: TypeAlias = Mapping[str, Sequence[Notice]]


def _bibtex(references: Sequence[Reference], _notices: Notices) -> Iterator[str]:
    between = ""
    for reference in references:
        yield f"{between}{reference.source.strip()}\n"
        between = "\n"


def _ris(references: Sequence[Reference], notices: Notices) -> Iterator[str]:
    between = ""
    for reference in references:
        yield between + to_ris(reference, notices.get(reference.key, ()))
        between = "\r\n"


def _csl_json(references: Sequence[Reference], notices: Notices) -> Iterator[str]:
    return json_array(to_csl_json(_with_status(reference, notices.get(reference.key, ()))) for reference in references)


def _with_status(reference: Reference, notices: Sequence[Notice]) -> Reference:
    """A reference with CSL's variable `status`, for which the specification names the value “retracted”."""
    if not any(notice.mark is Mark.RETRACTED for notice in notices):
        return reference
    texts = {**dict(reference.texts), "status": Mark.RETRACTED.value}
    return replace(reference, texts=tuple(sorted(texts.items())))


_WRITERS: Final[Mapping[str, Callable[[Sequence[Reference], Notices], Iterator[str]]]] = MappingProxyType(
    {"bib": _bibtex, "ris": _ris, "json": _csl_json}
)


def _written(references: Sequence[Reference], form: str, notices: Iterable[Notice]) -> Iterator[str]:
    of_works: dict[str, list[Notice]] = {}
    for notice in notices:
        of_works.setdefault(notice.key, []).append(notice)
    return _WRITERS[form](references, of_works)


def references_text(references: Sequence[Reference], form: str, notices: Iterable[Notice]) -> str:
    """The references in one of `addresses.FORMS`. An entry of BibTeX that can stand alone is as its author wrote it."""
    return "".join(_written(references, form, notices))


def export_references(references: Sequence[Reference], form: str, notices: Iterable[Notice] = ()) -> bytes:
    """The references as a file."""
    file = BytesIO()
    file.writelines(text.encode("utf-8", "replace") for text in _written(references, form, notices))
    return file.getvalue()
