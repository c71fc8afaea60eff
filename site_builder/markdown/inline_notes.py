"""Inline rules of footnotes: notes in a sentence, marks of those that stand elsewhere, and spans in the margin."""

from __future__ import annotations

from typing import Final

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_inline, footnote_ref

from site_builder.diagnostics import Rule
from site_builder.markdown.citing.brackets import closing_bracket
from site_builder.markdown.places import reading_of

LONGEST_LABEL: Final = 200


def note_rule(state: StateInline, silent: bool) -> bool:
    """`^[A note where it is referred to.]`; as in Pandoc, none within another, and no raised link: `^[1](#one)^`."""
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
    """`[^label]`, which must be written somewhere."""
    start = state.pos
    reading = reading_of(state)
    if not state.src.startswith("[^", start, state.posMax) or reading.in_cluster or reading.in_alt:
        return False
    end = state.src.find("]", start, min(state.posMax, start + LONGEST_LABEL))
    if end < 0:
        return False
    if footnote_ref(state, silent):
        return True
    label = state.src[start + 2 : end]
    if not silent and label and not any(character in " \n[" for character in label):
        hint = f"write it in a paragraph of its own: [^{label}]: The note."
        reading.report(Rule.UNKNOWN_FOOTNOTE, start, f"There is no footnote “{label}”.", hint)
        state.push("text", "", 0).content = state.src[start : end + 1]
        state.pos = end + 1
        return True
    return False


def push_note(state: StateInline, start: int, end: int) -> None:
    """A span in the margin, which is a note where it is referred to."""
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
