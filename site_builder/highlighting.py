"""Code to HTML that marks keywords, comments and so on with the classes that Pandoc uses."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from site_builder.patterns import pattern

if TYPE_CHECKING:
    from pygments.lexer import Lexer

# The class for each kind of token; a kind that is not listed takes that of the nearest broader kind.
CLASSES: Final = {
    "Comment": "co",
    "Comment.Preproc": "pp",
    "Comment.PreprocFile": "st",
    "Generic.Deleted": "al",
    "Generic.Inserted": "st",
    "Generic.Heading": "kw",
    "Generic.Prompt": "co",
    "Keyword": "kw",
    "Keyword.Constant": "cn",
    "Keyword.Type": "dt",
    "Literal.Date": "dv",
    "Literal.Number": "dv",
    "Literal.String": "st",
    "Name.Attribute": "at",
    "Name.Builtin": "bu",
    "Name.Class": "fu",
    "Name.Constant": "cn",
    "Name.Decorator": "at",
    "Name.Exception": "bu",
    "Name.Function": "fu",
    "Name.Namespace": "",
    "Name.Tag": "kw",
    "Name.Variable": "va",
    "Operator.Word": "kw",
}
# Anything longer is more likely data than code.
LONGEST: Final = 20_000
# On such text some of the library's regular expressions backtrack almost without end.
TANGLED: Final = pattern(r"[^\n]{501}|\s{501}")


def highlighted(code: str, language: str) -> tuple[str, ...]:
    """The lines of the code in HTML, each with its elements closed.

    Plain if the code is too long or nobody knows the language.
    """
    lexer = _lexer(language.casefold()) if len(code) <= LONGEST and not TANGLED.search(code) else None
    if lexer is None:
        return tuple(escape(line, quote=False) for line in code.split("\n"))
    return tuple("".join(_line(line)) for line in _lines(lexer, code))


def _lines(lexer: Lexer, code: str) -> list[list[tuple[str, str]]]:
    """Each line as pieces of text, each with its class."""
    lines: list[list[tuple[str, str]]] = [[]]
    for kind, text in lexer.get_tokens(code):
        first, *more = text.split("\n")
        name = _class_of(str(kind).removeprefix("Token."))
        lines[-1].append((name, first))
        lines += ([(name, line)] for line in more)
    return lines


def _line(stretches: list[tuple[str, str]]) -> Iterator[str]:
    for name, run in groupby(stretches, key=lambda stretch: stretch[0]):
        text = escape("".join(part for _, part in run), quote=False)
        yield f'<span class="{name}">{text}</span>' if name and text.strip() else text


@functools.cache
def _class_of(kind: str) -> str:
    while kind not in CLASSES and "." in kind:
        kind = kind.rpartition(".")[0]
    return CLASSES.get(kind, "")


@functools.lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    """The lexer for a language, by any of its names. Only the library's own lexers count, not installed plug-ins."""
    # Imported here, so that only a review with code pays for loading the library.
    from pygments import lexers
    from pygments.lexers import LEXERS

    name = next((name for name, (_, _, aliases, *_) in LEXERS.items() if language in aliases), None)
    if name is None:
        return None
    made: Lexer = getattr(lexers, name)(stripnl=False, ensurenl=False)
    return made
