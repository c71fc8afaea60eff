"""References to a bibliography file: BibTeX, RIS or CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from site_builder.csl.csl_json import to_csl_json
from site_builder.exports.ris import to_ris
from site_builder.model import Reference


def _bibtex(references: Sequence[Reference]) -> str:
    return "\n".join(f"{reference.source.strip()}\n" for reference in references)


def _ris(references: Sequence[Reference]) -> str:
    return "\r\n".join(map(to_ris, references))


def _csl_json(references: Sequence[Reference]) -> str:
    return json.dumps(list(map(to_csl_json, references)), ensure_ascii=False, indent=2) + "\n"


_WRITERS: Final[Mapping[str, Callable[[Sequence[Reference]], str]]] = MappingProxyType(
    {"bib": _bibtex, "ris": _ris, "json": _csl_json}
)


def references_text(references: Sequence[Reference], form: str) -> str:
    """The references in one of `addresses.FORMS`. BibTeX is what the author wrote."""
    return _WRITERS[form](references)


def export_references(references: Sequence[Reference], form: str) -> bytes:
    """The references as a file."""
    return references_text(references, form).encode("utf-8", "replace")
