"""Two versions of a bibliography to the files of a site that show the few entries in which they differ.

Two small sites are built of one entry, before and after the edit: the whole site changes in what these differ in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from site_builder.amending.appearances import works_of
from site_builder.amending.differences import amended_files
from site_builder.amending.sample_sites import SIMPLE_KEY, SiteWorks, citing_in_all_forms, excerpt, sample
from site_builder.bibliographies import stray_records
from site_builder.bibtex import defines_commands, read_bibliography
from site_builder.bibtex.bibliography_diff import BibliographySource, changed_entries, read_bibliography_source
from site_builder.build import Builder
from site_builder.csv_tables import TABLES
from site_builder.identifiers import identifiers_of, may_be_cited_in
from site_builder.model import Files, Reference
from site_builder.render import Compiled
from site_builder.resolve import doi_and_title
from site_builder.scanned_paths import overlaid

# A sample with more citations of a work would take as long as the whole site.
MOST_MENTIONS: Final = 10_000
# Each entry takes a search through all pages.
MOST_ENTRIES: Final = 3


class Project(NamedTuple):
    """The sources of a site: the project's own files, which `with_bundled` puts over the bundled ones.

    For the rest see `Builder`.
    """

    own: Files
    with_bundled: Callable[[Files], Files]
    base_url: str | None = None
    compiled: Compiled | None = None


class EntryEdit(NamedTuple):
    """A bibliography before and after an edit."""

    path: str
    before: str
    after: str


class AmendedFiles(NamedTuple):
    """The files of a site that an edit changes, and the site's works after it."""

    files: dict[PurePosixPath, bytes]
    works: SiteWorks


class _Entry(NamedTuple):
    """An entry after the edit. `bibliographies` hold it and the works around it, before and after the edit."""

    reference: Reference
    around: tuple[str, ...]
    bibliographies: tuple[str, str]


def amend_entries(site: Files, project: Project, works: SiteWorks, edit: EntryEdit) -> AmendedFiles | None:
    """The changes that edits of entries make to a built site; None if they cannot be told this way.

    A change of names, dates, keywords or the key affects lists, addresses and citations everywhere. In some styles,
    other fields do as well; then the work is cited differently or moves to another place.
    """
    before, after = read_bibliography_source(edit.before), read_bibliography_source(edit.after)
    if edit.path not in works.bibliographies or before is None or after is None:
        return None
    changed = changed_entries(before, after)
    if changed is None or len(changed) > MOST_ENTRIES:
        return None
    if read_bibliography(after.between, edit.path)[1] or stray_records(edit.after, edit.path):
        return None
    revised = AmendedFiles({}, works)
    for key in changed:
        now = before._replace(entries={**before.entries, key: after.entries[key]})
        found = _amended_by_entry(key, overlaid(site, revised.files), project, revised.works, (before, now), edit.path)
        if found is None:
            return None
        before, revised = now, AmendedFiles({**revised.files, **found.files}, found.works)
    return revised


def _amended_by_entry(
    key: str,
    site: Files,
    project: Project,
    works: SiteWorks,
    versions: tuple[BibliographySource, BibliographySource],
    path: str,
) -> AmendedFiles | None:
    """The changes that an edit of one entry makes."""
    entry = _read_entry(key, versions, path, works, project.own)
    sites = _samples(project, works, entry) if entry else None
    files = amended_files(site, works.found[key].address, *sites) if sites else None
    if entry is None or files is None:
        return None
    now = {**works.found, key: works.found[key]._replace(signs=doi_and_title(entry.reference))}
    return AmendedFiles(files, works._replace(found=now))


def _read_entry(
    key: str, versions: tuple[BibliographySource, BibliographySource], path: str, works: SiteWorks, own: Files
) -> _Entry | None:
    """The edited entry; None if more changes than what it says of the work itself."""
    if any(_may_concern(other, key, own) for other in works.bibliographies if other != path):
        return None
    if key not in works.found or not SIMPLE_KEY.fullmatch(key) or versions[1].names(key):
        return None
    if works.found[key].mentions > MOST_MENTIONS:
        return None
    note = own.get(PurePosixPath(works.found[key].note), b"")
    around = works.around(key, note.decode(errors="replace"))
    written = versions[0].alone(*around), versions[1].alone(*around)
    read = [read_bibliography(text, path) for text in written]
    if any(problems or {each.key for each in references} != {*around} for references, problems in read):
        return None
    was, now = (next(each for each in references if each.key == key) for references, _ in read)
    is_same_work = replace(now, texts=was.texts, unmapped_fields=was.unmapped_fields, source=was.source) == was
    if not is_same_work or _may_become_duplicate(was, now, works, own):
        return None
    return _Entry(now, around, written)


def _may_concern(path: str, key: str, own: Files) -> bool:
    """Whether an entry of another bibliography may inherit from this one, or this one use the other's commands.

    The case of a key does not matter.
    """
    text = own.get(PurePosixPath(path), b"").decode(errors="replace")
    return key.casefold() in text.casefold() or defines_commands(text)


def _may_become_duplicate(was: Reference, now: Reference, works: SiteWorks, own: Files) -> bool:
    """Whether the edit may make a work a duplicate of another, or change whether texts find it by an identifier."""
    former, identified = {*identifiers_of(was)}, {*identifiers_of(now)}
    texts = (path for path in own if str(path) not in works.bibliographies) if identified - former else ()
    signs = doi_and_title(now)
    alike = (
        any(sign and sign == other for sign, other in zip(signs, work.signs, strict=True))
        for key, work in works.found.items()
        if key != now.key
    )
    is_cited_so = (may_be_cited_in(own[path], path.suffix in TABLES) for path in texts)
    return bool(former - identified) or any(alike) or any(is_cited_so)


def _samples(project: Project, works: SiteWorks, entry: _Entry) -> tuple[Files, Files] | None:
    """The small sites before and after the edit; None if the work is then cited or sorted differently."""
    builder = Builder(compiled=project.compiled)
    of_all = excerpt(works, entry.reference.key, entry.around)
    told, sites, cited = [], [], []
    for bibliography in entry.bibliographies:
        files = sample(project.own, works, entry.reference.key, entry.around, bibliography)
        draft = builder.draft(project.with_bundled(files), project.base_url, excerpt=of_all)
        made = draft.finish()
        forms = citing_in_all_forms(files, works, entry.reference.key)
        in_all_forms = builder.draft(project.with_bundled(forms), project.base_url, excerpt=of_all)
        if draft.basis is None or in_all_forms.basis is None:
            return None
        found = works_of(draft.basis).found
        if any(found[key].citation != works.found[key].citation for key in entry.around):
            return None
        told.append((list(found), [(each.rule, each.message, each.hint) for each in made.diagnostics]))
        sites.append(made.site)
        cited.append(in_all_forms.basis.formatted.citations)
    before, after = sites
    is_alike = told[0] == told[1] and cited[0] == cited[1] and before.keys() == after.keys()
    return (before, after) if is_alike else None
