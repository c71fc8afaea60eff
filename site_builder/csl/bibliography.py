"""Bibliography entries to entries that depend on the one before, and to two-column entries.

CSL 1.0.2, “Bibliography-specific Options”: `subsequent-author-substitute` and `second-field-align`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from site_builder.csl.context import Item
from site_builder.csl.formatting import affixed, level
from site_builder.csl.tree import LAYOUT, Delimiter, Format, Node, Tree, find, plain, row, swapped
from site_builder.csl.xml import Element
from site_builder.frozen import frozen

SUBSTITUTE = "subsequent-author-substitute"
PLACES_IN_LIST = ("citation-number", "citation-label")


def with_second_field(fields: Sequence[Tree], layout: Element) -> Tree:
    """The first field in the margin and the others to its right, with the layout's affixes at either end."""
    shown = [field for field in fields if field]
    if not shown:
        return ""
    left = Node((affixed(level(shown[0], LAYOUT), layout.get("prefix"), ""),), Format(display="left-margin"))
    rest = affixed(level(row(shown[1:]), LAYOUT), "", layout.get("suffix").rstrip())
    return Node((left, Node((rest,), Format(display="right-inline")))) if rest else left


def without_number(tree: Tree) -> Tree:
    """An entry without its number or label in the list, and without the brackets around that."""
    number = next((found for role in PLACES_IN_LIST if (found := find(tree, role))), None)
    return tree if number is None else _without(tree, number)


def _without(tree: Tree, number: Node) -> Tree:
    if isinstance(tree, str) or find(tree, number.role) is not number:
        return tree
    if _letters(tree) == _letters(number):
        return ""
    parts = [part for child in tree.children if (part := _without(child, number))]
    while parts and isinstance(parts[0], Delimiter):
        del parts[0]
    return tree.replaced(parts)


def _letters(tree: Tree) -> str:
    return "".join(filter(str.isalnum, plain(tree)))


def _individual(tree: Tree) -> Iterator[Node]:
    """The nodes of single names."""
    if isinstance(tree, str):
        return
    if tree.role == "name":
        yield tree
        return
    for child in tree.children:
        yield from _individual(child)


@frozen
class Entry:
    """An entry of the bibliography. `people` are the full names of those shown in its first list of names."""

    item: Item
    tree: Tree
    people: tuple[str, ...] = ()


def _substituted(entry: Entry, names: Node, before: Entry, names_before: Node, options: Element) -> dict[int, Tree]:
    """The replacements in one entry, by the `id` of the nodes to replace."""
    substitute = options.get(SUBSTITUTE)
    rule = options.get("subsequent-author-substitute-rule", "complete-all")
    mine, theirs = list(_individual(names)), list(_individual(names_before))
    whole, whole_before = find(names, "name-list") or names, find(names_before, "name-list") or names_before
    if whole is names or rule in ("complete-all", "complete-each"):
        if plain(whole) != plain(whole_before) or entry.people != before.people:
            return {}
        return {id(name): substitute for name in mine} if rule == "complete-each" and mine else {id(whole): substitute}
    same = [
        plain(name) == plain(other) and person == previous
        for name, other, person, previous in zip(mine, theirs, entry.people, before.people, strict=False)
    ]
    shared = next((index for index, alike in enumerate(same) if not alike), len(same))
    if rule == "partial-first":
        shared = min(shared, 1)
    return {id(name): substitute for name in mine[:shared]}


def substitute_repeated_names(entries: Iterable[Entry], options: Element) -> Iterator[Entry]:
    """Entries in which names repeated from the entry before are replaced, by the rule of `cs:bibliography`.

    Two people stay distinct even if their names are written alike (“Smith, J.”).
    """
    if SUBSTITUTE not in options.attributes:
        yield from entries
        return
    previous: tuple[Entry, Node] | None = None
    for entry in entries:
        names = find(entry.tree, "names")
        changes = _substituted(entry, names, *previous, options) if names and previous else {}
        previous = (entry, names) if names else None
        # What is the same tree as before is not formatted again.
        yield replace(entry, tree=swapped(entry.tree, changes)) if changes else entry
