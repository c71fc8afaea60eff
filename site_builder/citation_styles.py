"""The name of a citation style to the style and its locales."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import chain
from pathlib import PurePosixPath

from site_builder.csl import Locales, Style, read_locale, read_style
from site_builder.csl.locale import build_locale, fallback, locator_labels
from site_builder.csl.xml import Element
from site_builder.diagnostics import Diagnostic, Location, Rule, choice_hint, did_you_mean
from site_builder.language_tags import language_of
from site_builder.model import Files
from site_builder.patterns import pattern

DEFAULT_STYLE = "apa"
_INDEPENDENT = PurePosixPath("csl/styles")
_DEPENDENT = PurePosixPath("csl/styles/dependent")
_LOCALES = PurePosixPath("csl/locales")
_RENAMED = PurePosixPath("csl/styles/renamed-styles.json")
_TITLE = pattern(r"<title(?:-short)?>(.*?)</title(?:-short)?>", re.DOTALL)
_WORD = pattern(r"\w+")
_LONGEST_CHAIN = 5
_MOST_TITLED = 3


def style_names(files: Files) -> Iterator[str]:
    """The names of all styles, including dependent ones."""
    return (path.stem for path in _style_paths(files))


def _style_paths(files: Files) -> Iterator[PurePosixPath]:
    return (path for path in files if path.suffix == ".csl" and path.parent in (_INDEPENDENT, _DEPENDENT))


def locale_path(lang: str) -> PurePosixPath:
    return _LOCALES / f"locales-{lang}.xml"


def locale_paths(files: Files, lang: str) -> tuple[PurePosixPath, ...]:
    """The existing locale files for a language, nearest first."""
    return tuple(path for path in map(locale_path, fallback(lang)) if path in files)


def locator_terms(files: Files, lang: str) -> Mapping[str, str]:
    """A language's words for locators, mapped to CSL's terms."""
    read = (read_locale(files[path], str(path))[0] for path in locale_paths(files, lang))
    return locator_labels(build_locale(lang, [root for root in read if root is not None], ()))


def list_styles(files: Files, word: str) -> Iterator[tuple[str, str]]:
    """Name and title of each style that has the word in either, sorted by name; case does not matter.

    For a name that the CSL project has given up, the title names its successor.
    """
    wanted = word.casefold()
    names: dict[str, PurePosixPath | str] = {path.stem: path for path in _style_paths(files)}
    for name, source in sorted({**_renamed(files), **names}.items()):
        titles = [f"now {source}"] if isinstance(source, str) else _titles(files[source])
        if any(wanted in text.casefold() for text in (name, *titles)):
            yield name, titles[0] if titles else ""


def _titles(style: bytes) -> list[str]:
    return [" ".join(unescape(title).split()) for title in _TITLE.findall(style.decode(errors="replace"))]


def _path(files: Files, name: str) -> PurePosixPath | None:
    if name.endswith(".csl"):
        own = PurePosixPath(name)
        return own if own in files else None
    return _bundled(files, name) or _bundled(files, _renamed(files).get(name, name))


def intended_style(files: Files, written: str) -> str:
    """The name of the bundled style that a missing file's name refers to; otherwise what is written."""
    name = PurePosixPath(written).name.removesuffix(".csl")
    is_there = PurePosixPath(written) in files
    return name if not is_there and (_bundled(files, name) or not written.endswith(".csl")) else written


def _bundled(files: Files, name: str) -> PurePosixPath | None:
    candidates = (folder / f"{name}.csl" for folder in (_INDEPENDENT, _DEPENDENT))
    return next((path for path in candidates if path in files), None)


def _renamed(files: Files) -> Mapping[str, str]:
    """The names that the CSL project has given up, each with its successor."""
    try:
        renamed = json.loads(files.get(_RENAMED, b"{}"))
    except ValueError:
        return {}
    return {old: new for old, new in renamed.items() if isinstance(new, str)} if isinstance(renamed, dict) else {}


