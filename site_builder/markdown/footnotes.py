"""Footnotes that are written and never referred to: they are shown nowhere, and told of."""

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
    for token in state.tokens:
        if token.type == "footnote_reference_open" and references.get(f":{token.meta['label']}", 0) < 0:
            label = token.meta["label"]
            message = f"Nothing refers to the footnote “{label}”, so it is not shown."
            place = reading.place_of((token.map or [0])[0], f"[^{label}]:")
            reading.add(Rule.UNUSED_FOOTNOTE, place, message, f"write [^{label}] where it belongs, or take it out.")
