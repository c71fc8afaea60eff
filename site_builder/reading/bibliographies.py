"""The bibliographies that a project names, or else holds, to references."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from site_builder.bibliographies import EXPORT, SUFFIXES, ReadReferences, is_bibtex, read_references, with_own_keys
from site_builder.bibtex import (
    BibliographyMemo,
    CitedKeys,
    OtherBibliographies,
    defines_commands,
    needs_other_bibliographies,
)
from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean
from site_builder.memo import Memo
from site_builder.model import CitationItem, Reference, Settings
from site_builder.patterns import pattern
from site_builder.project_paths import OUTSIDE, SETTINGS
from site_builder.projects import NamedFile

# Read if there is no .bib file and the project names no bibliography.
LONE: Final = frozenset(
    f"{name}{suffix}" for name in ("bib", "bibliography", "citations", "references", "refs") for suffix in SUFFIXES
)

# Paths that lead out of the project: web addresses, and absolute, home or parent folders.
ELSEWHERE: Final = pattern(r"(?s)(?:https?://|\.\./|~[/\\]|/|[A-Za-z]:[/\\])(?:.*[/\\])?(?P<name>[^/\\]+)$")


class BibliographyReader:
    """The bibliographies of a project, whose language is `lang` once it is known.

    It is `incomplete` if one is missing or unreadable.
    """

    def __init__(
        self,
        names: Iterable[str],
        read: Callable[[str], tuple[str, tuple[Diagnostic, ...]]],
        memo: dict[tuple[str, bool, bool], BibliographyMemo],
        keyed: Memo[Reference],
    ) -> None:
        self.names = sorted(names)
        self.read = read
        self.memo = memo
        self.keyed = keyed
        self.diagnostics: list[Diagnostic] = []
        self.incomplete = False
        self.lang = ""
        self._known = set(self.names)
        # Most YAML of a project is none.
        self._bibliographies = [
            name for name in self.names if name.endswith(SUFFIXES) and not name.endswith((".yaml", ".yml"))
        ]

    def paths(self, named: Sequence[NamedFile], usual: tuple[str, ...], is_foreign: bool) -> tuple[str, ...]:
        """The paths of the bibliographies to read, with a diagnostic for each that is named but does not exist.

        If none is named, these are the `usual` ones, else all .bib files in the project's own folder, else one file
        there with another usual name.
        """
        if named:
            existing = tuple(dict.fromkeys(self._existing(named)))
            if existing and is_foreign:
                # R may write the missing ones when it runs. Citations of their entries are still reported.
                self.incomplete = False
            return existing
        if usual[0] in self._known:
            return usual
        beside = [name for name in self.names if "/" not in name]
        return tuple(name for name in beside if name.endswith(".bib")) or tuple(filter(LONE.__contains__, beside))[:1]

    def _existing(self, named: Iterable[NamedFile]) -> Iterator[str]:
        told = set()
        for file in named:
            if found := self._found(file):
                yield found
            elif file.name not in told:
                told.add(file.name)
                self._report_named(file)

    def _found(self, file: NamedFile) -> str | None:
        """The path of a bibliography that exists.

        It may start from the folder of the file that names it or from the project's. If it leads out of the project, or
        into a folder that only the tool knows, the only bibliography in the project of that name is taken.
        """
        if found := next((way for way in file.ways if way in self._known), None):
            return found
        if file.name.startswith("~/"):
            beyond = (name for name in self._bibliographies if name.startswith(OUTSIDE))
            endings = (file.name[1:], f"{file.name[1:]}.bib")
            if found := next((name for name in beyond if name.endswith(endings)), None):
                return found
        elsewhere = _elsewhere(file)
        if elsewhere or file.location.path != SETTINGS:
            called = elsewhere or posixpath.basename(file.name)
            copies = [name for name in self._bibliographies if posixpath.basename(name) in (called, f"{called}.bib")]
            return copies[0] if len(copies) == 1 else None
        return None

    def _report_named(self, file: NamedFile) -> None:
        """Report that a bibliography that is named does not exist, or cannot be read."""
        elsewhere, is_on_the_web, known = _elsewhere(file), "://" in file.name, self._bibliographies
        is_readable = posixpath.splitext(file.name)[1].lower() in ("", *SUFFIXES)
        if is_on_the_web:
            fault = "is outside the folder that is built"
        else:
            fault = "does not exist" if is_readable and not elsewhere else "does not exist, or cannot be read"
        if elsewhere:
            hint = f"copy it into the project, and write its name alone: {elsewhere}."
            hint = hint if is_on_the_web else f"correct its path, or {hint}"
        else:
            there = f"; there is “{known[0]}”." if len(known) == 1 else "."
            otherwise = f"correct its name, or add the file to the project{there}" if is_readable else EXPORT
            hint = did_you_mean(file.name, known, otherwise)
        message = f"The bibliography “{file.name}” {fault}, so its keys are unknown."
        self._report(file.location, message, hint)

    def report_no_entries(
        self, paths: Sequence[str], cited: CitationItem | None, has_notes: bool, is_expected: bool
    ) -> None:
        """Report that no entry was found in the bibliographies, unless there is no need of any.

        `is_expected` says that there should be a bibliography even if nothing is cited.
        """
        if self.incomplete:
            return
        if paths and (cited or has_notes):
            self._report_empty(paths[0])
        elif not paths and (cited or is_expected):
            self._report_missing(Settings().bibliography[0], cited)

    def _report_missing(self, name: str, cited: CitationItem | None) -> None:
        """Report that there is no bibliography, at the first citation if there is any."""
        message = f"There is no bibliography: neither {name} nor any other beside it."
        hint = f"export one from your reference manager to {name}."
        if below := next((path for path in self.names if path.endswith(".bib")), ""):
            hint = f"to use {below}, name it under “bibliography:”."
        where = Location(name)
        if cited is not None:
            where = cited.location
            message = (
                f"“{cited.key}” is cited here, but there is no bibliography: neither {name} nor any other beside it."
            )
            hint = f"{hint[:-1]}, or write \\@{cited.key} if no work is meant."
        self._report(where, message, hint)

    def _report_empty(self, name: str) -> None:
        """Report once that the bibliography has no entries, instead of at each citation."""
        message = "The bibliography has no entries, so all citations are unknown."
        hint = "restore an earlier version of it, or export it again from your reference manager."
        self._report(Location(name), message, hint)

    def _report(self, where: Location, message: str, hint: str) -> None:
        self.incomplete = True
        self.diagnostics.append(Diagnostic(Rule.MISSING_BIBLIOGRAPHY, where, message, hint))

    def references(
        self, paths: Iterable[str], given: Iterable[Reference], cited: CitedKeys = None, tells: bool = True
    ) -> tuple[Reference, ...]:
        """The references of all bibliographies and those that texts define.

        The first of several works keeps a shared key, but a text's own work before that of a file, as for Pandoc.

        With `cited`, others may be left out, which saves time in a library of thousands. Problems are kept only if
        `tells`.
        """
        told = len(self.diagnostics)
        found: list[Reference] = []
        existing = [path for path in dict.fromkeys(paths) if path in self._known]
        texts = {path: self.read(path) for path in existing}
        of_bibtex = [(text, path) for path, (text, _) in texts.items() if is_bibtex(path)]
        # An unknown command with text to print is no problem, so that alone does not tell that another file defines it.
        defining = {path for text, path in of_bibtex if defines_commands(text)}
        for path, (text, undecoded) in texts.items():
            read, wrong = self._read(text, path, cited)
            beside = tuple(other for other in of_bibtex if other[1] != path) if is_bibtex(path) else ()
            if beside and (defining - {path} or needs_other_bibliographies(wrong)):
                read, wrong = self._read(text, path, cited, beside)
            self.diagnostics += (*undecoded, *wrong)
            self.incomplete |= cited is None and not read and bool(undecoded or wrong)
            found += read
        own = tuple(given)
        paths_of_own = {each.location.path for each in own}
        references = tuple(
            sorted(self._as_one((*own, *found), cited), key=lambda one: one.location.path in paths_of_own)
        )
        if not tells:
            del self.diagnostics[told:]
        return references

    def _read(self, text: str, path: str, cited: CitedKeys, beside: OtherBibliographies = ()) -> ReadReferences:
        # A memo of only the cited entries cannot serve for all, and the other way round.
        kept = (path, cited is None or not is_bibtex(path), bool(beside))
        memo = self.memo.setdefault(kept, BibliographyMemo())
        return read_references(text, path, memo, beside, self.lang, cited)

    def _as_one(self, found: Iterable[Reference], cited: CitedKeys) -> tuple[Reference, ...]:
        first: dict[str | Reference, Reference] = {}
        different: list[Reference] = []
        for each in found:
            known = first.setdefault(each.key or each, each)
            # An entry that is the same in two files is one.
            if known is each or known != each or (not each.key and known.location.path == each.location.path):
                different.append(each)
        references, repeated = with_own_keys(different, self.keyed)
        self.diagnostics += repeated
        # What key a work without one gets depends on all the entries, which have not been read.
        return references if cited is None else tuple(each for each in first.values() if each.key)


def _elsewhere(file: NamedFile) -> str:
    """The name, without folders, of a file outside of the project; "" if it may be inside."""
    found = ELSEWHERE.match(file.ways[0] if file.name.startswith(".") else file.name)
    return found["name"] if found else ""
