"""Pandoc's metadata for EPUB, `title: [{type: main, text: A book}]`, to its metadata for all formats."""

from __future__ import annotations

from typing import Final

from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.quarto import joined
from site_builder.yaml_values import items_of, map_of, node_at, pairs_of, text_of

TITLES: Final = {"": "title", "main": "title", "subtitle": "subtitle"}
LANGUAGE: Final = pattern(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
AUTHORS: Final = frozenset({"", "aut", "author"})


def for_all_formats(values: YamlMap) -> YamlMap:
    said: dict[str, YamlNode] = {}
    for item in items_of(node_at(values, "title")):
        kind = text_of(node_at(pairs_of(item), "type"))
        if (text := node_at(pairs_of(item), "text")) and kind in TITLES:
            said.setdefault(TITLES[kind], text)
    for key in ("creator", "author"):
        items = [pairs_of(item) for item in items_of(node_at(values, key))]
        by = [text for item in items if (text := node_at(item, "text")) and text_of(node_at(item, "role")) in AUTHORS]
        if by:
            said.setdefault("author", YamlNode(tuple(by), by[0].location))
    # In Quarto, `language` has the words for figures and the like, or the name of their file.
    if (language := node_at(values, "language")) and LANGUAGE.fullmatch(text_of(language)):
        said.setdefault("lang", node_at(values, "lang") or language)
    return joined(map_of(said), values) if said else values
