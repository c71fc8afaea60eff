"""Runs of text to runs whose punctuation agrees where they meet.

Affixes and delimiters are written without knowledge of their neighbours, so the same place may collect “.” twice, or
“?” and “.”. Which of them survives follows the table in the CSL project's processor tests (`punctuation_FullMonty…`).
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
_SPACED = frozenset([" ,", " ."])


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """What opens before a run and closes after it: a tag, a pair of quotation marks, or the link to its work.

    `opening` and `closing` are markup, `left` and `right` the quotation marks as text.
    """

    opening: str = ""
    closing: str = ""
    left: str = ""
    right: str = ""
    item: int | None = None


class Meeting(Enum):
    """How much punctuation is mended where two runs meet.

    As in citeproc-js, a single element with a format of its own keeps its punctuation: “*Chaos or community?*. Boston”.
    """

    FREELY = "all that collides"
    ALIKE = "the same mark twice"
    NOT = "nothing but double spaces"
    JOINED = "nothing: it is one text"


@dataclass(slots=True)
class Run:
    """A piece of text under the same marks, outermost first. `meets` says how it meets the run before it.

    `typed` is what plain text shows in its place, "" for the text itself.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    meets: Meeting = Meeting.FREELY
    typed: str = ""


def _quotes_left(left: Run, right: Run) -> int:
    """How many marks enclose the text of the innermost quotation that ends between two runs; 0 if none ends."""
    if not left.marks:
        return 0
    ends = (place for place, mark in enumerate(left.marks, 1) if mark.right and mark not in right.marks)
    return max(ends, default=0)


def _meet(left: Run, right: Run, punctuation_in_quote: bool) -> Run | None:
    """Mend the place where two runs meet, by shortening or lengthening either.

    Returns a run to put between them if a mark moves into a quotation that ends in a format of its own:
    “CO<sub>2</sub>.”
    """
    first, second = left.text[-1], right.text[0]
    if second == first and first in _SPACES:
        left.text = left.text.rstrip(first) + first
        right.text = right.text.lstrip(first)
        return None
    if second not in _MARKS:
        return None
    pair = first + second
    # A space of one affix before the mark of another: “1968. , in:” becomes “1968., in:”, as in pandoc.
    if pair in _SPACED and right.text[1:2] == " " and left.text[-2:-1] not in (second, " "):
        left.text = left.text[:-1]
        return None
    asks = pair in ("?.", "!.")
    if right.meets is Meeting.NOT and not asks:
        return None
    if right.meets is Meeting.ALIKE and not asks:
        if first == second:
            right.text = right.text[1:]
        return None
    quotes = _quotes_left(left, right)
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
    """One more than the index of the display block that ends with the left run; 0 if none does."""
    closed = (place for place, mark in enumerate(left.marks, 1) if mark.closing == "</div>" and mark not in right.marks)
    return next(closed, 0)


def mend_punctuation(runs: list[Run], punctuation_in_quote: bool) -> list[Run]:
    """The runs with doubled spaces and colliding punctuation mended, without those that become empty.

    Punctuation after a display block moves into it.
    """
    kept: list[Run] = []
    for run in runs:
        if kept and kept[-1].marks and run.text and run.text[0] in _MARKS and (block := _block_left(kept[-1], run)):
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
