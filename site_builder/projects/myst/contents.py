"""The files of a book for Jupyter Book or MyST, `_toc.yml`, `_config.yml` and `myst.yml`, to its contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from posixpath import normpath
from types import MappingProxyType
from typing import Final, NamedTuple

from site_builder.diagnostics import Diagnostic, Rule
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects import quarto
from site_builder.projects.kinds import is_hidden, is_text
from site_builder.projects.myst.folders import CONTENTS, FIRST, PROJECTS, folder_of_book, folder_of_sphinx
from site_builder.projects.myst.page_parts import with_files_read
from site_builder.projects.myst.sphinx import sphinx_metadata, texts_of_sphinx
from site_builder.projects.myst.substitutions import ABBREVIATIONS
from site_builder.projects.notebooks import is_notebook
from site_builder.projects.texts.manuscripts import folder_of
from site_builder.projects.wildcards import expression_of
from site_builder.yaml_values import first_of, items_of, map_of, node_at, pairs_of, text_of, texts_of, yes_or_no

SETTINGS: Final = ("_config.yml", "_config.yaml")
ENDINGS: Final = ("", ".md", ".ipynb", ".markdown")
# The keys for what is below an entry of a list; a part has a title of its own.
PARTS: Final = ("parts", "subtrees")
BELOW: Final = ("chapters", "sections", "entries", "children")
# What mystmd calls references are the sites of other projects; for Pandoc, they are works.
RENAMED: Final = {"abbreviations": ABBREVIATIONS, "references": "sites"}
NUMBERED: Final = ("all", "title", "headings", "heading_1", "heading_2")
# What TeachBooks has behind the authors: “Ann Ash from Elm, built with <a href=…>TeachBooks</a>, <a href=…>CC BY</a>”
BUILT_WITH: Final = pattern(r"(?:,|<br>)?[ ]?(?:[Bb]uilt with|[Gg]emaakt met) <a[ ]")
FROM: Final = pattern(r" from ([^,()<>]{3,200})$")
LICENSE: Final = pattern(r"https://creativecommons\.org/[\w/.-]{3,100}")
# Files that extend others
DEEPEST: Final = 3
MOST: Final = 4


class Contents(NamedTuple):
    """The texts in their order with their parts, the metadata of all, those without a number, and their depths."""

    parts: dict[str, str]
    metadata: YamlMap
    diagnostics: tuple[Diagnostic, ...]
    unnumbered: frozenset[str] = frozenset()
    depths: Mapping[str, int] = MappingProxyType({})


def read_contents(
    names: Collection[str], file: Callable[[str], YamlNode | None], read: Callable[[str], str]
) -> Contents:
    """The contents of a book. `file` gives the value of a file in YAML, and `read` the text of a file."""
    folder = folder_of_book(names)
    if folder is None:
        return _of_sphinx(folder_of_sphinx(names) or "", names, read)
    listed, said, stated = (
        next((file(f"{folder}{name}") for name in files if f"{folder}{name}" in names), None)
        for files in (CONTENTS, SETTINGS, PROJECTS)
    )
    whole = _with_extended(pairs_of(stated), folder, names, file)
    project = _with_contributors(pairs_of(node_at(whole, "project")))
    project = with_files_read(
        project, lambda name: path if (path := normpath(f"{folder}{name}")) in names else "", read
    )
    project = in_our_words(project)
    toc = listed or node_at(project, "toc")
    found: dict[str, str] = {}
    depths: dict[str, int] = {}
    lost = []
    for node, part, depth in _entries(toc, ""):
        texts = _texts_named(text_of(node), folder, names)
        lost += [] if texts else [_not_there(node)]
        for text in texts:
            found.setdefault(text, part)
            depths.setdefault(text, depth)
    metadata = _joined(project, _of_settings(pairs_of(said)), _of_numbers(toc, project))
    numbered = _numbered_parts(toc)
    unnumbered = frozenset(text for text, part in found.items() if numbered and part not in numbered)
    return Contents(found, metadata, tuple(lost), unnumbered, depths)


def in_our_words(values: YamlMap) -> YamlMap:
    """What mystmd calls otherwise than other tools, by our names."""
    return replace(values, pairs=tuple((RENAMED.get(key, key), node) for key, node in values.pairs))


def _of_sphinx(folder: str, names: Collection[str], read: Callable[[str], str]) -> Contents:
    def named(name: str, beside: str) -> list[str]:
        return _texts_named(name, folder if name.startswith("/") else beside, names)

    found = texts_of_sphinx(f"{folder}{FIRST}", read, named)
    return Contents(found if len(found) > 1 else {}, sphinx_metadata(folder, read), ())


def _with_extended(
    values: YamlMap, folder: str, names: Collection[str], file: Callable[[str], YamlNode | None], left: int = DEEPEST
) -> YamlMap:
    """The values of a project's file, completed by those of the files that it extends. The last of these goes ahead."""
    extended = [normpath(f"{folder}{text_of(node)}") for node in texts_of(node_at(values, "extends"))]
    further = (
        _with_extended(pairs_of(file(path)), folder_of(path), names, file, left - 1)
        for path in reversed(extended[:MOST] if left else [])
        if path in names
    )
    return quarto.joined(values, *further)


def _with_contributors(project: YamlMap) -> YamlMap:
    """The map with persons in place of their ids in the list of authors."""
    persons = items_of(node_at(project, "contributors"))
    by_id = {name: person for person in persons if (name := text_of(node_at(pairs_of(person), "id")))}
    authors = node_at(project, "authors")
    if not by_id or authors is None:
        return project
    whole = YamlNode(tuple(by_id.get(text_of(author), author) for author in items_of(authors)), authors.location)
    pairs = tuple((key, whole if node is authors else node) for key, node in project.pairs)
    return replace(project, pairs=pairs)


