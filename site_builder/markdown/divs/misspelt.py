"""Misspelt classes and attributes of divs to those that were meant: otherwise a table, map or callout is a mere div."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it.rules_core import StateCore

from site_builder.diagnostics import Rule, did_you_mean
from site_builder.diagnostics.suggestions import are_near, is_one_edit_away
from site_builder.inclusions import SHOWS_TABLES
from site_builder.markdown.attributes import Attributes, attributes_of
from site_builder.markdown.divs.callouts import CALLOUTS
from site_builder.markdown.divs.conditional_content import CONDITIONS, FORMATS, HIDDEN, LISTS, VISIBLE, WEB
from site_builder.markdown.divs.exhibits import CHART, FLOW, MAP
from site_builder.markdown.source_positions import Reading, reading_of, row_of
from site_builder.markdown.tables.evidence import RISK_OF_BIAS
from site_builder.markdown.tables.lists import LIST_TABLE

# Only long names, as what is near to a short one may be an author's own class.
MEANT: Final = (SHOWS_TABLES, MAP, FLOW, *LISTS, LIST_TABLE, VISIBLE, HIDDEN, *CALLOUTS)
KNOWN: Final = (*MEANT, RISK_OF_BIAS)
MOST_SLIPS: Final = 2
TAKING: Final = (SHOWS_TABLES, MAP, FLOW, CHART)
TAKEN: Final = ("file", "columns", "rows", "of")
DATA_FILES: Final = (".csv", ".tsv", ".yaml", ".yml", ".xlsx")


def misspelt_rule(state: StateCore) -> None:
    reading = reading_of(state)
    for token in state.tokens:
        if token.type != "div_open":
            continue
        attributes = attributes_of(token)
        if not {*attributes.classes}.isdisjoint(TAKING):
            for key, _ in attributes.pairs:
                if key not in TAKEN and is_one_edit_away(key, TAKEN):
                    place = reading.place_of(row_of(token), f"{key}=")
                    message = f"“{key}” is not an attribute of a table, map or chart."
                    reading.add(Rule.MISSPELT_CLASS, place, message, did_you_mean(key, TAKEN))
        elif attributes.get("file").casefold().endswith(DATA_FILES) and not any(
            _near(name, MEANT) for name in attributes.classes
        ):
            message = "No class of this div says how to show its file, so the file is not shown."
            hint = "add .evidence-table for a table, or .prisma-flow for a flow diagram."
            reading.add(Rule.MISSPELT_CLASS, reading.place_of(row_of(token), "file="), message, hint)
        if VISIBLE in attributes.classes or HIDDEN in attributes.classes:
            _report_conditions(attributes, row_of(token), reading)
        for name in attributes.classes:
            meant = () if name in KNOWN else _near(name, KNOWN)
            if attributes.get("of") and is_one_edit_away(name, (CHART,)):
                meant = (CHART,)
            if meant:
                is_other = {*attributes.classes}.isdisjoint(MEANT)
                shown = "only the text of the div is shown" if is_other else "it is ignored"
                message = f"“{name}” is not a known class, so {shown}."
                place = reading.place_of(row_of(token), name)
                reading.add(Rule.MISSPELT_CLASS, place, message, did_you_mean(name, meant))


def _near(name: str, known: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in known if are_near(name.casefold(), each, MOST_SLIPS))


def _report_conditions(attributes: Attributes, row: int, reading: Reading) -> None:
    """Report what would decide whether a div is shown, were it written as it is meant."""
    for key, value in attributes.pairs:
        if key in FORMATS and not value.startswith(WEB) and _is_nearly_web(value):
            message = f"“{value}” is not the name of a format, so it does not mean web pages."
            place = reading.place_of(row, value)
            reading.add(Rule.MISSPELT_CLASS, place, message, did_you_mean(value, WEB))
        elif key not in CONDITIONS and any(are_near(key.casefold(), known, MOST_SLIPS) for known in CONDITIONS):
            message = f"“{key}” is not a condition, so it does not decide whether the div is shown."
            place = reading.place_of(row, f"{key}=")
            reading.add(Rule.MISSPELT_CLASS, place, message, did_you_mean(key, CONDITIONS))


def _is_nearly_web(value: str) -> bool:
    folded = value.strip().casefold()
    return folded.startswith(WEB) or is_one_edit_away(folded, WEB)
