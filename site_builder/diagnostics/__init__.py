"""What is wrong, where, and what to do: facts to diagnostics, and diagnostics to lines of text.

Diagnostics are values. They are made where a fact is first known, returned beside the best result that could be had,
and never raised or logged.
"""

from __future__ import annotations

from site_builder.diagnostics.found import NOWHERE, Diagnostic, Location, quoted
from site_builder.diagnostics.judging import Weights, judge
from site_builder.diagnostics.nearness import choice, did_you_mean, nearest
from site_builder.diagnostics.rules import RULES, Rule, Severity
from site_builder.diagnostics.table import CHOICES, rules_page

__all__ = [
    "CHOICES",
    "NOWHERE",
    "RULES",
    "Diagnostic",
    "Location",
    "Rule",
    "Severity",
    "Weights",
    "choice",
    "did_you_mean",
    "judge",
    "nearest",
    "quoted",
    "rules_page",
]
