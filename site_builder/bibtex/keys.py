"""The text after an entry's opening brace to its citation key."""

from __future__ import annotations

from site_builder.bibtex.written import FIELD, WHITESPACE, Fault
from site_builder.diagnostics import Severity
from site_builder.patterns import pattern

_KEY = pattern(r"[^\s,{}]*+")
_SPACED_KEY = pattern(r"[^,={}\n\r]*+(?=[,\n\r])")
_KEY_IN_BRACES = pattern(r"\{\s*+([^\s,{}]++)\s*+\}(?=\s*+,)")
_SPACE = pattern(rf"(?:{WHITESPACE})?")


def read_key(text: str, start: int) -> tuple[str, int, Fault | None]:
    """The key that begins at `start`, where the text goes on, and what is wrong with the key."""
    if enclosed := _KEY_IN_BRACES.match(text, start):
        fault = Fault(start, "has its citation key in braces.", "write it without them.", Severity.WARNING)
        return enclosed[1], enclosed.end(), fault
    found = _KEY.match(text, start)
    if not found or not found[0] or FIELD.match(text, start):
        hint = "write a key after the opening brace, such as “@article{smith2020, …}”, to cite it."
        return "", start, Fault(0, "has no citation key.", hint)
    behind = _SPACE.match(text, found.end())
    end = behind.end() if behind else found.end()
    if FIELD.match(text, end):
        fault = Fault(found.end(), "has no comma after its key.", "add the comma.", Severity.WARNING)
        return found[0], end, fault
    if text[end : end + 1] not in ",})" and (spaced := _SPACED_KEY.match(text, start)):
        hint = "write the key without spaces, and a comma after it."
        fault = Fault(start, "is not a citation key: it must be a single word, followed by a comma.", hint)
        return spaced[0].strip(), spaced.end(), fault
    return found[0], end, None
