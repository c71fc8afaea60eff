"""Footnotes that are written and never referred to, or written twice: they are shown nowhere, and told of."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from site_builder.diagnostics import Rule
from site_builder.markdown.places import Reading


def footnotes_plugin(md: MarkdownIt) -> None:
    md.core.ruler.before("footnote_tail", "unused_footnotes", unused_footnotes_rule)


def unused_footnotes_rule(state: StateCore) -> None:
    references = state.env.get("footnotes", {}).get("refs", {})
    reading: Reading = state.env["reading"]
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
