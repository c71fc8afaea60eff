"""A text and the definition of its key to what is wrong with it."""

from __future__ import annotations

from typing import Final

from site_builder.definitions import Key
from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean, in_a_row
from site_builder.patterns import pattern

# A citation, a link, strong or plain emphasis, and code
MARKDOWN: Final = pattern(
    r"\[[^][@]*@\w[^][]*\]|\[[^][]+\]\([^()\s]+\)"
    r"|\*\*[^\s*](?:[^*]*[^\s*])?\*\*|(?<![\w*])\*[^\W\d][^*]*\w\*(?![\w*])|`[^`]+`"
)


def check_text(key: Key, name: str, text: str, location: Location) -> Diagnostic | None:
    """What is wrong with the text as the value of a key, which is called `name` where it stands."""
    written = text.strip()
    if not written:
        return None
    if key.choices and written not in key.choices:
        message = f"“{name}” cannot be “{written}”."
        hint = did_you_mean(written, key.choices, f"write {in_a_row(key.choices, 'or')}.")
        return Diagnostic(Rule.WRONG_TYPE, location, message, hint)
    if message := key.fault(written):
        return Diagnostic(Rule.WRONG_TYPE, location, message, "correct it, or remove the line.")
    if key.is_plain and (found := MARKDOWN.search(written)):
        message = f"“{name}” is plain text, so “{found[0]}” is shown as it is written."
        hint = "cite works in the text instead." if "@" in found[0] else "write it without Markdown."
        return Diagnostic(Rule.MARKDOWN_IN_PLAIN_TEXT, location, message, hint)
    return None
