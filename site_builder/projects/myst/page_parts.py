"""The names of files with parts of a page of mystmd, such as its abstract, to the texts of these parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from site_builder.diagnostics import Location
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.metadata.unshown_metadata import FILES_OF_TEXT
from site_builder.yaml_values import pairs_of, text_of

# What a file begins with that a page says otherwise: front matter, and a title
HEAD: Final = pattern(r"(?:---[ \t]*\n(?:.*\n)*?---[ \t]*\n)?\s*(?:#.*\n\s*)?")


def with_files_read(values: YamlMap, found: Callable[[str], str], read: Callable[[str], str]) -> YamlMap:
    """The values with the texts of files in place of their names. `found` gives the path of a file, or ""."""

    def said(node: YamlNode) -> YamlNode:
        name = text_of(node).strip()
        path = found(name) if name.lower().endswith(FILES_OF_TEXT) else ""
        if not path:
            return node
        text = read(path)
        start = len(head[0]) if (head := HEAD.match(text)) else 0
        return YamlNode(text[start:].rstrip(), Location(path, text.count("\n", 0, start) + 1, 1))

    def filled(key: str, node: YamlNode) -> YamlNode:
        if key == "parts" and isinstance(node.value, YamlMap):
            parts = pairs_of(node)
            return YamlNode(replace(parts, pairs=tuple((key, said(part)) for key, part in parts.pairs)), node.location)
        return said(node) if key == "abstract" else node

    return replace(values, pairs=tuple((key, filled(key, node)) for key, node in values.pairs))
