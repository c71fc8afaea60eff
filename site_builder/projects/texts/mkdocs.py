"""MkDocs' own file to the texts that it lists in their order and parts, and to the metadata of all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from posixpath import normpath
from typing import Final, NamedTuple

from site_builder.addresses import by_depth
from site_builder.model import YamlMap, YamlNode
from site_builder.projects.kinds import HUGO_FILES, JEKYLL_FILE, is_hidden, is_repository_text, is_text
from site_builder.yaml_values import items_of, map_of, names_of, node_at, pairs_of, text_of

FILES: Final = ("mkdocs.yml", "mkdocs.yaml")
EXTENSIONS: Final = {
    "pymdownx.arithmatex": "tex_math_single_backslash",
    **dict.fromkeys(("nl2br", "markdown.extensions.nl2br"), "hard_line_breaks"),
}
DEEPEST: Final = 1
KEYS: Final = {"title": "site_name", "author": "site_author", "description": "site_description"}


class ForeignSite(NamedTuple):
    chapters: dict[str, str]
    metadata: YamlMap


def site_of(
    texts: Collection[str], names: Collection[str], value: Callable[[str], YamlNode | None]
) -> ForeignSite | None:
    """The site of MkDocs' file, perhaps without a list of chapters; None if it is not that of all of `texts`.

    `value` reads a file.
    """
    found = [name for name in names if name.rpartition("/")[2] in FILES and not is_hidden(name)]
    path = min(found, key=by_depth, default="")
    if not path or path.count("/") > DEEPEST:
        return None
    values = pairs_of(value(path))
    beside = path.rpartition("/")[0]
    folder = normpath(f"{beside}/{text_of(node_at(values, 'docs_dir')) or 'docs'}".lstrip("/"))
    chapters: dict[str, str] = {}
    for name, part in _entries(node_at(values, "nav"), ""):
        text = normpath(f"{folder}/{name.lstrip('/')}")
        if text in names and is_text(text):
            chapters.setdefault(text, part)
    inside = [text for text in texts if text.startswith(f"{folder}/")]
    is_whole = all(text in inside or is_repository_text(text) for text in texts)
    return ForeignSite(chapters, _said(values, beside, names)) if (chapters or inside) and is_whole else None


def _entries(node: YamlNode | None, part: str) -> Iterator[tuple[str, str]]:
    for item in items_of(node):
        for title, entry in pairs_of(item).pairs:
            if isinstance(entry.value, tuple):
                yield from _entries(entry, part or title)
            else:
                yield text_of(entry), part
        if isinstance(item.value, str):
            yield item.value, part


def is_named_by_site(said: YamlMap) -> bool:
    """Whether the title comes from the file of a MkDocs, Hugo or Jekyll site, so it is that of all texts."""
    node = node_at(said, "title")
    return node is not None and node.location.path.endswith((*FILES, *HUGO_FILES, JEKYLL_FILE))


def _read_by(item: YamlNode) -> list[str]:
    """Pandoc's names for the extensions in an item of the list that change how mathematics and line ends are read."""
    return [EXTENSIONS[name] for name in names_of(item) if name in EXTENSIONS]


def _said(values: YamlMap, folder: str, names: Collection[str]) -> YamlMap:
    nodes = {key: node_at(values, name) for key, name in KEYS.items()}
    nodes["lang"] = node_at(values, "theme", "language")
    for plugin in items_of(node_at(values, "plugins")):
        bibliography = node_at(pairs_of(plugin), "bibtex", "bib_file")
        if normpath(f"{folder}/{text_of(bibliography)}".lstrip("/")) in names:
            nodes["bibliography"] = bibliography
    read = [(item, how) for item in items_of(node_at(values, "markdown_extensions")) for how in _read_by(item)]
    nodes["from"] = YamlNode("+".join(["markdown", *(how for _, how in read)]), read[0][0].location) if read else None
    return map_of(nodes)
