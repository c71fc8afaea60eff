"""Citations in order to the position of each cite.

CSL 1.0.2, `position` under “Choose”: a cite is the first of its work or a subsequent one, and ibid if the cite just
before is of the same work.
"""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.csl.context import Cite
from site_builder.model import Citation, CitationItem


def _ibid(previous: CitationItem, current: CitationItem) -> str:
    same = (previous.locator, previous.label) == (current.locator, current.label)
    if not previous.locator:
        return "ibid-with-locator" if current.locator else "ibid"
    if not current.locator:
        return "subsequent"
    return "ibid" if same else "ibid-with-locator"


def _adjoins(before: Citation, current: Citation, alone: bool) -> bool:
    """Whether no citation comes between two: they share a note, or the first is `alone` in the note before."""
    if not before.note or not current.note or before.note == current.note:
        return True
    return alone and current.note - before.note == 1


def cites_in_position(citations: Sequence[Citation], near_note_distance: int) -> list[list[Cite]]:
    """A `Cite` for each item of each citation.

    Each document starts anew: a reader of one page cannot see the others, to which “ibid.” or a short form would refer.
    """
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    placed: list[list[Cite]] = []
    before: Citation | None = None
    alone = True
    for citation in citations:
        if before is not None and citation.location.path != before.location.path:
            first_notes.clear()
            before = None
        cites: list[Cite] = []
        for index, item in enumerate(citation.items):
            cite = Cite(item.locator, item.label, suppress_author=item.suppress_author)
            if item.key in first_notes:
                previous: CitationItem | None = None
                if index:
                    previous = citation.items[index - 1]
                elif before is not None and len(before.items) == 1:
                    previous = before.items[0] if _adjoins(before, citation, alone) else None
                ibid = previous is not None and previous.key == item.key
                cite.position = _ibid(previous, item) if previous is not None and ibid else "subsequent"
                cite.first_note = first_notes[item.key]
                cite.near_note = citation.note - last_notes[item.key] <= near_note_distance
            first_notes.setdefault(item.key, citation.note)
            last_notes[item.key] = citation.note
            cites.append(cite)
        placed.append(cites)
        alone = before is None or not citation.note or before.note != citation.note
        before = citation
    return placed
