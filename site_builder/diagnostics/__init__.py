"""What is wrong, where, and what to do: facts to diagnostics, and diagnostics to lines of text.

Diagnostics are values. They are made where a fact is first known, returned beside the best result that could be had,
and never raised or logged.
"""

from __future__ import annotations

from site_builder.diagnostics.diagnostic import NOWHERE, Diagnostic, Location, in_a_row, left_out, quoted
from site_builder.diagnostics.reporting import Weights, diagnostics_to_report, is_advice_raised
from site_builder.diagnostics.rules import RULES, Rule, Severity
from site_builder.diagnostics.rules_table import CHOICES, rules_page
from site_builder.diagnostics.suggestions import choice_hint, did_you_mean, nearest_words

__all__ = [
    "CHOICES",
    "NOWHERE",
    "RULES",
    "Diagnostic",
    "Location",
    "Rule",
    "Severity",
    "Weights",
    "choice_hint",
    "diagnostics_to_report",
    "did_you_mean",
    "in_a_row",
    "is_advice_raised",
    "left_out",
    "nearest_words",
    "quoted",
    "rules_page",
]
