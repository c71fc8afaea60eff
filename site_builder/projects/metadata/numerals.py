"""Quarto's `crossref: {fig-labels: roman i}` to the numerals of figures and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from site_builder.diagnostics import Diagnostic, left_out
from site_builder.markdown.citing.crossrefs import LATEX_PREFIXES
from site_builder.model import YamlMap
from site_builder.patterns import pattern
from site_builder.yaml_values import node_at, pairs_of, text_of, yes_or_no

LABELS: Final = pattern(r"(?:(?P<prefix>[a-z]{1,40})-)?labels")
NUMERALS: Final = pattern(r"arabic|alpha(?: [A-Za-z])?|roman(?: [iI])?")
# What Quarto itself, or the letters of pictures here, follow no numerals for
OTHERS: Final = ("sec", "subref")


def _numerals_in(*metadata: YamlMap) -> dict[str, str]:
    """The numerals for each kind of target, as later metadata state them; those for "" are for all other kinds."""
    found: dict[str, str] = {}
    for values in metadata:
        for key, node in pairs_of(node_at(values, "crossref")).pairs:
            labels = LABELS.fullmatch(key)
            if labels and labels["prefix"] not in OTHERS and NUMERALS.fullmatch(text_of(node)):
                prefix = labels["prefix"] or ""
                known = LATEX_PREFIXES.get(prefix)
                found[known.name.lower() if known else prefix] = text_of(node)
    return found


def numerals_of_texts(
    metadata: YamlMap, heads: Mapping[str, YamlMap]
) -> tuple[dict[str, dict[str, str]], tuple[Diagnostic, ...]]:
    """The numerals in each text that has any but the usual ones, by its path, and a diagnostic for each not known."""
    found = {text: _numerals_in(metadata, head) for text, head in heads.items()}
    unknown = (wrong for values in (metadata, *heads.values()) for wrong in _unknown(values))
    return {text: numerals for text, numerals in found.items() if numerals}, tuple(unknown)


def _unknown(values: YamlMap) -> Iterator[Diagnostic]:
    for key, node in pairs_of(node_at(values, "crossref")).pairs:
        labels = LABELS.fullmatch(key)
        usual = "alpha a" if labels and labels["prefix"] == "subref" else "arabic"
        if key == "chapters-alpha" and yes_or_no(node):
            message = "Chapters are numbered 1, 2, 3, whatever “chapters-alpha” says."
        elif not labels or text_of(node) == usual:
            continue
        elif labels["prefix"] in OTHERS:
            message = f"Sections are numbered 1, 2, 3 and parts of figures a, b, c, whatever “{key}” says."
        elif not NUMERALS.fullmatch(text_of(node)):
            message = f"“{key}” is neither arabic nor alpha nor roman, so 1, 2, 3 are the numbers."
        else:
            continue
        yield left_out(node.location, message, "delete this line, which has no effect here.")
