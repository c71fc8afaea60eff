"""A path of keys into a located YAML value to the value there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.diagnostics import Location
from site_builder.model import YamlMap, YamlNode

EMPTY = YamlMap()
# YAML 1.1's words, which several tools read.
YES = frozenset({"true", "yes", "on", "1"})
NO = frozenset({"false", "no", "off", "0"})


def pairs_of(node: YamlNode | None) -> YamlMap:
    return node.value if node is not None and isinstance(node.value, YamlMap) else EMPTY


def map_of(nodes: Mapping[str, YamlNode | None]) -> YamlMap:
    """A mapping of those nodes that exist. Each key has the place of its value."""
    return placed_map({key: (node, node.location) for key, node in nodes.items() if node is not None})


def placed_map(nodes: Mapping[str, tuple[YamlNode, Location]]) -> YamlMap:
    """A mapping of nodes, each with the place of its key."""
    return YamlMap(tuple((key, node) for key, (node, _) in nodes.items()), tuple(place for _, place in nodes.values()))


def node_at(values: YamlMap, *steps: str, first: int = 0) -> YamlNode | None:
    """The value under keys within keys. In a list, a number is an index, which begins at `first`."""
    found: YamlNode | None = None
    for at, step in enumerate(steps):
        if at and found is not None and isinstance(found.value, tuple):
            index = int(step) - first if step.isascii() and step.isdigit() else -1
            found = found.value[index] if 0 <= index < len(found.value) else None
            continue
        inside = values if not at else pairs_of(found)
        found = next((node for name, node in inside.pairs if name == step), None)
        if found is None:
            return None
    return found


def first_of(values: YamlMap, *keys: str) -> YamlNode | None:
    """The value of the first key that has one."""
    nodes = (node_at(values, key) for key in keys)
    return next((node for node in nodes if node is not None and node.value is not None), None)


def items_of(node: YamlNode | None) -> tuple[YamlNode, ...]:
    """The items of a list; for any other value, that value alone."""
    if node is None or node.value is None:
        return ()
    return node.value if isinstance(node.value, tuple) else (node,)


def text_of(node: YamlNode | None) -> str:
    return node.value.strip() if node is not None and isinstance(node.value, str) else ""


def names_of(node: YamlNode | None) -> tuple[str, ...]:
    """The names that stand alone or have values of their own: `format: html`, `format: {html: …, pdf: …}`."""
    return tuple(key for key, _ in pairs_of(node).pairs) or tuple(filter(None, (text_of(node),)))


def yes_or_no(node: YamlNode | None) -> bool | None:
    """Whether a value is a yes, in any of YAML's words; None if it is neither a yes nor a no."""
    # TOML and JSON have booleans of their own.
    text = (str(node.value) if node and isinstance(node.value, bool) else text_of(node)).casefold()
    return text in YES if text in YES or text in NO else None


def texts_of(node: YamlNode | None) -> Iterator[YamlNode]:
    """Those items of a list, or the single value, that are non-empty text."""
    return (item for item in items_of(node) if isinstance(item.value, str) and item.value.strip())
