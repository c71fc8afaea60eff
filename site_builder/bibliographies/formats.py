"""A bibliography's text to references, in the format that its name tells, or else its content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final, TypeAlias

from site_builder.bibliographies.citation_keys import Keys, with_key
from site_builder.bibliographies.records import ReadReferences
from site_builder.bibliographies.unreadable_texts import BIBTEX, is_only_prose, recognised_format, stray_records
from site_builder.bibtex import BibliographyMemo, CitedKeys, OtherBibliographies, TakenKeys, read_bibliography
from site_builder.diagnostics import Diagnostic, Location, Rule, Severity
from site_builder.memo import Memo
from site_builder.model import Reference
from site_builder.patterns import pattern

Reader: TypeAlias = Callable[[str, str], ReadReferences]


# Most reviews have only BibTeX, so the readers of other formats are loaded on demand.
def read_json(text: str, path: str) -> ReadReferences:
    from site_builder.bibliographies import csl_files

    return csl_files.read_json(text, path)


def read_csl_yaml(text: str, path: str) -> ReadReferences:
    from site_builder.bibliographies import csl_files

    return csl_files.read_csl_yaml(text, path)


def read_ris(text: str, path: str) -> ReadReferences:
    from site_builder.bibliographies import ris

    return ris.read_ris(text, path)


def read_nbib(text: str, path: str) -> ReadReferences:
    from site_builder.bibliographies import nbib

    return nbib.read_nbib(text, path)


_READERS: Final = MappingProxyType(
    {".json": read_json, ".yaml": read_csl_yaml, ".yml": read_csl_yaml, ".ris": read_ris, ".nbib": read_nbib}
)
SUFFIXES: Final = (".bib", *_READERS)
_CONTENTS: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = (
    (pattern(r"\A\s*(?:\[\s*[{\]]|\{\s*\")"), read_json),
    (pattern(r"^\s?TY(?: {1,3}- | {2}-[A-Z])", re.MULTILINE), read_ris),
    (pattern(r"^(?:PMID ?- ?\d|OWN ?- ERIC)", re.MULTILINE), read_nbib),
    (pattern(r"\A(?:---[ \t\r]*\n)?\s*(?:references:\s*\n|- +(?:id|type|title|author):)"), read_csl_yaml),
)


def reader_by_content(text: str) -> Reader | None:
    """The reader for the format that a text seems to have; None for BibTeX and for unknown formats."""
    found = ((read, begin.start()) for sign, read in _CONTENTS if (begin := sign.search(text)))
    return next((read for read, start in found if not BIBTEX.search(text, 0, start)), None)


def is_bibtex(path: str) -> bool:
    """Whether a file is BibTeX, by its name. The entries of other formats are written by this program."""
    return PurePosixPath(path).suffix.lower() not in _READERS


def read_references(
    text: str,
    path: str,
    memo: BibliographyMemo | None = None,
    beside: OtherBibliographies = (),
    citing: str = "",
    cited: CitedKeys = None,
) -> ReadReferences:
    """The references of a bibliography, and what is wrong with it.

    A reference's `key` is "" if its file has none for it, or that of another work before it.

    A BibTeX file may use parents and abbreviations of the BibTeX files `beside` it. `citing` is the language of the
    texts. With `cited`, BibTeX references that are not cited may be left out.
    """
    suffix = PurePosixPath(path).suffix.lower()
    read = _READERS.get(suffix) or (None if suffix == ".bib" else reader_by_content(text))
    if read is None:
        references, wrong = read_bibliography(text, path, memo, beside, citing, cited)
        is_empty = not any(reference.texts for reference in references)
        if is_empty and (cited is None or not BIBTEX.search(text)) and (told := _not_bibtex(text, path)):
            return (), (told,)
        return references, (*wrong, *stray_records(text, path))
    memo = memo or BibliographyMemo()
    of = (text, path, (), "", None)
    if memo.whole is None or memo.whole[0] != of:
        memo.whole = (of, _read(read, text, path))
    return memo.whole[1]


def _not_bibtex(text: str, path: str) -> Diagnostic | None:
    """A diagnostic if a text without entries was not meant as BibTeX, such as a LaTeX document."""
    message, hint = recognised_format(text)
    if message:
        message = f"{message}, not BibTeX."
    elif suffix := next((suffix for suffix, read in _READERS.items() if read is reader_by_content(text)), ""):
        message = f"This is {suffix[1:].upper()}, not BibTeX."
        hint = f"rename the file so that its name ends in “{suffix}”."
    elif is_only_prose(text):
        message = "This file contains no entry, only text that BibTeX ignores."
        hint = "write each work as an entry, “@article{key, …}”, or export the file again as BibTeX."
    return Diagnostic(Rule.UNKNOWN_FORMAT, Location(path, 1, 1), message, hint) if message else None


def _read(read: Reader, text: str, path: str) -> ReadReferences:
    found, wrong = read(text, path)
    # Programs write a bibliography without works as an empty list.
    if not found and not wrong and text.strip() not in ("", "[]"):
        message = "This file contains no record that can be read."
        hint = "export it again as RIS, NBIB, CSL-JSON, CSL-YAML or BibTeX."
        wrong = (Diagnostic(Rule.UNKNOWN_FORMAT, Location(path, 1, 1), message, hint),)
    references, repeated = _without_taken_keys(found)
    return references, tuple(sorted((*wrong, *repeated), key=lambda diagnostic: diagnostic.location))


def with_own_keys(found: Iterable[Reference], keyed: Memo[Reference] | None = None) -> ReadReferences:
    """The references, each with a key of its own, and a diagnostic for each key that was taken.

    Those without a key get one made of author and year, which `keyed` remembers.
    """
    references, repeated = _without_taken_keys(found)
    keys = Keys(key for reference in references for key in (reference.key, *reference.aliases))
    keyed = Memo() if keyed is None else keyed
    own = tuple(reference if reference.key else _with_key(reference, keys, keyed) for reference in references)
    return own, (*repeated, *_taken_aliases(own))


def _without_taken_keys(found: Iterable[Reference]) -> ReadReferences:
    """The references, without a key if another work before has it, and a diagnostic for each key that was taken."""
    keys = TakenKeys()
    kept: list[Reference] = []
    repeated: list[Diagnostic] = []
    for reference in found:
        taken = keys.take(reference.key, reference.text("title"), reference.location)
        if taken is not None:
            repeated.append(taken.diagnostic)
        if taken is None or taken.another_work:
            kept.append(reference if taken is None else replace(reference, key=""))
    return tuple(kept), tuple(repeated)


def _taken_aliases(references: Iterable[Reference]) -> Iterator[Diagnostic]:
    """A warning for each alias that is a key of another work, which it cites."""
    works = {reference.key: reference for reference in references}
    for reference in references:
        for alias in reference.aliases:
            if (first := works.setdefault(alias, reference)) is not reference:
                where = f"at {first.location}, and cites that one"
                message = f"“{alias}”, in “ids” of “{reference.key}”, is also a key of another work, {where}."
                hint = "remove it from the “ids” of the work that is not meant."
                yield Diagnostic(Rule.DUPLICATE_CITATION_KEY, reference.location, message, hint, Severity.WARNING)


def _with_key(reference: Reference, keys: Keys, keyed: Memo[Reference]) -> Reference:
    key = keys.free("", reference)
    return keyed.recall(
        (key, reference, reference.location),
        lambda: replace(reference, key=key, source=with_key(reference.source, key)),
    )
