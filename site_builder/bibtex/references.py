"""A file of BibTeX or BibLaTeX to references, and what is wrong with it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import is_
from typing import Final, TypeAlias

from site_builder.bibtex.canonical_fields import Fields
from site_builder.bibtex.entries import read_entries
from site_builder.bibtex.entry import Entry, Field
from site_builder.bibtex.entry_references import SharedValues, reference_from_entry
from site_builder.bibtex.field_texts import value_of
from site_builder.bibtex.inherit import inherit, parents_of
from site_builder.bibtex.journals import journal
from site_builder.bibtex.keys import TakenKeys
from site_builder.bibtex.latex import dropped_commands
from site_builder.bibtex.types import ENTRY_TYPES, NOT_REFERENCES
from site_builder.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from site_builder.memo import Memo
from site_builder.model import Reference

Bibliography: TypeAlias = tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]
# Texts of other files and their paths
OtherBibliographies: TypeAlias = tuple[tuple[str, str], ...]
# Keys; None for all
CitedKeys: TypeAlias = frozenset[str] | None
_OF_OTHERS = frozenset({Rule.UNDEFINED_STRING, Rule.UNKNOWN_CITATION_KEY, Rule.UNKNOWN_COMMAND})
# Fields that no list of references prints
_UNPRINTED: Final = frozenset(
    "abstract annotation crossref doi eprint file ids isbn issn keywords langid library options pmcid pmid related url "
    "xdata xref".split()
)


class BibliographyMemo:
    """What was read of a bibliography before: entries by their text, and faultless references with their entries."""

    def __init__(self) -> None:
        self.entries: Memo[Entry] = Memo()
        self.references: dict[str, tuple[Entry, Fields, Reference]] = {}
        self.whole: tuple[tuple[str, str, OtherBibliographies, str, CitedKeys], Bibliography] | None = None


def read_bibliography(
    text: str,
    path: str,
    memo: BibliographyMemo | None = None,
    beside: OtherBibliographies = (),
    citing: str = "",
    cited: CitedKeys = None,
) -> Bibliography:
    """The references of a BibTeX or BibLaTeX file in its order, and what is wrong with it in the order of lines.

    A reference's `key` is "" if its entry has no key or that of another work before it. Entries inherit from those of
    the files `beside` and use their abbreviations, as BibTeX reads several files as one. `citing` is the language of
    the texts that cite the references.

    With `cited`, only references with these keys are made. The only problems of other entries that are reported are
    syntax errors, as these may hide the entries after them.
    """
    memo = memo or BibliographyMemo()
    of = (text, path, beside, citing, cited)
    if memo.whole is None or memo.whole[0] != of:
        memo.entries.begin()
        if memo.whole and memo.whole[0][3] != citing:
            memo.references = {}
        memo.whole = (of, _read(text, path, memo, beside, citing, cited))
    return memo.whole[1]


def needs_other_bibliographies(wrong: Iterable[Diagnostic]) -> bool:
    """Whether a bibliography may have these problems because others should be read beside it."""
    return any(problem.rule in _OF_OTHERS for problem in wrong)


def _read(
    text: str, path: str, memo: BibliographyMemo, beside: OtherBibliographies, citing: str, cited: CitedKeys
) -> Bibliography:
    texts = [other for other, _ in beside]
    entries, syntax = read_entries(text, path, memo.entries, texts, cited)
    fields_of_all, unknown_parents = inherit(entries)
    if cited is not None and unknown_parents:
        entries, syntax = read_entries(text, path, memo.entries, texts)
        fields_of_all, unknown_parents = inherit(entries)
    if beside and unknown_parents:
        all_texts = (*texts, text)
        further = [entry for other, name in beside for entry in read_entries(other, name, Memo(), all_texts)[0]]
        fields_of_all, unknown_parents = inherit(entries, further)
    if cited is not None:
        of_cited = cited | parents_of(cited, entries)
        syntax, unknown_parents = (_told_of(wrong, entries, of_cited) for wrong in (syntax, unknown_parents))
        chosen = [(entry, own) for entry, own in zip(entries, fields_of_all, strict=True) if entry.key in cited]
        entries, fields_of_all = tuple(entry for entry, _ in chosen), tuple(own for _, own in chosen)
    diagnostics = [*syntax, *unknown_parents, *_unknown_types(entries), *_unknown_commands(fields_of_all)]
    references = []
    common = SharedValues(citing)
    keys = TakenKeys()
    now: dict[str, tuple[Entry, Fields, Reference]] = {}
    for entry, fields in zip(entries, fields_of_all, strict=True):
        taken = keys.take(entry.key, value_of(fields, "title"), entry.location)
        is_another = taken is not None and taken.another_work
        if taken is not None:
            diagnostics.append(taken.diagnostic)
        # Another work with a taken key gets a key that depends on all other entries, so it is never remembered.
        if (taken and (cited is not None or not is_another)) or entry.type in NOT_REFERENCES:
            continue
        reference = None if is_another else _remembered_reference(entry, fields, memo)
        problems: list[Diagnostic] = []
        if reference is None:
            reference, problems = reference_from_entry(entry, fields, common)
            diagnostics += problems
        references.append(replace(reference, key="") if is_another else reference)
        if entry.key and not problems and not is_another:
            now[entry.key] = (entry, fields, reference)
    memo.references = now
    # A fault of an inherited field is reported once, however many entries inherit it.
    return tuple(references), tuple(sorted(dict.fromkeys(diagnostics), key=lambda diagnostic: diagnostic.location))


def _told_of(wrong: Iterable[Diagnostic], entries: Sequence[Entry], keys: frozenset[str]) -> tuple[Diagnostic, ...]:
    """The problems of the entries with these keys; of other entries only syntax errors, as warnings."""
    starts = [entry.location for entry in entries]
    told = []
    for problem in wrong:
        at = bisect_right(starts, problem.location) - 1
        if at < 0 or entries[at].key in keys:
            told.append(problem)
        elif problem.rule is Rule.BIBTEX_SYNTAX:
            told.append(replace(problem, weight=problem.weight or Severity.WARNING))
    return tuple(told)


def _remembered_reference(entry: Entry, fields: Fields, memo: BibliographyMemo) -> Reference | None:
    """The reference that was made before from the same entry with the same fields, at its present location."""
    if entry.key not in memo.references:
        return None
    entry_before, fields_before, reference = memo.references[entry.key]
    if fields.keys() != fields_before.keys():
        return None
    if entry is entry_before and all(map(is_, fields.values(), fields_before.values())):
        return reference
    before = entry_before.type, entry_before.source, entry_before.damaged
    if (entry.type, entry.source, entry.damaged) != before:
        return None
    if any(field.value != fields_before[name].value for name, field in fields.items()):
        return None
    return replace(reference, location=entry.location)


def _unknown_types(entries: Sequence[Entry]) -> list[Diagnostic]:
    """One diagnostic for each type, however often it is used."""
    first_of: dict[str, Entry] = {}
    for entry in entries:
        if entry.type not in ENTRY_TYPES:
            first_of.setdefault(entry.type, entry)
    return [
        Diagnostic(
            Rule.UNKNOWN_ENTRY_TYPE,
            entry.location,
            f"“@{name}” is not an entry type of BibTeX or BibLaTeX, so it is read as “@misc”.",
            did_you_mean(name, ENTRY_TYPES, "use “@misc”, or the closest type."),
        )
        for name, entry in first_of.items()
    ]


def _unknown_commands(fields_of_all: Iterable[Fields]) -> list[Diagnostic]:
    """One diagnostic for each command, however often it is used."""
    first_of: dict[str, Field] = {}
    for fields in fields_of_all:
        for name, field in fields.items():
            if "\\" in field.value and name not in _UNPRINTED and not journal(field.value):
                for command in dropped_commands(field.value):
                    first_of.setdefault(command, field)
    return [
        Diagnostic(
            Rule.UNKNOWN_COMMAND,
            field.location,
            f"“\\{command}” is not a known LaTeX command, and was left out of “{field.name}”.",
            "write what it stands for, or define it in a “@preamble”.",
        )
        for command, field in first_of.items()
    ]
