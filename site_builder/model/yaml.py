"""A YAML value that knows its place."""

from __future__ import annotations

from site_builder.diagnostics import Location
from site_builder.frozen import frozen


@frozen
class YamlNode:
    """A YAML value with its place. `value` is a scalar, a tuple of nodes, or a `YamlMap`."""

    value: str | int | float | bool | tuple[YamlNode, ...] | YamlMap | None
    location: Location


@frozen
class YamlMap:
    """A YAML mapping: pairs of a key and its node, in order. `key_locations` has the place of each key."""

    pairs: tuple[tuple[str, YamlNode], ...] = ()
    key_locations: tuple[Location, ...] = ()
