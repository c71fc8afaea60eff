"""All diagnostics to those that are reported: each cause once, in order, with the severities that the review sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, TypeAlias

from site_builder.diagnostics.diagnostic import Diagnostic
from site_builder.diagnostics.rules import Rule, Severity
from site_builder.project_paths import SETTINGS

Weights: TypeAlias = tuple[tuple[Rule, Severity | None], ...]
"""The severities that a review gives to rules; None switches a rule off."""

BIBLIOGRAPHY_SUFFIX: Final = ".bib"
NEEDS_SETTINGS: Final = frozenset({Rule.UNKNOWN_FACET, Rule.MISSING_BIBLIOGRAPHY})
# The settings say which bibliographies are read.
NEEDS_BIBLIOGRAPHY: Final = frozenset({Rule.LEFT_OUT, Rule.UNKNOWN_CITATION_KEY, Rule.STUDY_WITHOUT_ENTRY})


def diagnostics_to_report(found: Iterable[Diagnostic], weights: Weights = ()) -> tuple[Diagnostic, ...]:
    """The diagnostics to report. Judging them a second time changes nothing."""
    weight_of = dict(weights)
    weighed = (
        replace(each, weight=weight_of[each.rule]) if each.rule in weight_of else each
        for each in dict.fromkeys(found)
        if weight_of.get(each.rule, each.rule.severity) is not None
    )
    causes = _without_consequences(list(weighed))
    return tuple(sorted(causes, key=lambda each: (each.location, each.rule.name_, each.message)))


def is_advice_raised(weights: Weights) -> bool:
    """Whether a review gives some advice more weight. Then it is looked for even if nobody asks for advice."""
    return any(rule.severity is Severity.ADVICE and weight not in (None, Severity.ADVICE) for rule, weight in weights)


def _without_consequences(found: list[Diagnostic]) -> list[Diagnostic]:
    """If one fault causes others, only it is reported, with their number."""
    has_unread = any(each.rule is Rule.LEFT_OUT and each.location.path.endswith(BIBLIOGRAPHY_SUFFIX) for each in found)
    for is_cause, consequences in (
        (_is_unread_settings, NEEDS_SETTINGS | NEEDS_BIBLIOGRAPHY if has_unread else NEEDS_SETTINGS),
        (_is_unread_bibliography, frozenset({Rule.MISSING_BIBLIOGRAPHY})),
    ):
        cause = next(filter(is_cause, found), None)
        if cause is not None:
            kept = [each for each in found if each is cause or each.rule not in consequences]
            number = len(found) - len(kept)
            found = [_with_count(each, number) if each is cause and number else each for each in kept]
    # What a browser would do with a file does not matter while the file is missing.
    dead = {each.location for each in found if each.rule is Rule.DEAD_LINK}
    return [each for each in found if each.rule is not Rule.LEFT_OUT or each.location not in dead]


def _is_unread_settings(found: Diagnostic) -> bool:
    return found.location.path == SETTINGS and found.rule in (Rule.UNREADABLE_YAML, Rule.UNREADABLE_FILE)


def _is_unread_bibliography(found: Diagnostic) -> bool:
    return found.rule is Rule.UNREADABLE_FILE and found.location.path.endswith(BIBLIOGRAPHY_SUFFIX)


def _with_count(cause: Diagnostic, number: int) -> Diagnostic:
    follow = (
        "One other fault follows from it and is" if number == 1 else f"{number} other faults follow from it and are"
    )
    return replace(cause, message=f"{cause.message} {follow} not shown.")
