"""Notes in a sentence, and marks of notes and these notes, perhaps below their labels, to footnotes.

Notes that nothing refers to are reported and not shown, as are all but the last of those with one name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any, Final

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def, footnote_inline, footnote_ref

from site_builder.diagnostics import Rule
from site_builder.markdown.citing.brackets import closing_bracket
from site_builder.markdown.source_positions import reading_of, row_of
from site_builder.patterns import pattern

NOTE_INDENT: Final = 4
LONGEST_LABEL: Final = 200
DEFINED: Final = pattern(rf" {{0,3}}\[\^([^\]\s]{{1,{LONGEST_LABEL}}})\]:")


def labels_of_notes(lines: Iterable[str]) -> frozenset[str]:
    """The labels under which the lines of a text write notes."""
    return frozenset(found[1] for line in lines if (found := DEFINED.match(line)))


def note_definition_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^label]:`, whose text may begin on the line below without being indented, as in Pandoc."""
    below = start + 1
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    if silent or not line.endswith("]:") or below >= end or state.isEmpty(below):
        return footnote_def(state, start, end, silent)
    indent = state.sCount[below]
    if indent == state.blkIndent and not state.src.startswith("[^", state.bMarks[below] + state.tShift[below]):
        state.sCount[below] += NOTE_INDENT
    found = footnote_def(state, start, end, silent)
    state.sCount[below] = indent
    return found


def notes_apart_rule(state: StateCore) -> None:
    """Put a note that is defined within another before it, as the plugin expects no note in a note."""
    open_notes: list[list[Token]] = [[]]
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            open_notes.append([])
        open_notes[-1].append(token)
        if token.type == "footnote_reference_close":
            open_notes[0] += open_notes.pop()
    state.tokens = open_notes[0]


def unused_footnotes_rule(state: StateCore) -> None:
    references = state.env.get("footnotes", {}).get("refs", {})
    reading = reading_of(state)
    notes = [token for token in state.tokens if token.type == "footnote_reference_open"]
    shown = {token.meta["label"]: token for token in notes}
    only_in_notes = _marked_only_in_notes(state)
    for token in notes:
        label = token.meta["label"]
        if references.get(f":{label}", 0) < 0 or label in only_in_notes:
            message = f"Nothing refers to the footnote “{label}”, so it is not shown."
            hint = f"write [^{label}] where it belongs, or remove it."
        elif shown[label] is not token:
            message = f"The footnote “{label}” is defined again below, so this one is not shown."
            hint = "give one of them another name."
        else:
            continue
        place = reading.place_of(row_of(token), f"[^{label}]:")
        reading.add(Rule.UNUSED_FOOTNOTE, place, message, hint)


def _marked_only_in_notes(state: StateCore) -> set[str]:
    """The labels of notes whose marks all stand in notes to which nothing in the text leads."""
    notes: dict[int, dict[str, Any]] = state.env.get("footnotes", {}).get("list", {})
    marks: dict[str, list[int]] = defaultdict(list)
    label = ""
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
        elif token.type == "footnote_reference_close":
            label = ""
        marks[label] += _marks(token.children or ())
    in_text = set(marks.pop("", []))
    in_notes = Counter(chain.from_iterable(marks.values()))
    waiting = [note for note in notes if note in in_text or in_notes[note] < notes[note].get("count", 1)]
    led_to = set(waiting)
    while waiting:
        note = notes[waiting.pop()]
        further = {*marks[note.get("label", "")], *_marks(note.get("tokens", ()))} - led_to
        led_to |= further
        waiting += further
    return {note["label"] for number, note in notes.items() if number not in led_to and "label" in note}


def _marks(tokens: Iterable[Token]) -> list[int]:
    return [token.meta["id"] for token in tokens if token.type == "footnote_ref"]


def note_rule(state: StateInline, silent: bool) -> bool:
    """`^[A note in its sentence.]`. As in Pandoc, there is none within another, and `^[1](#one)^` is a raised link."""
    start = state.pos
    reading = reading_of(state)
    if not state.src.startswith("^[", start, state.posMax) or not reading.takes_notes:
        return False
    closing = closing_bracket(state, start + 1)
    if closing is None or state.src.startswith(("(", "["), closing + 1):
        return False
    reading.in_note = True
    with reading.nested(start + 2):
        found = footnote_inline(state, silent)
    reading.in_note = False
    return found


def note_reference_rule(state: StateInline, silent: bool) -> bool:
    """`[^label]`, the mark of a note that has to be written somewhere."""
    start = state.pos
    reading = reading_of(state)
    if not state.src.startswith("[^", start, state.posMax) or reading.in_cluster or reading.in_alt:
        return False
    end = state.src.find("]", start, min(state.posMax, start + LONGEST_LABEL))
    if end < 0:
        return False
    label = state.src[start + 2 : end]
    # A title is read before the text that has its notes.
    if footnote_ref(state, silent, always_match=label in reading.noted_in_text):
        return True
    if not silent and label and not any(character in " \n[" for character in label):
        hint = f"write it in a paragraph of its own: [^{label}]: The note."
        reading.report(Rule.UNKNOWN_FOOTNOTE, start, f"There is no footnote “{label}”.", hint)
        state.push("text", "", 0).content = state.src[start : end + 1]
        state.pos = end + 1
        return True
    return False


def push_note(state: StateInline, start: int, end: int) -> None:
    """Push a span in the margin as a note that is marked here."""
    reading = reading_of(state)
    content = state.src[start + 1 : end]
    notes = state.env.setdefault("footnotes", {}).setdefault("list", {})
    state.pending = state.pending.rstrip(" ")
    mark = state.push("footnote_ref", "", 0)
    mark.meta = {"id": len(notes)}
    inside: list[Token] = []
    notes[len(notes)] = {"content": content, "tokens": inside}
    reading.in_note = True
    with reading.nested(start + 1):
        state.md.inline.parse(content, state.md, state.env, inside)
    reading.in_note = False
