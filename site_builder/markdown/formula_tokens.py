"""The TeX of a formula to its token, with the labels that number it."""

from __future__ import annotations

import re
from dataclasses import replace
from string import ascii_lowercase
from typing import Final

from markdown_it.token import Token

from site_builder.diagnostics import Location, Rule
from site_builder.markdown.attributes import Attributes, attributes_at
from site_builder.markdown.citing.latex import FormulaCitation
from site_builder.markdown.source_positions import Reading
from site_builder.mathematics import DEFINITION, Macros, definitions_in, read_formula
from site_builder.model import TargetKind
from site_builder.patterns import pattern

LABEL: Final = pattern(r"\\label\s*\{([^{}]*)\}|\(\\#([^()]*)\)")
BOOKDOWN_LABEL: Final = pattern(r"\s*\(\\#[^()]*\)")
TAG: Final = pattern(r"\\tag\s*\{([^{}$\\]*)\}")
# Before the first of several formulas that share a number there may be a label of all.
GROUP: Final = pattern(r"\s*\\begin\s*\{subequations\}(?P<label>.*?)(?=\\begin\s*\{)", re.DOTALL)
UNFIT: Final = pattern(r"[\s\"'<>=#{}]+")
PREFIX: Final = pattern(r"eqn?[:-](?=.)")
LABEL_BELOW: Final = pattern(r"[ \t]*\n[ \t]*(?=\{#eqn?[:-])")


def fill_formula_token(
    token: Token, tex: str, is_display: bool, attributes: Attributes | None, reading: Reading, place: Location
) -> Macros:
    """Fill the token of a formula, and return the commands that the formula defines."""
    written = attributes.id if attributes else ""
    labels = [_label(written)] if PREFIX.match(written) else []
    labels += _labels(tex) if is_display else ()
    tex = BOOKDOWN_LABEL.sub("", tex) if labels else tex
    tags = TAG.findall(tex)
    if len(tags) == len(labels):
        # The author's numbers are shown in place of counted ones.
        tex = TAG.sub("", tex)
    else:
        tags = [""] * len(labels)
    group = GROUP.match(tex) if is_display and not written else None
    if group and labels and not LABEL.search(group["label"]):
        labels, tags = [f"{labels[0]}-group", *labels], ["", *tags]
    parts = labels[1:] if group and len(labels) <= len(ascii_lowercase) else []
    formula = read_formula(tex, is_display, reading.macros)
    if formula.html is None:
        message = f"This formula cannot be read: {formula.problem}. Its TeX is shown instead."
        hint = "correct it, or use only commands of LaTeX and amsmath."
        reading.add(Rule.UNREADABLE_MATHEMATICS, place, message, hint)
    token.content = tex.strip()
    token.meta = {"html": formula.html, "is_display": is_display, "place": place, "labels": parts or labels}
    named = [
        _label_token(Attributes(label, pairs=_tagged(tag)), place) for label, tag in zip(labels, tags, strict=True)
    ]
    for letter, part in zip(ascii_lowercase, named[1:] if parts else (), strict=False):
        part.meta["part"] = letter
    if named or written:
        token.attrs["id"] = labels[0] if named else written
        attributes = attributes or Attributes(labels[0])
        token.meta["attributes"] = replace(attributes, pairs=(*attributes.pairs, *_tagged("".join(tags[:1]))))
        token.children = named[1:]
    return definitions_in(tex)[1] if formula.html is not None and DEFINITION.search(tex) else ()


def _labels(tex: str) -> list[str]:
    """LaTeX's labels in a formula. bookdown's take precedence over these, since each formula has one number there."""
    found = LABEL.findall(tex)
    own = [label.strip() for _, label in found if label.strip()]
    return [_label(label) for label in own or [label.strip() for label, _ in found if label.strip()]]


def _label(written: str) -> str:
    """A label in Quarto's form: `eq-x` for pandoc-crossref's, LaTeX's and bookdown's `eq:x`."""
    return f"{TargetKind.EQUATION.value}-{PREFIX.sub('', UNFIT.sub('-', written), count=1)}"


def _tagged(tag: str) -> tuple[tuple[str, str], ...]:
    return (("tag", tag.strip()),) if tag.strip() else ()


def _label_token(attributes: Attributes, place: Location) -> Token:
    token = Token("label", "", 0, attrs={"id": attributes.id})
    token.meta = {"attributes": attributes, "place": place}
    return token


def attributes_behind(text: str, at: int, end: int) -> tuple[Attributes | None, int]:
    """The label after a formula, and where it ends; None and `at` if there is none."""
    below = LABEL_BELOW.match(text, at, end)
    space = below.end() if below else at
    while space < end and text[space] in " \t":
        space += 1
    found = attributes_at(text, space, end)
    return found or (None, at)


def report_moved(reading: Reading, cited: FormulaCitation, place: Location) -> None:
    message = f"“{cited.written}” is in a formula, which cannot contain a link, so it is shown after the formula."
    reading.add(Rule.CITATION_IN_FORMULA, place, message, f"move it there yourself: {cited.markdown}.")
