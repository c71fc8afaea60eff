"""Callouts, theorems and the like to blocks with a title.

A title has the word for the kind of block, with a number if the block has a label, and the author's own title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.markdown.attributes import Attributes, attributes_of
from site_builder.markdown.citing.labels import kind_of_element
from site_builder.markdown.divs.figure_divs import FRAMED, attribute_text_token, first_stated_value
from site_builder.model import TargetKind
from site_builder.patterns import pattern

CALLOUTS: Final = {f"callout-{word}": word for word in ("note", "tip", "warning", "caution", "important")}
# Quarto has callouts of any name; only those above have a word in the interface.
OTHER: Final = "callout"
NAMED_OTHERWISE: Final = pattern(r"callout(?:-[a-z][\w-]{0,40})?")
CAPTIONED: Final = frozenset({TargetKind.SECTION, TargetKind.EQUATION}) | FRAMED
TITLED: Final = frozenset(TargetKind) - CAPTIONED
UNNUMBERED: Final = ("proof", "remark", "solution")
TITLES: Final = ("title", "name")
# GitHub's alerts, and Obsidian's callouts, which may be of any kind, folded, and have a title.
ALERT: Final = pattern(
    r"\[!(?P<kind>[a-z][\w-]{0,30})\](?P<fold>[-+]?)(?![(\[:])(?P<title>[^\n]{0,300})(?:\n|$)", re.IGNORECASE
)
# Names in these and other tools for callouts that have a word in the interface
KINDS: Final = {
    **{word: word for word in CALLOUTS.values()},
    **dict.fromkeys(("info", "working"), "note"),
    **dict.fromkeys(("hint", "success", "check", "done"), "tip"),
    **dict.fromkeys(("attention", "failure", "fail"), "warning"),
    **dict.fromkeys(("danger", "error", "bug"), "caution"),
}
FOLDS: Final = {"-": (("collapse", "true"),), "+": (("collapse", "false"),), "": ()}
# Attributes that do not go into the HTML. The theme decides how a callout looks.
OF_CALLOUTS: Final = frozenset({"title", "name", "collapse", "appearance", "icon"})


def titles_rule(state: StateCore) -> None:
    """Turn titles in attributes into text that is parsed like any other, and GitHub's alerts into callouts."""
    tokens: list[Token] = []
    quotes: list[Attributes | None] = []
    waiting = list(reversed(state.tokens))
    while waiting:
        token = waiting.pop()
        if token.type == "blockquote_open":
            quotes.append(_take_alert(waiting))
            if alert := quotes[-1]:
                token = token.copy(type="div_open", tag="div", meta={"attributes": alert})
        elif token.type == "blockquote_close" and quotes.pop():
            token = token.copy(type="div_close", tag="div")
        tokens.append(token)
        if token.type == "div_open" and _word(token):
            tokens += _title_of(first_stated_value(attributes_of(token), TITLES), token.map)
    state.tokens = tokens


def _take_alert(following: list[Token]) -> Attributes | None:
    """The attributes from a `[!NOTE]` at the beginning of a quotation, where it is taken out; None if there is none."""
    if len(following) < 2 or following[-2].type != "inline":
        return None
    inline = following[-2]
    found = ALERT.match(inline.content)
    if found is None:
        return None
    inline.content = inline.content[found.end() :]
    if inline.content:
        first, last = inline.map or [0, 0]
        inline.map = [first + 1, last]
    else:
        del following[-3:]
    word, title = word_and_title(found["kind"].lower(), found["title"].strip())
    return Attributes("", (f"callout-{word}",), (*FOLDS[found["fold"]], *([("title", title)] if title else [])))


def word_and_title(kind: str, title: str) -> tuple[str, str]:
    """The word for a kind of callout, and the title: the author's, or a kind's own name if it has no word here."""
    return KINDS.get(kind, kind), title or ("" if kind in KINDS else kind.capitalize())


def _title_of(text: str, rows: list[int] | None) -> list[Token]:
    if not text:
        return []
    return [
        Token("title_open", "p", 1, block=True),
        attribute_text_token(text, rows),
        Token("title_close", "p", -1, block=True),
    ]


def make_callouts(tokens: Sequence[Token]) -> list[Token]:
    """Turn divs into callouts and theorems, with the title in an attribute or in their first heading."""
    made: list[Token] = []
    closings: list[tuple[str, str]] = []
    waiting = list(reversed(tokens))
    while waiting:
        token = waiting.pop()
        if token.type == "div_open" and (word := _word(token)):
            block = _block(token, word)
            closings.append(("callout_close", block.tag))
            made += [block, *_title(block, word, waiting)]
        elif token.type == "div_open":
            closings.append(("div_close", "div"))
            made.append(token)
        elif token.type == "div_close":
            kind, tag = closings.pop()
            made.append(token.copy(type=kind, tag=tag))
        else:
            made.append(token)
    return made


def _block(div: Token, word: str) -> Token:
    attributes = attributes_of(div)
    named = Attributes(
        attributes.id,
        tuple(dict.fromkeys((OTHER, *attributes.classes, *([] if word == OTHER else [f"callout-{word}"])))),
        tuple(pair for pair in attributes.pairs if pair[0] not in OF_CALLOUTS),
    )
    tag = "div"
    if word in (*CALLOUTS.values(), OTHER):
        tag = "details" if attributes.get("collapse") else "aside"
    block = div.copy(type="callout_open", tag=tag, attrs=dict(named.html_attributes(tag)))
    if tag == "aside":
        block.attrs["role"] = "note"
    if attributes.get("collapse") == "false":
        block.attrs["open"] = ""
    return block


def _title(block: Token, word: str, following: list[Token]) -> list[Token]:
    """The title's tokens. Its text is taken from the tokens that follow, which are in reversed order."""
    text: list[Token] = []
    if following and following[-1].type in ("title_open", "heading_open") and not _is_labelled(following[-1], word):
        text = [following[-2]]
        del following[-3:]
    if word == OTHER and not text:
        if block.tag != "details":
            return []
        word = CALLOUTS["callout-note"]
    tag = "summary" if block.tag == "details" else "p"
    opening = Token("title_open", tag, 1, block=True, attrs={"class": "callout-title"})
    opening.meta["word"] = "" if word == OTHER else word
    return [opening, *text, Token("title_close", tag, -1, block=True)]


def _is_labelled(heading: Token, word: str) -> bool:
    """Whether the first heading of a callout of any other name has a label, and so stays a heading."""
    attributes: Attributes | None = heading.meta.get("attributes")
    return word == OTHER and attributes is not None and bool(attributes.id)


def _word(div: Token) -> str:
    """The name of the word for what a div is; "" if it is no callout and no theorem."""
    attributes, kind = attributes_of(div), kind_of_element(div)
    word = next((CALLOUTS[name] for name in attributes.classes if name in CALLOUTS), "")
    if not word and kind in TITLED:
        word = kind.name.lower() if kind else ""
    if word or (word := next((name for name in attributes.classes if name in UNNUMBERED), "")):
        return word
    return OTHER if any(map(NAMED_OTHERWISE.fullmatch, attributes.classes)) else ""
