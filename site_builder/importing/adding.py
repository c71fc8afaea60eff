"""Bibliographies and drafts to bibliographies with the drafts added, and to what became of each record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from site_builder.bibliographies import Keys, with_key
from site_builder.bibliographies.citation_keys import key_start
from site_builder.bibtex import plain_text, read_bibliography, read_standalone_entries
from site_builder.bibtex.blocks import Lines
from site_builder.diagnostics import Location
from site_builder.frozen import frozen
from site_builder.importing.duplicates import KnownWorks
from site_builder.importing.formats import ImportedEntry
from site_builder.model import Reference
from site_builder.patterns import pattern
from site_builder.splicing import spliced

# Fields with the same meaning: an entry with one of them does not lack the others.
_SAME: Final = {"year": "date", "month": "date", "day": "date", "langid": "language", "institution": "publisher"}
_FIELD: Final = pattern(r"\n([ \t]+)[^\s={}\"#%,]+[ \t]*=")


class Fate(Enum):
    ADDED = "added"
    KNOWN = "known"
    MERGED = "merged"


@frozen
class Outcome:
    """What became of a record. `missing` are fields that only the record has, `differing` those with another value.

    `renamed` is the key of an added record in the export, if it is already that of another work.
    """

    fate: Fate
    key: str
    location: Location
    missing: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    renamed: str = ""


@dataclass(slots=True)
class _Work:
    """An entry of a bibliography or, without a `location`, one to be added.

    `added` are the fields that records add to the `entry` as it is written. The key of an entry to be added is the one
    that it has in the export until all are known.
    """

    key: str
    entry: str
    fields: dict[str, str]
    location: Location | None = None
    may_change: bool = True
    added: dict[str, str] = field(default_factory=dict)


@frozen
class Imported:
    """The changed bibliographies by path, and the outcome for each record in order."""

    texts: Mapping[str, str]
    outcomes: tuple[Outcome, ...]


def add_drafts(
    bibliographies: Mapping[str, str], target: str, drafts: Iterable[ImportedEntry], merge: bool
) -> Imported:
    """Add new works at the end of the target. Existing entries change only with `merge`.

    A work that occurs twice in the drafts becomes one entry with the fields of both.
    """
    known: KnownWorks[_Work] = KnownWorks()
    keys = Keys()
    standing = _standing_works(bibliographies, known, keys, merge)
    new: list[tuple[_Work, Reference]] = []
    records: list[tuple[ImportedEntry, _Work, bool]] = []
    for draft in drafts:
        work = known.find(draft.reference)
        is_new = work is None
        if work is None:
            work = _Work(draft.key, draft.entry, dict(draft.fields))
            new.append((work, draft.reference))
            known.add(draft.reference, work)
        elif work.location is None:
            work.key = work.key or draft.key
        records.append((draft, work, is_new))
    renamed = _give_keys(new, keys)
    outcomes = [
        Outcome(Fate.ADDED, work.key, draft.location, tuple(draft.fields), renamed=renamed.get(work.key, ""))
        if is_new
        else _merge(work, draft)
        for draft, work, is_new in records
    ]
    texts = {path: _changed(text, path, standing) for path, text in bibliographies.items()}
    texts[target] = _appended(texts.get(target, ""), [work for work, _ in new])
    changed = {path: text for path, text in texts.items() if text != bibliographies.get(path, "")}
    return Imported(changed, tuple(outcomes))


def _give_keys(new: Sequence[tuple[_Work, Reference]], keys: Keys) -> dict[str, str]:
    """Give each work a key that no other has. Returns the keys that works could not keep, by those they have now.

    Texts may cite a work by the key that it has already, so keys that are made up give way to it.
    """
    keyless: list[tuple[_Work, Reference]] = []
    for work, reference in new:
        if work.key and keys.is_free(work.key):
            keys.take(work.key)
        else:
            keyless.append((work, reference))
    renamed: dict[str, str] = {}
    for work, reference in keyless:
        wanted, work.key = work.key, keys.free(work.key, reference)
        if wanted:
            renamed[work.key] = wanted
    for work, _ in new:
        work.entry = with_key(work.entry, work.key).rstrip()
    return renamed


def _standing_works(
    bibliographies: Mapping[str, str], known: KnownWorks[_Work], keys: Keys, merge: bool
) -> list[_Work]:
    works: list[_Work] = []
    for path, text in bibliographies.items():
        references = {reference.location: reference for reference in read_bibliography(text, path)[0]}
        for entry in read_standalone_entries(text, path)[0]:
            keys.take(entry.key)
            may_change = merge and not entry.damaged
            works.append(_Work(entry.key, entry.source, dict(entry.fields), entry.location, may_change))
            if entry.location in references:
                known.add(references[entry.location], works[-1])
    return works


def _merge(work: _Work, draft: ImportedEntry) -> Outcome:
    """Add what a further record of a work says to it, if it may change."""
    has = {_SAME.get(name, name) for name in work.fields}
    missing = {name: value for name, value in draft.fields.items() if _SAME.get(name, name) not in has}
    if missing.get("pages") == work.fields.get("eid"):
        # PubMed gives an article's number as its pages.
        missing.pop("pages", None)
    differing = tuple(
        name
        for name, value in draft.fields.items()
        if name in work.fields and plain_text(work.fields[name]) != plain_text(value)
    )
    if not missing or not work.may_change:
        return Outcome(Fate.KNOWN, work.key, draft.location, tuple(missing), differing)
    work.fields |= missing
    work.added |= missing
    return Outcome(Fate.MERGED, work.key, draft.location, tuple(missing), differing)


def _changed(text: str, path: str, standing: Iterable[_Work]) -> str:
    """The text with fields added to its entries."""
    lines = Lines(text, path)
    ends = "\r\n" if "\r\n" in text else "\n"
    spots = []
    for work in standing:
        if work.location and work.location.path == path and work.added:
            entry = _with_fields(work.entry, work.added).replace("\r\n", "\n").replace("\n", ends)
            spots.append((lines.offset(work.location), work.entry, entry))
    return spliced(text, spots) or text


def _appended(text: str, new: Sequence[_Work]) -> str:
    if not new:
        return text
    entries = "\n".join(f"{_with_fields(work.entry, work.added)}\n" for work in new)
    gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
    return text + (gap + entries).replace("\n", "\r\n" if "\r\n" in text else "\n")


def _with_fields(source: str, fields: Mapping[str, str]) -> str:
    """The entry with fields added at its end, or at its start if a comment at the end could swallow them."""
    if not fields:
        return source
    found = _FIELD.search(source)
    indent = found[1] if found else "  "
    lines = [f"{indent}{name} = {{{value}}},\n" for name, value in fields.items()]
    body, closing = source[:-1].rstrip(), source[-1]
    if "%" not in body.rpartition("\n")[2] and not body.endswith("#"):
        comma = "" if body.endswith(",") else ","
        return f"{body}{comma}\n{''.join(lines)}{closing}"
    start = source.index(",", key_start(source)) + 1
    return f"{source[:start]}\n{''.join(lines).rstrip()}{source[start:]}"
