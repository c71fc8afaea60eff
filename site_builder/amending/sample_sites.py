"""A review and one of its works to a small review that shows of this work what the whole one does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from site_builder.csl import NumberedDisambiguation
from site_builder.drafts import Excerpt
from site_builder.model import Files
from site_builder.patterns import pattern
from site_builder.project_paths import CONTENT, DATA, KEYWORDS, NOTES

SECTION: Final = PurePosixPath(CONTENT, "of-one-work-alone.md")
# The other files in these folders are there for texts to show.
LEFT_OUT: Final = (CONTENT, DATA)
LABELS: Final = ("", "chap. ", "sec. ", "vol. ", "fig. ", "no. ", "para. ", "v. ")
SIMPLE_KEY: Final = pattern(r"[\w:.+/-]*\w")


class SiteWork(NamedTuple):
    """What a review says of a work: the addresses of its study's page and note, its name, and whether it is cited.

    `mentions` is the number of mentions of its study. `shares_authors` is set if an author of the study has a page, and
    so has other studies. `apart` tells its citations from all others; `signs` are what a duplicate of it would share.
    """

    address: str
    note: str
    citation: str
    is_cited: bool
    mentions: int
    shares_authors: bool
    apart: NumberedDisambiguation
    signs: tuple[str, str]


class SiteWorks(NamedTuple):
    """The works of a review by key, in the order of its bibliography, and the bibliographies' paths."""

    bibliographies: tuple[str, ...]
    found: Mapping[str, SiteWork]

    def of_study(self, key: str) -> tuple[str, ...]:
        """The keys of all reports of the study that a work reports."""
        return tuple(other for other, work in self.found.items() if work.address == self.found[key].address)

    def around(self, key: str, note: str) -> tuple[str, ...]:
        """The keys of a study's reports, of their neighbours in the bibliography, and of works that its note names."""
        keys = list(self.found)
        of_study = {*self.of_study(key)}
        beside = {at + by for at, other in enumerate(keys) if other in of_study for by in (-1, 0, 1)}
        pages = {self.found[other].address for at, other in enumerate(keys) if at in beside or other in note}
        return tuple(other for other, work in self.found.items() if work.address in pages)


def excerpt(works: SiteWorks, key: str, around: Iterable[str]) -> Excerpt:
    return Excerpt({other: works.found[other].apart for other in around}, works.found[key].shares_authors)


def sample(own: Files, works: SiteWorks, key: str, around: Iterable[str], entries: str) -> Files:
    """A project of only these entries, which cites the study of a key as often as the whole one does."""
    work = works.found[key]
    kept = {PurePosixPath(CONTENT, KEYWORDS), PurePosixPath(work.note)}
    files = {path: data for path, data in own.items() if path in kept or path.parts[0] not in LEFT_OUT}
    files |= {PurePosixPath(path): b"" for path in works.bibliographies}
    files[PurePosixPath(works.bibliographies[0])] = entries.encode()
    return files | {path: text.encode() for path, text in _texts(works, key, around)}


def citing_in_all_forms(files: Files, works: SiteWorks, key: str) -> Files:
    """A sample that cites each report of a study on its own: first and later, as a whole and in part.

    A style may print more of a work there than where others are cited beside it.
    """
    cited = [other for other in works.of_study(key) if works.found[other].is_cited]
    return {**files, SECTION: f"# A\n\n{' '.join(_forms(cited))}".encode()}


def _forms(cited: Iterable[str]) -> Iterator[str]:
    for key in cited:
        parts = [f"[@{{{key}}}, {label}{number}]." for label in LABELS for number in (3, 3, 4)]
        yield from (f"A [@{{{key}}}].", *parts, f"@{{{key}}}. @{{{key}}} [3]. [-@{{{key}}}]. [-@{{{key}}}, 3].")


def _texts(works: SiteWorks, key: str, around: Iterable[str]) -> Iterator[tuple[PurePosixPath, str]]:
    """A section and a note on another study that cite the study and those around it, so that their pages show it."""
    of_study = works.of_study(key)
    cited = [other for other in of_study if works.found[other].is_cited]
    mentions = [*cited, *cited[:1] * (works.found[key].mentions - len(cited))]
    others = [other for other in around if other not in of_study] if cited else []
    if others and len(mentions) > 1:
        yield PurePosixPath(works.found[others[0]].note or f"{CONTENT}/{NOTES}/{others[0]}.md"), _citing(mentions.pop())
    yield SECTION, f"# A\n\n{_citing(*others, *mentions)}"


def _citing(*keys: str) -> str:
    return " ".join(f"A [@{{{key}}}]." for key in keys)
