"""Divs and blocks of code that are never closed, and fences that close no div, to diagnostics."""

from __future__ import annotations

from typing import Final

from markdown_it.rules_block import StateBlock, fence
from markdown_it.rules_core import StateCore

from site_builder.diagnostics import Rule
from site_builder.markdown.places import reading_of
from site_builder.patterns import pattern

# A line that closes a div, or that begins like an opening fence but was not read as one
STRAY: Final = pattern(r"(?m)^:{3,}[ \t]*$|^(?:::[ \t]*(?=\{)|:{3,}[ \t]*(?=[\w{.]))(?P<said>[^\n]{1,300})$")
HOW_DIVS_OPEN: Final = (
    'write ::: {#label .class key="value"}: three colons, a dot before a class, no spaces around “=”, and quotation'
    " marks around a value that has spaces."
)


def code_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """CommonMark's code between fences, with a diagnostic if the closing fence is missing."""
    if not fence(state, start, end, silent):
        return False
    if not silent:
        token = state.tokens[-1]
        last = (token.map or [0, 0])[1] - 1
        closing = state.src[state.bMarks[last] : state.eMarks[last]][state.tShift[last] :].rstrip()
        if last == start or not closing.startswith(token.markup) or closing.strip(token.markup[0]):
            tell_unclosed(state, start, "A block of code", token.markup)
    return True


def tell_unclosed(state: StateBlock, row: int, what: str, closing: str) -> None:
    reading = reading_of(state)
    message = f"{what} opens here, but is never closed, so it contains everything that follows."
    reading.add(
        Rule.UNCLOSED_BLOCK, reading.place_of(row, closing), message, f"close it with “{closing}” on a line of its own."
    )


def stray_rule(state: StateCore) -> None:
    reading = reading_of(state)
    unread = 0
    for token in state.tokens:
        for found in STRAY.finditer(token.content) if token.type == "inline" and "::" in token.content else ():
            place = reading.place_of((token.map or [0])[0] + token.content.count("\n", 0, found.start()), found[0])
            if found["said"]:
                unread += 1
                message = f"A div begins here, but “{found['said'].strip()}” cannot be read, so it is shown as text."
                reading.add(Rule.UNCLOSED_BLOCK, place, message, HOW_DIVS_OPEN)
            elif unread:
                # It closes a div that was reported.
                unread -= 1
            else:
                message = f"“{found[0].rstrip()}” does not close a div here, so it is shown as text."
                hint = "remove it, or correct the line above that should open the div: ::: {.note}."
                reading.add(Rule.UNCLOSED_BLOCK, place, message, hint)
