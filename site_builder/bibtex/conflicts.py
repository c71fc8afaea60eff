"""A text that a merge has left two versions in to the same without the marks of it, and where they were."""

from __future__ import annotations

import re

from site_builder.bibtex.blocks import Lines
from site_builder.diagnostics import Diagnostic, Rule
from site_builder.patterns import pattern

_MARK = pattern(r"^(?:<{7} .*|\|{7}.*|={7}|>{7} .*)$", re.MULTILINE)


def without_marks(text: str, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with spaces in the place of each mark, so that all else stays where it was."""
    if "<<<<<<< " not in text or ">>>>>>> " not in text:
        return text, ()
    lines = Lines(text, path)
    message = "A merge has left two versions here, which are both read."
    hint = "keep one of them, and take out the lines that begin with “<<<<<<<”, “=======” and “>>>>>>>”."
    begun = (found.start() for found in _MARK.finditer(text) if found[0].startswith("<"))
    told = tuple(Diagnostic(Rule.BIBTEX_SYNTAX, lines.location(start), message, hint) for start in begun)
    return _MARK.sub(lambda found: " " * len(found[0]), text) if told else text, told
