"""YAML text to values that know their place, and these to typed values by their definition."""

from site_builder.yaml_values.fields import Fields, kind_of
from site_builder.yaml_values.reading import read_yaml

__all__ = ["Fields", "kind_of", "read_yaml"]
