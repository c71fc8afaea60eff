"""YAML text to values that know their place, and these to typed values by their definition."""

from site_builder.yaml_values.fields import Fields, kind_of, words_in
from site_builder.yaml_values.mending import KEY, read_mended_yaml
from site_builder.yaml_values.paths import (
    NO,
    first_of,
    items_of,
    map_of,
    names_of,
    node_at,
    pairs_of,
    placed_map,
    text_of,
    texts_of,
    yes_or_no,
)
from site_builder.yaml_values.reading import read_yaml

__all__ = [
    "KEY",
    "NO",
    "Fields",
    "first_of",
    "items_of",
    "kind_of",
    "map_of",
    "names_of",
    "node_at",
    "pairs_of",
    "placed_map",
    "read_mended_yaml",
    "read_yaml",
    "text_of",
    "texts_of",
    "words_in",
    "yes_or_no",
]
