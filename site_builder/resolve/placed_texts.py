"""Documents to texts in order, each with what it says of works; only texts affected by a change are made anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from site_builder.diagnostics import Diagnostic
from site_builder.frozen import frozen
from site_builder.model import MOST_CITED, Citation, Html
from site_builder.resolve.destinations import Destinations, Place
from site_builder.resolve.holes import PlacedCitation, PlacedSentence, Text
from site_builder.resolve.note_marks import NoteMarks
from site_builder.resolve.review import Mention
from site_builder.resolve.texts import Placing

LONGEST_QUOTED: Final = 2_000
ELLIPSIS: Final = "…"


@frozen
class PlacedText:
    """A text with the citations that a style has to format, and a diagnostic for every name that leads nowhere.

    `mentions` are the sentences about each work, by key.
    """

    place: Place
    text: Text
    citations: tuple[Citation, ...]
    diagnostics: tuple[Diagnostic, ...]
    mentions: tuple[tuple[str, Mention], ...]


class TextsMemo:
    """The texts of the last review. A text is reused if its document, its place and all destinations are the same."""

    def __init__(self) -> None:
        self._destinations: Destinations | None = None
        self._marks = NoteMarks.NONE
        self._placed: dict[str, PlacedText] = {}

    def place(self, places: Iterable[Place], destinations: Destinations, marks: NoteMarks) -> tuple[PlacedText, ...]:
        """The texts in order."""
        among = self._destinations
        is_among = among is not None and among.ways == destinations.ways and self._marks is marks
        has_same_hints = among is not None and among.known == destinations.known
        known = self._placed if is_among else {}
        placed: list[PlacedText] = []
        for place in places:
            text = known.get(place.address)
            if text is None or not _is_of(text, place) or (text.diagnostics and not has_same_hints):
                text = _placed(place, destinations, marks)
            placed.append(text)
        self._destinations, self._marks = destinations, marks
        self._placed = {text.place.address: text for text in placed}
        return tuple(placed)


def _is_of(text: PlacedText, place: Place) -> bool:
    before, now = text.place.chapter, place.chapter
    return before.document is now.document and (before.description, before.part) == (now.description, now.part)


def _placed(place: Place, destinations: Destinations, marks: NoteMarks) -> PlacedText:
    placing = Placing(place, destinations, marks)
    text = placing.text()
    mentions = (
        (item.key, Mention(text.address, citation.first + at, quoted))
        for sentence in text.sentences
        for quoted in (_quoted(sentence),)
        for citation in sentence.content
        if isinstance(citation, PlacedCitation)
        for at, item in enumerate(citation.citation.items)
    )
    return PlacedText(place, text, tuple(placing.citing.citations), tuple(placing.diagnostics), tuple(mentions))


def _quoted(sentence: PlacedSentence) -> PlacedSentence:
    """What the pages of works quote of a sentence: without its citations if there are very many."""
    cited = [part for part in sentence.content if isinstance(part, PlacedCitation)]
    if sum(len(citation.citation.items) for citation in cited) <= MOST_CITED:
        return sentence
    rest = "".join(part if isinstance(part, Html) else ELLIPSIS for part in sentence.content)
    return replace(sentence, content=(Html(rest if len(rest) <= LONGEST_QUOTED else ELLIPSIS),))
