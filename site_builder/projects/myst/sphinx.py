"""A project for Sphinx in MyST to its texts, which name one another in a `toctree`, and to what its `conf.py` says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import dirname
from typing import Final

from site_builder.diagnostics import Location
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.myst.folders import SPHINX
from site_builder.projects.myst.index import CLOSING, OPENING
from site_builder.yaml_values import map_of

KEYS: Final = {"project": "title", "html_title": "title", "author": "author", "language": "lang"}
VALUE: Final = pattern(
    r"(?P<key>project|html_title|author|language)[ \t]*=[ \t]*[ru]?"
    r"(?P<sign>[\"'])(?P<value>[^\"'\n]{1,500})(?P=sign)[ \t]*(?:#.*)?"
)
FILES: Final = pattern(r"^bibtex_bibfiles[ \t]*=[ \t]*\[(?P<files>[^\[\]]{0,2000})\]", re.MULTILINE)
FILE: Final = pattern(r"[\"']([^\"'\n]{1,300})[\"']")
COUNTED: Final = pattern(r"^numfig[ \t]*=[ \t]*True\b", re.MULTILINE)
REPLACED: Final = pattern(r"^myst_substitutions[ \t]*=[ \t]*\{(?P<pairs>[^{}]{0,5000})\}", re.MULTILINE)
PAIR: Final = pattern(r"[\"']([\w-]{1,100})[\"'][ \t]*:[ \t]*r?([\"'])([^\"'\n]{1,1000})\2")
OF_RST: Final = pattern(r"(?P<indent>[ \t]*)\.\.[ ]toctree::[ \t]*")
OPTION: Final = pattern(r"[ \t]*:(?P<key>[\w-]{1,40}):[ \t]*(?P<value>.*)")
TITLED: Final = pattern(r".{0,300}<(?P<name>[^<>]{1,300})>")


def texts_of_sphinx(first: str, read: Callable[[str], str], named: Callable[[str, str], list[str]]) -> dict[str, str]:
    """The texts in their order, with their parts. `named` gives the texts for a name in a folder."""
    found: dict[str, str] = {first: ""}
    waiting = [iter([*_entries(read(first))])]
    folders, parts = [dirname(first)], [""]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop(), folders.pop(), parts.pop()
            continue
        name, caption = entry
        part = parts[-1] or caption
        for text in named(name, f"{folders[-1]}/" if folders[-1] else ""):
            if text not in found:
                found[text] = part
                waiting.append(iter([*_entries(read(text))]))
                folders.append(dirname(text))
                parts.append(part)
    return found


def sphinx_metadata(folder: str, read: Callable[[str], str]) -> YamlMap:
    path = f"{folder}{SPHINX}"
    text = read(path)
    place = Location(path, 1, 1)
    said: dict[str, YamlNode] = {}
    for line in text.split("\n"):
        if found := VALUE.fullmatch(line):
            said.setdefault(KEYS[found["key"]], YamlNode(found["value"], place))
    if listed := FILES.search(text):
        files = (YamlNode(name, place) for name in FILE.findall(listed["files"]))
        said["bibliography"] = YamlNode(tuple(files), place)
    if COUNTED.search(text):
        said["numfig"] = YamlNode("true", place)
    if replaced := REPLACED.search(text):
        values = {key: YamlNode(value, place) for key, _, value in PAIR.findall(replaced["pairs"])}
        said["myst_substitutions"] = YamlNode(map_of(values), place)
    return map_of(said)


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """The names in the lists of a text, each with the caption of its list."""
    caption = ""
    is_within = is_of_rst = False
    for line in text.split("\n"):
        opening = OPENING.fullmatch(line)
        if opening or OF_RST.fullmatch(line):
            is_within = opening is None or opening["name"] == "toctree"
            is_of_rst, caption = opening is None, ""
        elif CLOSING.fullmatch(line) or (is_of_rst and line.strip() and not line[:1].isspace()):
            is_within = False
        elif is_within and (option := OPTION.fullmatch(line)):
            caption = option["value"].strip() if option["key"] == "caption" else caption
        elif is_within and line.strip() and line.strip() != "self":
            titled = TITLED.fullmatch(line.strip())
            yield titled["name"].strip() if titled else line.strip(), caption
