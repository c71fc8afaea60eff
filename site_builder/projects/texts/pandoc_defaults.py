"""A file of defaults for pandoc (`--defaults`) to the texts that it names in their order, and to their metadata.

Its keys are pandoc's options. So `bibliography`, `csl` and `number-sections` are beside `metadata`, which has the keys
of front matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from posixpath import join, normpath
from typing import Final

from site_builder.diagnostics import Diagnostic
from site_builder.frozen import frozen
from site_builder.model import YamlMap
from site_builder.patterns import pattern
from site_builder.projects.includes import missing_chapter
from site_builder.projects.kinds import is_text
from site_builder.yaml_values import first_of, node_at, pairs_of, text_of, texts_of

# A file beside the texts, or in a folder of files for pandoc
FILE: Final = pattern(r"(?:[\w.-]{1,60}/)?[\w.-]{1,60}\.ya?ml")
# One key that only such a file has, or several that it has with others, tell such a file.
OWN_KEY: Final = pattern(
    r"^(?:input-files?|metadata-files?|pdf-engine|top-level-division|citeproc)[ \t]*:", re.MULTILINE
)
OPTION: Final = pattern(
    r"^(?:from|reader|to|writer|standalone|filters|metadata|variables|template|number-sections|table-of-contents|toc"
    r"|output-file|resource-path|highlight-style|include-in-header|bibliography|csl)[ \t]*:",
    re.MULTILINE,
)
FEWEST: Final = 3
LONGEST: Final = 20_000


@frozen
class Defaults:
    """The files of defaults, the texts that one of them lists, and the metadata; earlier maps take precedence."""

    files: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    metadata: tuple[YamlMap, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_defaults(
    names: Collection[str], read: Callable[[str], str], read_yaml: Callable[[Iterable[str]], YamlMap]
) -> Defaults:
    """Read the files of defaults. If several list texts, the first list counts."""
    files = tuple(defaults_among(names, read))
    texts: tuple[str, ...] = ()
    missing: tuple[Diagnostic, ...] = ()
    said: list[YamlMap] = []
    for path in files:
        options = read_yaml([path])
        if not texts:
            texts, missing = texts_listed(options, path, names)
        further = texts_of(first_of(options, "metadata-files", "metadata-file"))
        named = [path_of(text_of(node), path, names) for node in further]
        said += [
            pairs_of(node_at(options, "metadata")),
            *(read_yaml([name]) for name in named if name),
            options,
            pairs_of(node_at(options, "variables")),
        ]
    return Defaults(files, texts, tuple(said), missing)


def defaults_among(names: Collection[str], read: Callable[[str], str]) -> list[str]:
    """The files of defaults, those that name texts first."""
    found = {name: text for name in sorted(names) if FILE.fullmatch(name) and len(text := read(name)) < LONGEST}
    defaults = (name for name, text in found.items() if OWN_KEY.search(text) or len(OPTION.findall(text)) >= FEWEST)
    return sorted(defaults, key=lambda name: "input-file" not in found[name])


def texts_listed(
    defaults: YamlMap, path: str, names: Collection[str]
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The texts in pandoc's order, by paths from the project's folder or the file's, and diagnostics of others."""
    texts: list[str] = []
    missing = []
    for node in texts_of(first_of(defaults, "input-files", "input-file")):
        if found := path_of(text_of(node), path, names):
            texts += [found] if is_text(found) else []
            continue
        missing.append(missing_chapter(text_of(node), names, node.location))
    return tuple(dict.fromkeys(texts)), tuple(missing) if texts else ()


def path_of(named: str, path: str, names: Collection[str]) -> str:
    """The path of a file that is named in a file of defaults; "" if it does not exist."""
    folder = path.rpartition("/")[0]
    bare = named.replace("${.}/", "").replace("${.}", "")
    places = [normpath(bare), normpath(join(folder, bare))]
    return next((place for place in (places[::-1] if "${.}" in named else places) if place in names), "")
