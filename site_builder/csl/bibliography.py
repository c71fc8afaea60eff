"""Bibliography entries to entries that know their neighbours and their columns.

CSL 1.0.2, “Bibliography-specific Options”: `subsequent-author-substitute` and
`second-field-align`.
"""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.csl.context import Item
from site_builder.csl.richtext import Format, Node, Tree, find, plain
from site_builder.csl.xml import Element


def with_second_field(fields: Sequence[Tree], layout: Element) -> Tree:
    """The first field in the margin, the others to its right, the layout's affixes at either end."""
    shown = [field for field in fields if field]
    if not shown:
        return ""
    left = Node([part for part in (layout.get("prefix"), shown[0]) if part], Format(display="left-margin"))
    right = Node([part for part in (*shown[1:], layout.get("suffix").rstrip()) if part], Format(display="right-inline"))
    return Node((left, right)) if right.children else left


def _individual(names: Node) -> list[Node]:
    found: list[Node] = []

    def walk(tree: Tree) -> None:
        if isinstance(tree, str):
            return
        if tree.role == "name":
            found.append(tree)
            return
        for child in tree.children:
            walk(child)

    walk(names)
    return found


def _swap(tree: Tree, changes: dict[int, Tree]) -> Tree:
    if id(tree) in changes:
        return changes[id(tree)]
    if isinstance(tree, str):
        return tree
    return tree.replaced([part for child in tree.children if (part := _swap(child, changes))])


def _substituted(names: Node, previous: Node, substitute: str, rule: str) -> dict[int, Tree]:
    """What takes the place of which nodes, for one entry."""
    mine, before = _individual(names), _individual(previous)
    texts, texts_before = [plain(name) for name in mine], [plain(name) for name in before]
    whole, whole_before = find(names, "name-list") or names, find(previous, "name-list") or previous
    if whole is names or rule in ("complete-all", "complete-each"):
        if plain(whole) != plain(whole_before):
            return {}
        return {id(name): substitute for name in mine} if rule == "complete-each" and mine else {id(whole): substitute}
    shared = 0
    while shared < min(len(texts), len(texts_before)) and texts[shared] == texts_before[shared]:
        shared += 1
    if rule == "partial-first":
        shared = min(shared, 1)
    return {id(name): substitute for name in mine[:shared]}


def substitute_repeated_names(
    entries: Sequence[tuple[Item, Tree]], substitute: str, rule: str
) -> list[tuple[Item, Tree]]:
    """Entries with the names that the entry before has too replaced, as the style's rule says."""
    changed: list[tuple[Item, Tree]] = []
    previous: Node | None = None
    for item, tree in entries:
        names = find(tree, "names")
        if names is not None and previous is not None:
            tree = _swap(tree, _substituted(names, previous, substitute, rule))
        previous = names
        changed.append((item, tree))
    return changed
