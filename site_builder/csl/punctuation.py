"""Runs of text to runs whose punctuation agrees where they meet.

Affixes and delimiters are written without knowledge of their neighbours, so
the same place may collect “.” twice, or “?” and “.”. What survives is the
table that the CSL project's processor tests state (`punctuation_FullMonty…`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

_SPACES = frozenset(" \u00a0")
_MARKS = frozenset(".,:;!?")
_COLLIDES = _SPACES | _MARKS
_SECOND_GOES = frozenset(["::", ";:", "!:", "?:", ":.", "..", ";.", "!.", "?.", ";;", "!!", "??", ",,"])
_FIRST_GOES = frozenset([":!", ";!", ":?", ";?"])
_MOVES_INTO_QUOTES = frozenset(".,!?")


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """What opens before a run and closes after it: a tag, a pair of quotation marks, or the work it belongs to.

    `opening` and `closing` are markup, `left` and `right` the quotation marks as text.
    """

    opening: str = ""
    closing: str = ""
    left: str = ""
    right: str = ""
    item: int | None = None


class Meeting(Enum):
    """How much of the punctuation is mended where two runs meet.

    What a single element shows in a format of its own keeps its distance, as
    it does in citeproc-js: “*Chaos or community?*. Boston”.
    """

    FREELY = "all that collides"
    ALIKE = "the same mark twice"
    NOT = "nothing but double spaces"
    JOINED = "nothing: it is one text"


@dataclass(slots=True)
class Run:
    """Text under the same marks, outermost first. `meets` says how it meets the run before it.

    `typed` is what plain text shows instead, "" for the text itself.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    meets: Meeting = Meeting.FREELY
    typed: str = ""


def _quotes_left(left: Run, right: Run) -> int:
    """How many marks are around the text in the innermost quotation that ends between two runs; 0 where none does."""
    ends = (place for place, mark in enumerate(left.marks, 1) if mark.right and mark not in right.marks)
    return max(ends, default=0)


def _meet(left: Run, right: Run, punctuation_in_quote: bool) -> Run | None:
    """Mend the one place where two runs meet, by shortening or lengthening either.

    A mark that goes into a quotation which ends in a format of its own, “CO<sub>2</sub>.”, is a run between them.
    """
    first, second = left.text[-1], right.text[0]
    if second == first and first in _SPACES:
        left.text = left.text.rstrip(first) + first
        right.text = right.text.lstrip(first)
        return None
    if second not in _MARKS:
        return None
    asks = first + second in ("?.", "!.")
    if right.meets is Meeting.NOT and not asks:
        return None
    if right.meets is Meeting.ALIKE and not asks:
        if first == second:
            right.text = right.text[1:]
        return None
    quotes = _quotes_left(left, right)
    pair = first + second
    if quotes and punctuation_in_quote and second in _MOVES_INTO_QUOTES:
        right.text = right.text[1:]
        if pair in _FIRST_GOES:
            left.text = left.text[:-1]
        if pair not in _SECOND_GOES:
            if quotes < len(left.marks):
                return Run(second, left.marks[:quotes])
            left.text += second
    elif pair in _SECOND_GOES:
        right.text = right.text[1:]
    elif pair in _FIRST_GOES:
        left.text = left.text[:-1]
    return None


def _block_left(left: Run, right: Run) -> int:
    """One more than the place of the display block that the left run closes, 0 where it closes none."""
    closed = (place for place, mark in enumerate(left.marks, 1) if mark.closing == "</div>" and mark not in right.marks)
    return next(closed, 0)


def mend_punctuation(runs: list[Run], punctuation_in_quote: bool) -> list[Run]:
    """The runs with doubled spaces and colliding punctuation mended; those left without text go.

    Punctuation that follows a display block stands within it.
    """
    kept: list[Run] = []
    for run in runs:
        if kept and run.text and run.text[0] in _MARKS and (block := _block_left(kept[-1], run)):
            run.marks = kept[-1].marks[:block]
        while run.text and run.meets is not Meeting.JOINED and kept:
            if kept[-1].text:
                if run.text[0] not in _COLLIDES:
                    break
                before = (kept[-1].text, run.text)
                if moved := _meet(kept[-1], run, punctuation_in_quote):
                    kept.append(moved)
                    continue
                if (kept[-1].text, run.text) == before or not run.text:
                    break
            if not kept[-1].text:
                kept.pop()
        if run.text:
            kept.append(run)
    return kept
