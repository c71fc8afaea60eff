"""The equations and theorems of mdbook-numeq and mdbook-numthm to ours, and what refers to them.

`{{numeq}}{eq:a}` labels an equation, `{{thm}}{thm:a}[Of rest]` begins a theorem, and `{{eqref: eq:a}}` or
`{{tref: thm:a}}` refers to one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from site_builder.markdown.citing.crossrefs import kind_of
from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line

EQUATION: Final = pattern(r"\{\{numeq\*?\}\}(?:\{(?P<label>[\w:.-]{1,100})\})?")
KINDS: Final = {
    "thm": "Theorem",
    "def": "Definition",
    "exp": "Example",
    "lem": "Lemma",
    "prop": "Proposition",
    "rem": "Remark",
}
STATED: Final = pattern(
    rf"(?<![}}\w])\{{\{{(?P<kind>{'|'.join(KINDS)}|[a-z]{{2,12}}(?=\*?\}}\}}\{{[a-z]{{1,9}}:))\*?\}}\}}(?=[{{\[])(?:\{{(?P<label>[\w:.-]{{1,100}})\}})?"
    r"(?:\[(?P<title>[^\[\]\n]{1,200})\])?"
)
REFERRED: Final = pattern(r"\{\{(?P<how>eqref|t?ref): ?(?P<to>[\w:.-]{1,100})\}\}")
# Prefixes of labels to those that Quarto's and bookdown's have
PREFIXES: Final = {"exp": "exm", "prop": "prp"}


def titles_of_theorems(lines: Sequence[Line]) -> dict[str, str]:
    """The titles of all theorems by their labels."""
    return {
        found["label"]: found["title"]
        for line in lines
        if "{{" in line.text
        for found in STATED.finditer(line.text)
        if found["label"] and found["title"]
    }


def with_numbers(text: str, titles: Mapping[str, str]) -> str:
    """The line with the labels of equations and theorems, and what refers to these, in LaTeX's and Pandoc's words."""
    text = EQUATION.sub(lambda found: f"\\label{{{found['label']}}}" if found["label"] else "", text)
    text = REFERRED.sub(lambda found: _reference(found["how"], found["to"], titles.get(found["to"], "")), text)
    return STATED.sub(_stated_kind, text)


def _reference(how: str, to: str, title: str) -> str:
    if how == "eqref":
        return f"\\eqref{{{to}}}"
    label = _label_of(to)
    if how == "tref" and title:
        return f"[{title}](#{label})"
    return f"\\ref{{{label}}}" if kind_of(label) is None else f"\\autoref{{{label}}}"


def _stated_kind(found: re.Match[str]) -> str:
    name = KINDS.get(found["kind"], found["kind"].capitalize())
    title = f" ({found['title']})" if found["title"] else ""
    label = _label_of(found["label"] or "")
    if kind_of(label) is not None:
        return f"**(\\#{label})**{title}"
    # References give the section's name.
    return f"**{name}**{title}." + (f"\\label{{{label}}}" if label else "")


def _label_of(label: str) -> str:
    prefix, colon, rest = label.partition(":")
    return f"{PREFIXES.get(prefix, prefix)}{colon}{rest}"
