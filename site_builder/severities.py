"""The `rules` of review.yaml to the severities that a review gives to rules."""

from __future__ import annotations

from site_builder.diagnostics import CHOICES, RULES, Diagnostic, Rule, Severity, Weights, did_you_mean
from site_builder.model import YamlMap, YamlNode


def read_weights(values: YamlMap) -> tuple[Weights, tuple[Diagnostic, ...]]:
    """The severity of each rule named; None for one that is off."""
    weights: list[tuple[Rule, Severity | None]] = []
    wrong: list[Diagnostic] = []
    for (name, node), place in zip(values.pairs, values.key_locations, strict=True):
        if name not in RULES:
            message = f"There is no rule “{name}”, so this changes nothing."
            hint = did_you_mean(name, RULES, "take the name from the brackets behind a message, or from docs/rules.md.")
            wrong.append(Diagnostic(Rule.UNKNOWN_RULE, place, message, hint))
        elif node.value not in CHOICES:
            wrong.append(_no_severity(name, node))
        else:
            weights.append((RULES[name], None if node.value == "off" else Severity(node.value)))
    return tuple(weights), tuple(wrong)


def _no_severity(name: str, node: YamlNode) -> Diagnostic:
    written = f"“{node.value}”" if isinstance(node.value, str) else "that"
    message = f"The severity of “{name}” cannot be {written}."
    hint = did_you_mean(written.strip("“”"), CHOICES, f"write {', '.join(CHOICES[:-1])} or {CHOICES[-1]}.")
    return Diagnostic(Rule.WRONG_TYPE, node.location, message, hint)
