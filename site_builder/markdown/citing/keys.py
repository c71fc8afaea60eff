"""Pandoc's citation keys: the text at an `@` to a key.

By Pandoc's manual, a key is letters, digits and `_`, with single punctuation characters (`:.#$%&-+?<>~/`) inside, or
anything without spaces in balanced braces. An `@` right after a word belongs to an e-mail address.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from site_builder.patterns import pattern

INSIDE: Final = r"(?:\w|[:.#$%&+?<>~/-](?=\w)|[:/](?=/))*"
# An address may end in a slash, as in Manubot.
SIMPLE: Final = pattern(rf"url:https?://{INSIDE}/?|\w{INSIDE}")
LONGEST_BRACED: Final = 500
LONGEST_URL: Final = 300
# Characters that end a URL: `[text](https://a.org)[@key]`
NOT_IN_URL: Final = " \t\n[]<>"
WILDCARD: Final = "*"
ELLIPSIS: Final = "..."
LONGEST_DASH: Final = len("---")


class Key(NamedTuple):
    """A key as read: `at` is the offset of its `@`, `end` the one after it."""

    key: str
    suppress_author: bool
    at: int
    end: int


def key_at(
    text: str, start: int, end: int, wildcard: bool = False, after_key: bool = False, smart: bool = False
) -> Key | None:
    """The key that begins at `start` with `@` or `-@`; None if there is none, or if a word is right before it.

    With `after_key`, the word before it is another key, which is allowed. The wildcard `@*` is only for `nocite`. With
    `smart`, `--`, `---` and `...` before a key are signs of their own.
    """
    suppress = text.startswith("-@", start, end)
    if suppress and smart and _run(text, start + 1, "-") % LONGEST_DASH != 1:
        return None
    at = start + 1 if suppress else start
    follows = follows_word(text, start, smart) and not after_key
    if not text.startswith("@", at, end) or follows or in_url(text, start):
        return None
    if wildcard and text.startswith(WILDCARD, at + 1, end):
        return Key(WILDCARD, suppress, at, at + 2)
    if match := SIMPLE.match(text, at + 1, end):
        return Key(match[0], suppress, at, match.end())
    close = _closing_brace(text, at + 1, min(end, at + LONGEST_BRACED)) if text.startswith("{", at + 1, end) else 0
    return Key(text[at + 2 : close], suppress, at, close + 1) if close > at + 2 else None


def follows_word(text: str, at: int, smart: bool = False) -> bool:
    """Whether a word ends right before `at`. As in Pandoc it may have a full stop, but with `smart` no ellipsis."""
    if at == 0:
        return False
    before = text[at - 1]
    if before == "." and smart and _run(text, at, ".") % len(ELLIPSIS) == 0:
        return False
    return before.isalnum() or (before == "." and text[at - 2 : at - 1] != "\\")


def _run(text: str, end: int, sign: str) -> int:
    """How often a sign is repeated right before a place."""
    start = end
    while start and text[start - 1] == sign:
        start -= 1
    return end - start


def in_url(text: str, at: int) -> bool:
    """Whether a place is inside a bare URL, such as that of a profile page, and not behind a key that is one."""
    run = text[max(0, at - LONGEST_URL) : at]
    return not run.endswith(";") and "://" in run and "://" in run[max(map(run.rfind, NOT_IN_URL)) + 1 :]


def _closing_brace(text: str, opening: int, end: int) -> int:
    depth = 0
    for at in range(opening, end):
        character = text[at]
        if character.isspace():
            return 0
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return at
    return 0
