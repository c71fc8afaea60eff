"""Formatting attributes of an element to a function that wraps what it renders.

CSL 1.0.2, “Formatting”, “Affixes”, “Quotes”, “Strip-periods” and “Display”.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from site_builder.csl.richtext import raised
from site_builder.csl.textcase import Letters, change_case
from site_builder.csl.tree import LAYOUT, LEVEL, PREFIXED, SET_APART, SUFFIXED, Format, Node, Tree, map_text
from site_builder.csl.xml import Element
from site_builder.patterns import pattern

Wrap: TypeAlias = Callable[[Tree, Letters], Tree]

# The values that CSL allows. Any other would put markup of the style's choosing into the page.
_ALLOWED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "font-style": frozenset({"normal", "italic", "oblique"}),
        "font-variant": frozenset({"normal", "small-caps"}),
        "font-weight": frozenset({"normal", "bold", "light"}),
        "text-decoration": frozenset({"none", "underline"}),
        "vertical-align": frozenset({"sup", "sub"}),
        "display": frozenset({"block", "left-margin", "right-inline", "indent"}),
    }
)
_PERIOD = pattern(r"(?<!\w)\.|\.(?!(?:com|net|org)(?!\w))")
_FONT = frozenset({*_ALLOWED, "quotes"}) - {"display"}


def _allowed(element: Element, attribute: str) -> str:
    value = element.get(attribute)
    return value if value in _ALLOWED[attribute] else ""


def element_format(element: Element) -> Format | None:
    """The format that an element's attributes ask for; None if they ask for none."""
    if _FONT.isdisjoint(element.attributes):
        return None
    format = Format(
        font_style=_allowed(element, "font-style"),
        font_variant=_allowed(element, "font-variant"),
        font_weight=_allowed(element, "font-weight"),
        text_decoration=_allowed(element, "text-decoration"),
        vertical_align=_allowed(element, "vertical-align"),
        quotes=element.get("quotes") == "true",
    )
    return None if format == Format() else format


def affixed(tree: Tree, prefix: Tree, suffix: Tree) -> Tree:
    """The tree between its affixes; an empty tree gets none."""
    if not tree or not (prefix or suffix):
        return tree
    return Node([part for part in (prefix, tree, suffix) if part], role=SUFFIXED if suffix else PREFIXED)


def level(tree: Tree, role: str = LEVEL) -> Tree:
    """The tree marked as the content of a group, a macro, `cs:names` or a layout."""
    return tree if isinstance(tree, str) or tree.role == LEVEL else Node((tree,), role=role)


def _is_level(tree: Tree) -> bool:
    return isinstance(tree, Node) and tree.role in (LEVEL, LAYOUT)


def _without_periods(text: str) -> str:
    """The text without full stops but those of an address, “arXiv.org”."""
    return _PERIOD.sub("", text)


def compile_wrap(element: Element, affixes_inside: bool = False) -> Wrap:
    """A function of (tree, its letters) that applies the element's attributes.

    The order is the specification's: periods and letter case first, then the format, then the affixes outside it, then
    the display block around everything.
    """
    format = element_format(element)
    prefix, suffix = raised(element.get("prefix")), raised(element.get("suffix"))
    case = element.get("text-case")
    strips = element.get("strip-periods") == "true"
    display = _allowed(element, "display")
    block = Format(display=display) if display else None

    def wrap(tree: Tree, letters: Letters) -> Tree:
        if not tree:
            return ""
        if strips:
            tree = map_text(tree, _without_periods)
        if case:
            tree = change_case(tree, case, letters)
        if affixes_inside:
            tree = affixed(level(tree, LAYOUT), prefix, suffix)
        if format is not None:
            tree = Node((tree,), format, "" if _is_level(tree) or format.quotes else SET_APART)
        if not affixes_inside:
            tree = affixed(tree, prefix, suffix)
        return Node((tree,), block) if block is not None else tree

    plain = format is None and not case and not strips and block is None and not prefix and not suffix
    return _unwrapped if plain else wrap


def _unwrapped(tree: Tree, _: Letters) -> Tree:
    return tree
