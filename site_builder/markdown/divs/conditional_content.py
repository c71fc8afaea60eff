"""Divs to what a web page shows: nothing of those for other formats, and holes for lists of figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it.token import Token

from site_builder.markdown.attributes import Attributes, attributes_of, attributes_of_fence
from site_builder.model import TargetKind, TargetList

LISTS: Final = {
    "list-of-figures": TargetKind.FIGURE,
    "list-of-tables": TargetKind.TABLE,
    "list-of-listings": TargetKind.LISTING,
}
VISIBLE: Final = "content-visible"
HIDDEN: Final = "content-hidden"
# Quarto's authors define TeX's commands in such a div; they hold for the whole text.
UNSEEN: Final = "hidden"
# Quarto's names of formats that include web pages.
WEB: Final = ("html", "web")
FORMATS: Final = ("when-format", "unless-format")
CONDITIONS: Final = (*FORMATS, "when-profile", "unless-profile", "when-meta", "unless-meta")


def without_hidden_divs(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without divs, code, and spans in their text, that are for other formats."""
    shown: list[Token] = []
    hidden_at: int | None = None
    lists: list[TargetKind | None] = []
    depth = 0
    for token in tokens:
        depth += token.nesting
        if hidden_at is not None:
            if depth < hidden_at:
                hidden_at = None
            continue
        if token.nesting > 0 and _is_hidden(token):
            hidden_at = depth
            continue
        if token.type == "fence" and _is_closed(token):
            of_code = attributes_of_fence(token.info)
            if of_code and is_for_others(of_code):
                continue
        if token.children:
            token.children = without_hidden_divs(token.children)
        if token.type == "div_open":
            lists.append(next((LISTS[name] for name in attributes_of(token).classes if name in LISTS), None))
        elif token.type == "div_close" and (kind := lists.pop()):
            shown.append(Token("exhibit", "", 0, block=True, meta={"hole": TargetList(kind)}))
        shown.append(token)
    return shown


def _is_closed(fence: Token) -> bool:
    """Whether a fence ends its code, which otherwise holds everything that follows."""
    start, end = fence.map or (0, 0)
    return end - start > fence.content.count("\n") + 1


def _is_hidden(opening: Token) -> bool:
    """Whether a div or span is stated not to be for web pages. If that depends on anything else, it is shown."""
    attributes: Attributes | None = opening.meta.get("attributes")
    if attributes is None:
        return False
    return (UNSEEN in attributes.classes and opening.type != "heading_open") or is_for_others(attributes)


def is_for_others(attributes: Attributes) -> bool:
    """Whether a condition on the format is stated that no web page meets."""
    wanted, unwanted = map(attributes.get, FORMATS)
    holds = (not wanted or wanted.startswith(WEB)) and not unwanted.startswith(WEB)
    if HIDDEN in attributes.classes:
        return holds if wanted or unwanted else not _has_condition(attributes)
    return VISIBLE in attributes.classes and not holds


def _has_condition(attributes: Attributes) -> bool:
    return any(key.startswith(("when-", "unless-")) for key, _ in attributes.pairs)
