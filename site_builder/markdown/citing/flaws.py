"""Brackets that begin like a citation to what is wrong with them."""

from __future__ import annotations

from typing import Final

from markdown_it.rules_inline import StateInline

from site_builder.diagnostics import Location, Rule, Severity
from site_builder.markdown.citing.clusters import Flaw
from site_builder.markdown.citing.crossrefs import cross_reference
from site_builder.markdown.citing.keys import key_at
from site_builder.markdown.places import Reading, reading_of
from site_builder.model import CitationItem
from site_builder.patterns import pattern

HINTS: Final = {
    Flaw.KEY_MISSING: "give every part between semicolons a key, or join it to its work with a comma: [@key, p. 3].",
    Flaw.WORDS_APART: "join them to the work: [see @key], [GLM, @key].",
    Flaw.TWICE: "write [@key], with one pair of brackets and no other words.",
    Flaw.KEY_INSIDE: "separate the works with a semicolon: [@one; @two].",
}

# A digit distinguishes a key from a word: `[smith2020; hall17, p. 3]`.
UNMARKED: Final = pattern(r"(?:\[|;\s{0,3})(?=[^\W\d_])(?=\w{0,80}\d)([\w:.-]{3,80})(?=[];,\s])")
LONGEST_LIST: Final = 500


def report_unclosed(state: StateInline, start: int) -> None:
    key = key_at(state.src, start + 1, state.posMax)
    if key and not cross_reference(key, Location("")):
        message = "The bracket of a citation opens here, but is never closed."
        reading_of(state).report(Rule.MALFORMED_CITATION, start, message, "add “]” after the citation.")


def report_flaw(reading: Reading, offset: int, flaw: Flaw) -> None:
    # With the other flaws nothing is lost: two keys are both read, and a key beside words cites by itself.
    weight = None if flaw is Flaw.KEY_MISSING else Severity.WARNING
    reading.report(Rule.MALFORMED_CITATION, offset, flaw.value, HINTS[flaw], weight)


def report_keyless(state: StateInline, start: int, end: int) -> None:
    """Report brackets without a key, `[@]` and `[-@; …]`, and note `[smith2020]`, which may be meant as a citation."""
    reading_of(state).unmarked += [
        CitationItem(found[1], location=reading_of(state).place(found.start(1)))
        for found in UNMARKED.finditer(state.src, start, min(end + 1, start + LONGEST_LIST))
    ]
    inside = state.src[start + 1 : min(end, start + 4)].lstrip("-")
    if inside[:1] == "@" and (len(inside) == 1 or inside[1] in ";, "):
        message = "A citation begins here, but “@” is not followed by a key."
        reading_of(state).report(Rule.MALFORMED_CITATION, start, message, "write the key after it: [@key].")
