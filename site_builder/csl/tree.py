"""Formatted text as a tree, independent of the output format.

A tree is a string or a `Node` with child trees; "" is the empty tree. `output` turns it into HTML or plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from site_builder.frozen import frozen


@frozen
class Format:
    """The look of a node: CSL 1.0.2, “Formatting”, “Quotes” and “Display”. An empty value changes nothing.

    `typed_quotes` are a pair of marks that the author typed: they stay as they are, and only change within other
    quotation marks. `typed` is the superscript character that plain text shows for raised text. `flips` marks an
    author's own italics and the like, which become upright within italics.
    """

    font_style: str = ""
    font_variant: str = ""
    font_weight: str = ""
    text_decoration: str = ""
    vertical_align: str = ""
    display: str = ""
    quotes: bool = False
    nocase: bool = False
    link: str = ""
    typed_quotes: str = ""
    typed: str = ""
    flips: bool = False


class Node:
    """Trees in a row with one format for all of them.

    `role` says what the node is to the processor (“names”, “year-suffix”, …) or to the style: a `LEVEL`, a `LAYOUT`,
    `PREFIXED`, `SUFFIXED`, `SET_APART`. `item` is the index of the cited work in it. If `joined`, the children are one
    text, and no punctuation is mended between them.
    """

    __slots__ = ("children", "format", "item", "joined", "role")

    def __init__(
        self,
        children: Iterable[Tree],
        format: Format | None = None,
        role: str = "",
        item: int | None = None,
        joined: bool = False,
    ) -> None:
        self.children = tuple(children)
        self.format = format
        self.role = role
        self.item = item
        self.joined = joined

    def replaced(self, children: Iterable[Tree]) -> Node:
        return Node(children, self.format, self.role, self.item, self.joined)

    def __repr__(self) -> str:
        return f"Node({self.children!r}, {self.format!r}, {self.role!r}, {self.item!r})"


Tree: TypeAlias = str | Node


class Delimiter(str):
    """The text that a style puts between the trees of a row."""

    __slots__ = ()


LEVEL, LAYOUT = "level", "layout"
"""The roles of the content of a group, a macro or `cs:names`, and of a layout's."""

PREFIXED, SUFFIXED = "prefixed", "suffixed"
"""The roles of a tree with only a prefix, and of one with a suffix."""

SET_APART = "set apart"
"""The role of what a single element (not a group or macro) renders in a format of its own."""


def row(trees: Iterable[Tree], delimiter: str = "") -> Tree:
    """The trees that are not empty, with the delimiter between them."""
    return side_by_side([tree for tree in trees if tree], delimiter)


def side_by_side(trees: Sequence[Tree], delimiter: str) -> Tree:
    """Trees of which none is empty, with the delimiter between them."""
    if len(trees) < 2:
        return trees[0] if trees else ""
    if not delimiter:
        return Node(trees)
    joint = Delimiter(delimiter)
    between: list[Tree] = [trees[0]]
    for tree in trees[1:]:
        between += (joint, tree)
    return Node(between)


def plain(tree: Tree) -> str:
    """The tree's text before punctuation is mended."""
    while not isinstance(tree, str) and len(tree.children) == 1:
        tree = tree.children[0]
    if isinstance(tree, str):
        return tree
    return "".join([child if isinstance(child, str) else plain(child) for child in tree.children])


def find(tree: Tree, role: str, holding: str = "") -> Node | None:
    """The first node with that role in the order of the text; with `holding`, the first that holds such a node."""
    if isinstance(tree, str):
        return None
    if tree.role == role and (not holding or find(tree, holding)):
        return tree
    for child in tree.children:
        if found := find(child, role, holding):
            return found
    return None


def swapped(tree: Tree, changes: Mapping[int, Tree]) -> Tree:
    """The tree with nodes replaced by others; `changes` has the replacements by the `id` of the old nodes."""
    if id(tree) in changes:
        return changes[id(tree)]
    if isinstance(tree, str):
        return tree
    return tree.replaced([part for child in tree.children if (part := swapped(child, changes))])


def map_text(tree: Tree, change: Callable[[str], str]) -> Tree:
    """The tree with all its text changed."""
    if isinstance(tree, str):
        return change(tree)
    return tree.replaced([map_text(child, change) for child in tree.children])
