"""Footnotes that begin below their labels; those never referred to, or written twice, are told of and shown nowhere."""

from __future__ import annotations

from typing import Final

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from mdit_py_plugins.footnote.index import footnote_def

from site_builder.diagnostics import Rule
from site_builder.markdown.places import reading_of

NOTE_INDENT: Final = 4


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


def unused_footnotes_rule(state: StateCore) -> None:
    references = state.env.get("footnotes", {}).get("refs", {})
    reading = reading_of(state)
    notes = [token for token in state.tokens if token.type == "footnote_reference_open"]
    shown = {token.meta["label"]: token for token in notes}
    for token in notes:
        label = token.meta["label"]
        if references.get(f":{label}", 0) < 0:
            message = f"Nothing refers to the footnote “{label}”, so it is not shown."
            hint = f"write [^{label}] where it belongs, or take it out."
        elif shown[label] is not token:
            message = f"The footnote “{label}” is written again below, so this one is not shown."
            hint = "give one of them another name."
        else:
            continue
        place = reading.place_of((token.map or [0])[0], f"[^{label}]:")
        reading.add(Rule.UNUSED_FOOTNOTE, place, message, hint)