def _titled(files: Files, words: Sequence[str]) -> list[str]:
    """The names of the styles whose titles have all these words, the shortest title first."""
    found = []
    for path in (path for path in _style_paths(files) if path.parent == _INDEPENDENT):
        titles = [_WORD.findall(title.casefold()) for title in _titles(files[path])]
        if set(words) <= set(chain.from_iterable(titles)):
            found.append((len(titles[0]), path.stem))
    return [name for _, name in sorted(found)]


def _unknown(files: Files, name: str, where: Location) -> Diagnostic:
    is_file = name.endswith(".csl")
    words = _WORD.findall(name.casefold())
    # “apa.csl”, or the address of a style in Zotero's repository, means the bundled style of that name, and so does
    # “PLOS ONE”.
    beginnings = ("-".join(words[:number]) for number in range(len(words), 0, -1))
    meant = [one for one in (intended_style(files, name), *beginnings) if one != name and _path(files, one)][:1]
    if len(words) > 1 and not (meant or is_file):
        meant = _titled(files, words)[:_MOST_TITLED]
    hint = choice_hint([f"“{one}”" for one in dict.fromkeys(meant)], "give its path from the project's folder.")
    if not (meant or is_file):
        listed = "choose one that “site-builder styles” lists, such as “ieee”."
        hint = did_you_mean(name, style_names(files), did_you_mean(name, _renamed(files), listed))
        if name.isalnum() and hint.count(name.casefold()) > 1:
            hint += f" “site-builder styles {name}” lists all with this word."
    what = "style file" if is_file else "citation style"
    message = f"There is no {what} “{name}”, so “{DEFAULT_STYLE}” is used instead."
    return Diagnostic(Rule.UNKNOWN_STYLE, where, message, hint)


def _read(files: Files, name: str, where: Location) -> tuple[Style | None, tuple[Diagnostic, ...]]:
    """The style of that name. A dependent style gives its parent, in its own language."""
    diagnostics: tuple[Diagnostic, ...] = ()
    own_locale = ""
    for _ in range(_LONGEST_CHAIN):
        path = _path(files, name)
        if path is None:
            return None, (*diagnostics, _unknown(files, name, where))
        style, faults = read_style(files[path], str(path))
        diagnostics += faults
        if style is None:
            return None, diagnostics
        own_locale = own_locale or style.default_locale
        if not style.parent:
            return Style(style.path, style.root, "", own_locale), diagnostics
        name = style.parent
    return None, (*diagnostics, _unknown(files, name, where))


def _locales(files: Files, lang: str, where: Location) -> tuple[Locales, tuple[Diagnostic, ...]]:
    locales: dict[str, Element] = {}
    diagnostics: list[Diagnostic] = []
    for name in fallback(lang):
        path = locale_path(name)
        if path in files:
            root, faults = read_locale(files[path], str(path))
            diagnostics += faults
            if root is not None:
                locales[name] = root
    if language_of(lang) != "en" and locales.keys() <= {"en-US"}:
        known = [path.stem.removeprefix("locales-") for path in files if path.parent == _LOCALES]
        hint = did_you_mean(lang, known, "write a language tag such as “de”; until then, citations use English words.")
        diagnostics.append(
            Diagnostic(
                Rule.UNKNOWN_LOCALE, where, f"There is no CSL locale for “{lang}”, so citations are in English.", hint
            )
        )
    return locales, tuple(diagnostics)


def find_style(
    files: Files, name: str, lang: str, where: Location, where_lang: Location | None = None
) -> tuple[Style | None, Locales, tuple[Diagnostic, ...]]:
    """The style called `name`, or the default one with a diagnostic, and its locales, nearest first.

    `name` is a bundled style's name (“apa”) or the path of a `.csl` file in the project. `where` is the place that
    names it, `where_lang` the place that names the language. The style is None only if `files` hold none at all.
    """
    style, diagnostics = _read(files, name, where)
    if style is None and name != DEFAULT_STYLE:
        style, more = _read(files, DEFAULT_STYLE, where)
        diagnostics += more
    if style is None:
        return None, {}, diagnostics
    locales, more = _locales(files, style.default_locale or lang, (not style.default_locale and where_lang) or where)
    return style, locales, diagnostics + more
