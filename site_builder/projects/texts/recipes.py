"""A Makefile, a script or Leanpub's `Book.txt` to the texts that it lists, in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import islice
from posixpath import normpath
from typing import Final, NamedTuple

from site_builder.addresses import by_depth
from site_builder.diagnostics import Location
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.kinds import TEXTS, is_for_pages, is_recipe
from site_builder.projects.layout import Order
from site_builder.projects.texts.chapters import BEFORE, BEHIND, PLACE_OF_REFERENCES, TITLE, in_order, is_called
from site_builder.yaml_values import map_of

GOES_ON: Final = pattern(r"\\\r?\n")
# A script's list, which may be over several lines: `files=(a.md`
LISTED: Final = pattern(r"=\([^()]{0,5000}\)")
ASSIGNED: Final = pattern(r"[ \t]*(?:export )?(?P<name>\w{1,40})[ \t]{0,20}(?P<how>[:?+]?=)(?P<value>[^\n]*)")
NAMED: Final = pattern(r"\$(?:\((\w{1,40})\)|\{(\w{1,40})(?:\[@\])?\}|(\w{1,40}))")
TEXT: Final = pattern(rf"[^\s\"'=(),;:|<>${{}}]{{1,200}}(?:{'|'.join(map(re.escape, TEXTS))})(?![\w.])", re.IGNORECASE)
# A command that reads the lines of a file: `$(shell cat chapters.list | tr '\n' ' ')`
OF_FILE: Final = pattern(
    r"(?:\$\((?:shell[ ])?|`)(?:cat[ ]|<[ ]?)(?P<file>[\w./-]{1,200})(?![\w./-])[^()`\n]{0,300}[)`]"
)
# Options of pandoc for numbers of sections, the citation style, bibliographies, and the variant of Markdown
OPTION: Final = pattern(
    r"(?<!\S)(?:(?P<numbers>-N|--number-sections)(?!\S)|--csl[= ][\"']?(?P<csl>[^\s\"']{1,200}\.csl)"
    r"|--bibliography[= ][\"']?(?P<bibliography>[^\s\"']{1,200})"
    r"|(?:-[fr]|--(?:from|read))[= ]?[\"']?(?P<reader>(?:markdown|gfm|commonmark)[\w+-]{1,300}))"
)
# Metadata files that pandoc gets ahead of the texts, or by `--metadata-file=`
METADATA: Final = pattern(r"(?<![^\s=\"'])[\w./-]{1,200}\.ya?ml(?![\w.])")
HOME: Final = pattern("index")
FEWEST: Final = 3
# Nobody writes more, but the values of variables could add up to much.
LONGEST: Final = 20_000
MOST_FILES: Final = 20
MOST_LINES: Final = 1_000
MOST_NAMES: Final = 300
DEEPEST: Final = 3


class Recipe(NamedTuple):
    """The texts that the file at `path` lists."""

    path: str
    texts: tuple[str, ...]


def texts_in_recipes(
    names: Collection[str], read: Callable[[str], str], order: Callable[[str], Order], fewest: int = FEWEST
) -> Recipe:
    """The file with the line that lists the most texts, and these texts; no texts if no line lists enough.

    A line must list three, or `fewest` if it calls pandoc.
    """
    texts = [name for name in sorted(names) if is_for_pages(name)]
    best = Recipe("", ())
    for path, line in _lines_of_all(names, lambda path: _with_lists(read(path)[:LONGEST], names, read)):
        found = tuple(_texts_in(line, texts, order, fewest))
        best = Recipe(path, found) if len(found) > len(best.texts) else best
    return best


def lines_about(
    texts: Collection[str], names: Collection[str], read: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """The lines that call pandoc, each with its recipe's path, except lines that name other texts alone.

    A line with a wildcard or a variable may name any text.
    """
    endings = {text.split("/", depth)[-1] for text in texts for depth in range(text.count("/") + 1)}
    for path, line in _lines_of_all(names, lambda path: read(path)[:LONGEST]):
        if "pandoc " in line:
            named = {normpath(name).lstrip("./") for name in TEXT.findall(line)[:MOST_NAMES]}
            if named.isdisjoint(names) or {"*", "$"} & {*line} or endings & named:
                yield path, line


def options_in_recipes(lines: Iterable[tuple[str, str]], names: Collection[str]) -> YamlMap:
    """The options for pandoc: whether to number sections, how to read Markdown, and those files that exist.

    These files are the citation style and the bibliographies.
    """
    said: dict[str, YamlNode] = {}
    works: dict[str, YamlNode] = {}
    for path, line in lines:
        for found in islice(OPTION.finditer(line), MOST_NAMES):
            if found["numbers"]:
                said.setdefault("number-sections", YamlNode("true", Location(path, 1)))
            elif found["reader"]:
                said.setdefault("from", YamlNode(found["reader"], Location(path, 1)))
            elif len(files := _files_at(found["csl"] or found["bibliography"], names)) == 1:
                file = YamlNode(files[0], Location(path, 1))
                if found["csl"]:
                    said.setdefault("csl", file)
                else:
                    works.setdefault(files[0], file)
    if works:
        said["bibliography"] = YamlNode(tuple(works.values()), next(iter(works.values())).location)
    return map_of(said)


def metadata_in_recipes(lines: Iterable[tuple[str, str]], names: Collection[str]) -> Iterator[str]:
    """The existing YAML files that pandoc is given, in its order."""
    named = dict.fromkeys(name for _, line in lines for name in METADATA.findall(line)[:MOST_FILES])
    yield from (found[0] for name in named if len(found := _files_at(name, names)) == 1)


def _files_at(path: str, names: Collection[str]) -> list[str]:
    """The files that a path may mean, relative to any folder."""
    ending = normpath(path).lstrip("./")
    return [name for name in names if name == ending or name.endswith(f"/{ending}")]


def _lines_of_all(names: Collection[str], read: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """The different lines of each recipe, with its path."""
    for path in sorted(filter(is_recipe, names), key=by_depth)[:MOST_FILES]:
        lines = _lines(read(path), is_list=path.endswith(".txt"))
        yield from ((path, line) for line in dict.fromkeys(islice(lines, MOST_LINES)))


def ordered_by(recipe: Recipe, chosen: Collection[str]) -> tuple[str, ...]:
    """The listed texts, and chosen ones that begin or end a work; () if most of the chosen ones are not listed."""
    if 2 * len({*chosen}.intersection(recipe.texts)) < len(chosen):
        return ()
    further = [text for text in chosen if text not in recipe.texts]
    before = [text for text in further if any(is_called(text, kind) for kind in (HOME, TITLE, BEFORE))]
    behind = [text for text in further if any(is_called(text, kind) for kind in (PLACE_OF_REFERENCES, BEHIND))]
    return (*before, *recipe.texts, *(text for text in behind if text not in before))


def _with_lists(written: str, names: Collection[str], read: Callable[[str], str]) -> str:
    """A recipe with the lines of files in place of the commands that read them."""

    def lines_of(found: re.Match[str]) -> str:
        file = normpath(found["file"])
        if file not in names:
            return found[0]
        return " ".join(line.partition("#")[0].strip() for line in read(file)[:LONGEST].split("\n"))

    return OF_FILE.sub(lines_of, written, MOST_FILES) if "cat " in written or "(<" in written else written


def _lines(written: str, is_list: bool) -> Iterator[str]:
    """The lines, with the values of their variables; all lines as one if the file is only a list."""
    whole = LISTED.sub(lambda found: found[0].replace("\n", " "), GOES_ON.sub(" ", written))
    lines = [line.partition("#")[0] for line in whole.split("\n")]
    if is_list:
        yield " ".join(lines)
        return
    variables: dict[str, str] = {}
    for line in lines:
        if assigned := ASSIGNED.match(line):
            before = variables.get(assigned["name"], "") if assigned["how"] == "+=" else ""
            variables[assigned["name"]] = f"{before} {assigned['value']}"
    for line in [*lines, *variables.values()]:
        for _ in range(DEEPEST):
            if "$" in line and len(line) < LONGEST:
                line = NAMED.sub(lambda found: variables.get(found[found.lastindex or 0], found[0]), line, MOST_NAMES)
        yield line[:LONGEST]


def _texts_in(line: str, texts: Sequence[str], order: Callable[[str], Order], fewest: int) -> list[str]:
    """The texts that a line names; [] if they are too few. Pandoc may also be given all texts of a folder."""
    fewest = fewest if "pandoc " in line else FEWEST
    named = TEXT.findall(line)[:MOST_NAMES]
    of_folders = [name for name in named if "*" in name and "/" in name and "pandoc " in line]
    if not of_folders and len({name for name in named if "*" not in name}) < fewest:
        return []
    listed: list[str] = []
    for name in named:
        known = normpath(name).lstrip("./")
        if "*" in known:
            listed += in_order((text for text in texts if fnmatchcase(text, known)), order)
        else:
            # The folder may be missing, if a variable without a known value has it.
            ending = _files_at(name, texts)
            listed += [known] if known in ending else ending[:1] if len(ending) == 1 else []
    return list(dict.fromkeys(listed)) if len({*listed}) >= fewest else []
