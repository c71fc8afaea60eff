"""`site-builder import`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from site_builder.bibliographies import is_bibtex
from site_builder.cli.diagnostic_formats import Sources, as_text
from site_builder.cli.exit_codes import ERRORS_FOUND, SUCCESS, USAGE_ERROR
from site_builder.cli.project_argument import project_in
from site_builder.cli.text_cache import decoded
from site_builder.cli.verbosity import counted_noun, print_if_verbose, print_unless_quiet
from site_builder.diagnostics import Diagnostic, Severity
from site_builder.files.reading import read_files
from site_builder.importing import Fate, Imported, ImportedEntry, Outcome, add_drafts, read_export
from site_builder.model import Files
from site_builder.reading import read_manuscript
from site_builder.source_writing import change_file

# The file for new entries if the review has no BibTeX bibliography
NEW = "references.bib"


def run(chosen: argparse.Namespace) -> int:
    project = project_in(chosen.project)
    files, _ = read_files(project)
    named = read_manuscript(files)[0].settings.bibliography
    bibliographies, target = _bibliographies(project, files, named, chosen.into)
    if not target.endswith(".bib"):
        print(f"site-builder: {target} cannot contain BibTeX entries; choose a .bib file.", file=sys.stderr)
        return USAGE_ERROR
    if not (project / target).parent.is_dir():
        print(f"site-builder: there is no folder “{(project / target).parent}” for {chosen.into}.", file=sys.stderr)
        return USAGE_ERROR
    unreadable = [path for path, text in bibliographies.items() if text is None]
    if unreadable:
        print(f"site-builder: {project / unreadable[0]} is not UTF-8, so nothing was written.", file=sys.stderr)
        return USAGE_ERROR
    exports = {PurePosixPath(path.as_posix()): path.read_bytes() for path in chosen.exports}
    drafts: list[ImportedEntry] = []
    wrong: list[Diagnostic] = []
    for path, data in exports.items():
        found, diagnostics = read_export(data, str(path))
        drafts += found
        wrong += diagnostics
    texts = {path: text for path, text in bibliographies.items() if text is not None}
    imported = add_drafts(texts, target, drafts, chosen.merge)
    _print_faults(wrong, exports)
    for outcome in imported.outcomes:
        print_unless_quiet(chosen, _line(outcome, chosen.merge))
        print_if_verbose(chosen, f"    from {outcome.location}")
        if outcome.differing:
            print_if_verbose(chosen, f"    kept as it was, though the record differs: {', '.join(outcome.differing)}")
    if not chosen.dry_run:
        for name, text in imported.texts.items():
            change_file(project / name, text.encode())
    if target not in named and target in imported.texts:
        with_target = files.with_own({**files.own, PurePosixPath(target): imported.texts[target].encode()})
        if said := _on_what_is_read(target, named, read_manuscript(with_target)[0].settings.bibliography):
            print(f"site-builder: {said} in review.yaml.", file=sys.stderr)
    print_unless_quiet(chosen, _summary(imported, project, chosen.dry_run))
    return ERRORS_FOUND if any(found.severity is Severity.ERROR for found in wrong) else SUCCESS


def _on_what_is_read(target: str, before: Sequence[str], after: Sequence[str]) -> str:
    """What to write so that a build reads all bibliographies; "" if it does. They are those it reads without it."""
    if target not in after:
        return f"to have {target} read by a build, name it under “bibliography:”"
    if lost := [path for path in before if path not in after]:
        return f"to have {' and '.join(lost)} read as well, write “bibliography: [{', '.join((*before, target))}]”"
    return ""


def _bibliographies(
    project: Path, files: Files, named: Sequence[str], into: str | None
) -> tuple[dict[str, str | None], str]:
    """The BibTeX files that a build reads, by path, and the path of the one for new entries.

    The text of a file that is not UTF-8 is None.
    """
    written = [path for path in named if is_bibtex(path)]
    target = Path(os.path.relpath(project / into, project)).as_posix() if into else next(iter(written), NEW)
    texts: dict[str, str | None] = {}
    for path in dict.fromkeys([*written, target]):
        # A build does not look into every folder, but nothing that is there may be replaced.
        there = project / path
        data = files.get(PurePosixPath(path)) or (there.read_bytes() if there.is_file() else None)
        if data is not None:
            texts[path] = decoded(data)
    return texts, target


def _print_faults(wrong: Sequence[Diagnostic], exports: Files) -> None:
    sources = Sources(exports)
    for found in sorted(wrong, key=lambda found: (found.location, found.rule.name_)):
        print(as_text(found, sources.line(found.location)), file=sys.stderr)


def _line(outcome: Outcome, merge: bool) -> str:
    if outcome.fate is Fate.ADDED:
        renamed = f" ({outcome.renamed} in the export)" if outcome.renamed else ""
        return f"added {outcome.key}{renamed}: {counted_noun(len(outcome.missing), 'field')}"
    if outcome.fate is Fate.MERGED:
        return f"merged {counted_noun(len(outcome.missing), 'field')} into {outcome.key}: {', '.join(outcome.missing)}"
    if not outcome.missing:
        return f"already there as {outcome.key}"
    why = "its entry cannot be read completely" if merge else "--merge adds what it lacks"
    return f"already there as {outcome.key}: {why}: {', '.join(outcome.missing)}"


def _summary(imported: Imported, project: Path, is_dry: bool) -> str:
    fates = [outcome.fate for outcome in imported.outcomes]
    numbers = (
        f"{fates.count(Fate.ADDED)} added, {fates.count(Fate.MERGED)} merged, {fates.count(Fate.KNOWN)} already there"
    )
    names = " and ".join(str(project / name) for name in imported.texts)
    if is_dry:
        done = f"{names} would change (dry run)" if names else "nothing would change (dry run)"
    else:
        done = f"{names} changed" if names else "nothing changed"
    return f"{counted_noun(len(fates), 'record')}: {numbers}; {done}."