def _not_there(node: YamlNode) -> Diagnostic:
    message = f"“{text_of(node)}” is not among the texts that can be read, so it is missing from the book."
    hint = "correct its name, or add the file to the project; one in reStructuredText can be turned into MyST."
    return Diagnostic(Rule.UNKNOWN_INCLUDE, node.location, message, hint)


def _entries(node: YamlNode | None, part: str, depth: int = 0) -> Iterator[tuple[YamlNode, str, int]]:
    """The nodes that name files, in their order, each with the title of its part and the number of files above it."""
    for item in items_of(node):
        entry = pairs_of(item)
        named = first_of(entry, "root", "file", "chapter", "glob", "pattern", "url")
        # The oldest lists have addresses of the site.
        is_elsewhere = named is not None and named is node_at(entry, "url") and not text_of(named).startswith("/")
        name = "" if is_elsewhere else text_of(named) or text_of(item)
        if name:
            yield named or item, part, depth
        # The oldest lists have parts and chapters in the same list.
        title = text_of(first_of(entry, "part", "header", "caption"))
        has_part = not name and bool(title or text_of(node_at(entry, "title")))
        part = title if title and not name else part
        for key in PARTS:
            yield from _entries(node_at(entry, key), part, depth)
        below = depth + 1 if name and node_at(entry, "root") is None else depth
        inner = title or text_of(node_at(entry, "title")) if has_part else part
        for key in BELOW:
            yield from _entries(node_at(entry, key), inner, below)


def _texts_named(name: str, folder: str, names: Collection[str]) -> list[str]:
    path = normpath(f"{folder}{name.lstrip('/')}")
    if "*" in path:
        # The ending may be left out.
        expression = expression_of(path)
        fits = re.compile(rf"{expression}(?:\.[^/]*)?").fullmatch if expression else lambda _: None
        fitting = filter(fits, names)
        return sorted(each for each in fitting if (is_text(each) or is_notebook(each)) and not is_hidden(each))
    ways = (path, normpath(f"{folder}content/{name}")) if name.startswith("/") else (path,)
    texts = (f"{way}{ending}" for way in ways for ending in ENDINGS)
    return [text for text in texts if text in names and (is_text(text) or is_notebook(text))][:1]


def _of_settings(said: YamlMap) -> dict[str, YamlNode | None]:
    """The metadata in Jupyter Book's own settings, by the keys that others use."""
    return {
        "title": first_of(said, "title", "Title"),
        **_of_footer(node_at(said, "author")),
        "bibliography": node_at(said, "bibtex_bibfiles") or node_at(said, "sphinx", "config", "bibtex_bibfiles"),
        "lang": node_at(said, "sphinx", "config", "language"),
        "numfig": node_at(said, "sphinx", "config", "numfig"),
        # The commands for MathJax, as mystmd states them
        "math": node_at(said, "sphinx", "config", "mathjax3_config", "tex", "macros"),
        "substitutions": node_at(said, "parse", "myst_substitutions"),
        "myst_substitutions": node_at(said, "sphinx", "config", "myst_substitutions"),
    }


def _of_footer(author: YamlNode | None) -> dict[str, YamlNode | None]:
    """The authors and the licence. TeachBooks has both in what each page ends with, and what the book is built with."""
    text = text_of(author)
    if author is None or not (built := BUILT_WITH.search(text)):
        return {"author": author}
    names = FROM.sub(r" (\1)", text[: built.start()].removeprefix("By "))
    license = LICENSE.search(text, built.start())
    return {
        "author": replace(author, value=names),
        "license": replace(author, value=license[0]) if license else None,
    }


def _of_numbers(toc: YamlNode | None, project: YamlMap) -> dict[str, YamlNode | None]:
    """Whether a list says that headings are numbered, in all texts or in those of a part."""
    whole = pairs_of(toc)
    nodes = [node_at(whole, "options", "numbered"), node_at(whole, "defaults", "numbered"), node_at(whole, "numbered")]
    nodes += [node_at(project, "numbering"), *(node_at(project, "numbering", name) for name in NUMBERED)]
    nodes += [node_at(pairs_of(item), "numbered") for item in (*items_of(node_at(whole, "parts")), *items_of(toc))]
    said = next(filter(_is_numbered, nodes), None)
    # Sphinx numbers that many levels.
    depth = said if said and text_of(said).isdecimal() else None
    return {"number-sections": YamlNode("true", said.location) if said else None, "number-depth": depth}


def _numbered_parts(toc: YamlNode | None) -> frozenset[str]:
    """The titles of the parts that alone have numbers; none if all parts have them, or no part says so."""
    whole = pairs_of(toc)
    if any(node_at(whole, key, "numbered") for key in ("options", "defaults")):
        return frozenset()
    parts = [pairs_of(item) for item in items_of(node_at(whole, "parts"))]
    said = [part for part in parts if _is_numbered(node_at(part, "numbered"))]
    return frozenset(text_of(node_at(part, "caption")) for part in said) if len(said) < len(parts) else frozenset()


def _is_numbered(node: YamlNode | None) -> bool:
    """Whether a value says that there are numbers: a depth, or yes."""
    return bool(text_of(node)) and yes_or_no(node) is not False


def _joined(first: YamlMap, *further: dict[str, YamlNode | None]) -> YamlMap:
    """The map, completed by values for keys that it lacks."""
    nodes: dict[str, YamlNode | None] = dict(first.pairs)
    for values in further:
        nodes |= {name: node for name, node in values.items() if nodes.get(name) is None}
    return map_of(nodes)
