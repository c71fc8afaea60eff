"""A bookdown project's file to the texts of the book in their order."""

from __future__ import annotations

from collections.abc import Callable, Collection
from posixpath import normpath

from site_builder.diagnostics import Diagnostic
from site_builder.model import YamlMap
from site_builder.projects.includes import missing_chapter
from site_builder.projects.kinds import is_hidden, is_r_markdown, is_text
from site_builder.projects.layout import Order
from site_builder.yaml_values import items_of, node_at, pairs_of, text_of


def list_texts(
    project: YamlMap,
    names: Collection[str],
    order: Callable[[str], Order],
    included_in: Callable[[Collection[str]], Collection[str]],
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The files of `rmd_files`; without it, all R Markdown files beside it in the order of their names, index first.

    The file with the name of the book is left out, since bookdown merges all of them into it, and so are those that
    others of the book include. Files in the folders of `rmd_subdir` follow, or if it is true, files in all folders.
    """
    rmd_files = node_at(project, "rmd_files")
    listed = items_of(rmd_files)
    by_format = pairs_of(rmd_files)
    if by_format.pairs:
        listed = items_of(node_at(by_format, "html") or by_format.pairs[0][1])
    if listed and rmd_files is not None:
        paths = [normpath(name) for name in map(text_of, listed) if name]
        missing = [name for name in paths if name not in names]
        told = (missing_chapter(name, names, rmd_files.location) for name in missing)
        known = [name for name in paths if name in names and is_text(name)]
        return tuple(dict.fromkeys((*known, *_below(project, names)))), tuple(told)
    merged = f"{text_of(node_at(project, 'book_filename')).removesuffix('.Rmd')}.rmd".lower()
    sources = [name for name in names if is_r_markdown(name) and name.lower() != merged]
    wanted = sorted((name for name in sources if "/" not in name and not is_hidden(name)), key=order)
    wanted += _below(project, names)
    included = included_in(wanted)
    wanted = [name for name in wanted if name not in included or name.lower() == "index.rmd"]
    return tuple(sorted(wanted, key=lambda name: name.lower() != "index.rmd")), ()


def _below(project: YamlMap, names: Collection[str]) -> list[str]:
    """The R Markdown files in the folders of `rmd_subdir`, at any depth."""
    sources = sorted(name for name in names if is_r_markdown(name) and "/" in name and not is_hidden(name))
    folders = [text_of(item).removeprefix("./").rstrip("/") for item in items_of(node_at(project, "rmd_subdir"))]
    if any(folder.lower() in ("true", "yes", ".") for folder in folders):
        return sources
    found = (name for folder in folders if folder for name in sources if name.startswith(f"{folder}/"))
    return list(dict.fromkeys(found))
