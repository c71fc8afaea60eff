"""The inside of a citation's brackets, as inline tokens, to its items and to what is wrong with them.

Semicolons separate the items. In each, the text before the key is its prefix and the text after it its suffix, both
with inline markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from site_builder.characters import WIDE_SEPARATORS
from site_builder.diagnostics import Location, Rule, Severity
from site_builder.markdown.citing.crossrefs import cross_reference
from site_builder.markdown.citing.keys import Key, key_at
from site_builder.markdown.citing.locators import LABEL_OF, Atom, Labels, atoms_of, split_locator
from site_builder.markdown.citing.pieces import citing_brackets, pieces_of, quoted_semicolons
from site_builder.markdown.source_positions import Reading, reading_of
from site_builder.model import CitationItem
from site_builder.patterns import pattern

# A digit distinguishes a key from a word: `[smith2020; hall17, p. 3]`.
UNMARKED: Final = pattern(r"(?:\[|;\s{0,3})(?=[^\W\d_])(?=\w{0,80}\d)([\w:.-]{3,80})(?=[];,\s])")
# A key right behind a letter, as in scripts without spaces, where a word may also follow its letters: `图@fig-map与表`
GLUED: Final = pattern(r"@(?a:\w(?:\w|[:.#$%&+?<>~/-](?=\w))*)")
LONGEST_LIST: Final = 500
# What stands between two keys in place of a semicolon
SEPARATORS: Final = frozenset(f",{WIDE_SEPARATORS}")


class Flaw(Enum):
    """Why the brackets hold no proper citation."""

    KEY_MISSING = "A part of this citation has no key."
    WORDS_APART = "A semicolon separates these words from their work, so the brackets are read as text."
    TWICE = "This citation has two pairs of brackets, so one of them is shown."
    KEY_INSIDE = "There is no semicolon between these two keys."


HINTS: Final = {
    Flaw.KEY_MISSING: "give every part between semicolons a key, or join it to its work with a comma: [@key, p. 3].",
    Flaw.WORDS_APART: "join them to the work: [see @key], [GLM, @key].",
    Flaw.TWICE: "write [@key], with one pair of brackets and no other words.",
    Flaw.KEY_INSIDE: "separate the works with a semicolon: [@one; @two].",
}


@dataclass(slots=True)
class Segment:
    """The part between two semicolons."""

    key: Key | None = None
    place: Location | None = None
    before: list[Atom] = field(default_factory=list)
    after: list[Atom] = field(default_factory=list)

    def add(self, atoms: Sequence[Atom]) -> None:
        (self.before if self.key is None else self.after).extend(atoms)


@dataclass(slots=True)
class Cluster:
    """The segments in the brackets. `inner_keys` counts the keys not set apart by a semicolon, or within marks."""

    segments: list[Segment] = field(default_factory=lambda: [Segment()])
    inner_keys: int = 0
    is_keyless: bool = False

    @property
    def flaw(self) -> Flaw | None:
        if self.is_keyless:
            return Flaw.WORDS_APART if self._begins_with_words() else Flaw.KEY_MISSING
        return Flaw.KEY_INSIDE if self.inner_keys else None

    def _begins_with_words(self) -> bool:
        """Whether nothing is lost: only words are before the first semicolon, and every other item has a key."""
        first, *others = self.segments
        words = "".join(atom.plain for atom in first.before)
        return first.key is None and words[:1].isalpha() and bool(others) and all(one.key for one in others)

    @property
    def current(self) -> Segment:
        return self.segments[-1]

    def add_key(self, token: Token, labels: Labels) -> None:
        key, place = token.meta["key"], token.meta["place"]
        if self.current.key is None:
            self.current.key, self.current.place = key, place
            return
        # Mostly this is a comma, or a wide semicolon, in place of a semicolon. Two items are better than a lost work.
        own, carried = _split_between_keys(self.current.after, labels)
        self.current.after = own
        self.segments.append(Segment(key, place, carried))

    def join_keyless(self) -> None:
        """Join what is after the last semicolon of an inner citation to the work before it."""
        if self.current.key is None and len(self.segments) > 1:
            last = self.segments.pop()
            self.current.add([*atoms_of(";"), *last.before])


def read_cluster(tokens: Sequence[Token], labels: Labels = LABEL_OF) -> Cluster:
    """The tokens in the brackets as segments. The works of a citation within them are items, too."""
    cluster = Cluster()
    pieces, cluster.inner_keys = pieces_of(tokens)
    citing = citing_brackets(pieces)
    in_quotations = quoted_semicolons(pieces)
    inner: list[bool] = []
    has_own_key = False
    for at, piece in enumerate(pieces):
        if isinstance(piece, Token):
            cluster.inner_keys += not inner and has_own_key
            has_own_key = has_own_key or not inner
            cluster.add_key(piece, labels)
        elif at in in_quotations:
            cluster.current.add(atoms_of(";"))
        elif piece == "[":
            inner.append(at in citing)
            cluster.current.add([] if inner[-1] else atoms_of("["))
        elif piece == "]" and inner and inner.pop():
            cluster.join_keyless()
        elif piece == ";" and not inner:
            cluster.is_keyless = cluster.is_keyless or not has_own_key
            has_own_key = False
            cluster.segments.append(Segment())
        elif piece == ";" and inner[-1] and cluster.current.key:
            cluster.segments.append(Segment())
        else:
            cluster.current.add(atoms_of(piece) if isinstance(piece, str) else piece)
    cluster.is_keyless = cluster.is_keyless or not has_own_key
    return cluster


def _split_between_keys(after: Sequence[Atom], labels: Labels) -> tuple[list[Atom], list[Atom]]:
    """The text between two keys, split into the locator of the first and the words before the second."""
    if after and after[0].plain in SEPARATORS:
        after = [Atom(",", ","), *after[1:]]
    split = split_locator(trimmed_end(after), labels)
    rest = trimmed(split.suffix if split.locator else after)
    own = list(after[: len(trimmed_end(after)) - len(split.suffix)]) if split.locator else []
    return own, trimmed(rest[1:]) if rest and rest[0].plain in SEPARATORS else rest


def item_of(segment: Segment, key: Key, place: Location, labels: Labels) -> CitationItem:
    after = segment.after
    if after and after[0].plain == " ":
        rest = trimmed(after)
        after = [after[0], *rest] if rest else []
    label, locator, suffix = split_locator(trimmed_end(after), labels)
    return CitationItem(
        key=key.key,
        prefix=_rich(trimmed(segment.before)),
        suffix=_rich(suffix),
        locator=locator,
        label=label if locator else "page",
        suppress_author=key.suppress_author,
        location=place,
    )


def trimmed(atoms: Sequence[Atom]) -> list[Atom]:
    start = 0
    while start < len(atoms) and atoms[start].plain == " ":
        start += 1
    return trimmed_end(atoms[start:])


def trimmed_end(atoms: Sequence[Atom]) -> list[Atom]:
    end = len(atoms)
    while end and atoms[end - 1].plain == " ":
        end -= 1
    return list(atoms[:end])


def _rich(atoms: Sequence[Atom]) -> str:
    return "".join(atom.rich for atom in atoms)


def report_unclosed(state: StateInline, start: int) -> None:
    key = key_at(state.src, start + 1, state.posMax)
    if key and not cross_reference(key, Location("")):
        message = "The bracket of a citation opens here, but is never closed."
        reading_of(state).report(Rule.MALFORMED_CITATION, start, message, "add “]” after the citation.")


def report_flaw(reading: Reading, offset: int, flaw: Flaw) -> None:
    # With the other flaws nothing is lost: two keys are both read, and a key beside words cites by itself.
    weight = None if flaw is Flaw.KEY_MISSING else Severity.WARNING
    reading.report(Rule.MALFORMED_CITATION, offset, flaw.value, HINTS[flaw], weight)


def report_keyless(state: StateInline, start: int, end: int) -> None:
    """Report brackets without a key, `[@]` and `[-@; …]`, and note `[smith2020]`, which may be meant as a citation."""
    reading_of(state).unmarked += [
        CitationItem(found[1], location=reading_of(state).place(found.start(1)))
        for found in UNMARKED.finditer(state.src, start, min(end + 1, start + LONGEST_LIST))
    ]
    inside = state.src[start + 1 : min(end, start + 4)].lstrip("-")
    if inside[:1] == "@" and (len(inside) == 1 or inside[1] in ";, "):
        message = "A citation begins here, but “@” is not followed by a key."
        reading_of(state).report(Rule.MALFORMED_CITATION, start, message, "write the key after it: [@key].")


def note_glued(state: StateInline, start: int) -> None:
    """Note `word@smith2020`, which may be meant as a citation, though in most texts it is an address."""
    if found := GLUED.match(state.src, start, state.posMax):
        reading_of(state).unmarked.append(CitationItem(found[0], location=reading_of(state).place(start)))
