"""Two trees of text side by side to how their punctuation meets."""

from __future__ import annotations

from site_builder.csl.punctuation import Meeting
from site_builder.csl.tree import LAYOUT, LEVEL, PREFIXED, SET_APART, SUFFIXED, Delimiter, Node, Tree


def _ends(tree: Tree) -> str:
    """What the end of a tree is to what follows it beside it: `SET_APART`, a suffix (`SUFFIXED`) or plain text."""
    while isinstance(tree, Node) and tree.role not in (LEVEL, LAYOUT) and tree.item is None and tree.children:
        if tree.role in (SET_APART, SUFFIXED):
            return tree.role
        if tree.format is not None:
            break
        tree = tree.children[-1]
    return ""


def _begins(tree: Tree) -> str:
    """What the beginning of a tree is: the prefix of what is `SET_APART`, another prefix (`PREFIXED`) or plain text."""
    in_level = False
    while isinstance(tree, Node) and tree.format is None and tree.children:
        if tree.role == PREFIXED or (tree.role == SUFFIXED and len(tree.children) > 2):
            inner = tree.children[1]
            apart = isinstance(inner, Node) and inner.role == SET_APART
            return SET_APART if apart and not in_level else PREFIXED
        in_level = in_level or tree.role in (LEVEL, LAYOUT)
        tree = tree.children[0]
    return ""


def meeting(before: Tree, tree: Tree) -> Meeting:
    """How a tree meets the one before it in the same row."""
    if isinstance(before, str) and isinstance(tree, str):
        return Meeting.FREELY
    if isinstance(tree, Delimiter):
        return Meeting.ALIKE if _ends(before) else Meeting.FREELY
    beginning = _begins(tree)
    if isinstance(before, Delimiter):
        return Meeting.ALIKE if beginning else Meeting.FREELY
    end = _ends(before)
    if beginning == SET_APART and end == SUFFIXED:
        return Meeting.ALIKE
    return Meeting.NOT if SET_APART in (end, beginning) else Meeting.FREELY


def meeting_affix(tree: Node, index: int) -> Meeting:
    """How the child of a tree between its affixes meets the child before: what it holds its prefix, its suffix that."""
    if tree.role == SUFFIXED and index == len(tree.children) - 1:
        return Meeting.ALIKE if _ends(tree.children[index - 1]) else Meeting.FREELY
    return Meeting.NOT if _begins(tree.children[index]) else Meeting.FREELY
