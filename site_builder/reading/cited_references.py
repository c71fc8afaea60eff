"""A review's texts and notes to the works of a library that they cite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, Protocol

from site_builder.bibtex import CitedKeys
from site_builder.known_keys import KnownKeys
from site_builder.model import Citation, CitationItem, CrossReference, Document, Hole, Html, Reference
from site_builder.resolve import EVERY_KEY, keys_like
from site_builder.slugs import slug
from site_builder.study_notes import StudyNote


class ShownReferences(NamedTuple):
    """The references of a review.

    If a key matches none of them, `uncited` are all others, as it may mean one of those.
    """

    references: tuple[Reference, ...]
    uncited: tuple[Reference, ...] = ()


class ReadWorks(Protocol):
    """Reads the works of a bibliography, all or those cited. It reports problems unless told not to."""

    def __call__(self, *, cited: CitedKeys = None, tells: bool = True) -> tuple[Reference, ...]: ...


def cited_references(
    texts: Sequence[Document],
    notes: Sequence[tuple[str, StudyNote]],
    tags: Mapping[str, str],
    read: ReadWorks,
    listed: Sequence[CitationItem],
) -> ShownReferences:
    """The works that are cited, `listed` or have a note.

    All works if there are none of these, or if a `nocite` lists all.

    `notes` come with the names of their files. `tags` map what citations say to the keys or identifiers meant.
    """
    keys = {item.key for text in texts for item in (*cited_items(text), *text.nocite)}
    keys |= {item.key for item in listed}
    keys |= {name for name, _ in notes} | set(chain.from_iterable(_named(note) for _, note in notes))
    wanted = frozenset(keys.union(*map(_labels, texts)))
    if not wanted or EVERY_KEY in keys:
        return ShownReferences(read())
    found = read(cited=wanted)
    cited = tuple(reference for reference in found if reference.key in wanted)
    if not (keys or cited):
        # All labels are those of figures and the like.
        return ShownReferences(read())
    if keys <= {reference.key for reference in found}:
        return ShownReferences(cited)
    everything = read(tells=False)
    known = KnownKeys(everything, tuple(tags.items()))
    of_notes = {slug(name) for name, _ in notes}
    meant = wanted | {known.meant(key) for key in keys}

    def is_shown(reference: Reference) -> bool:
        return reference.key in meant or (bool(of_notes) and slug(reference.key) in of_notes)

    shown = tuple(filter(is_shown, everything))
    return ShownReferences(shown, tuple(reference for reference in everything if not is_shown(reference)))


def cited_items(document: Document) -> Iterator[CitationItem]:
    """Every item that a document cites in its title, its text and its footnotes."""
    return (item for hole in parts_in(document) if isinstance(hole, Citation) for item in hole.items)


def _labels(document: Document) -> Iterator[str]:
    """Labels of cross-references that may be keys of works, if nothing in the texts has that label."""
    return (key for hole in parts_in(document) if isinstance(hole, CrossReference) for key in keys_like(hole.label))


def parts_in(document: Document) -> Iterator[Html | Hole]:
    return chain(document.title, document.body, *document.notes)


def _named(note: StudyNote) -> Iterator[str]:
    """The works that a note names. A notice may name one by an address, which matches no key."""
    yield from (report.text for report in note.reports)
    yield from (named for notice in note.notices for named in (notice.key, notice.by) if named)
