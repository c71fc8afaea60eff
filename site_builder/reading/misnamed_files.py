"""The names of a project's files to diagnostics, where texts or settings are missing or have another name."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule, left_out
from site_builder.patterns import pattern
from site_builder.project_paths import CONTENT, KEYWORDS, NOTES, SETTINGS
from site_builder.projects import folder_of_most_texts

# Formats that Pandoc can turn into Markdown
WRITTEN_ELSEWHERE: Final = (".docx", ".odt", ".tex")
# Names in small letters to those that are meant
MEANT: Final = {
    SETTINGS: SETTINGS,
    "review.yml": SETTINGS,
    f"{CONTENT}/{KEYWORDS}": f"{CONTENT}/{KEYWORDS}",
    f"{CONTENT}/keywords.yml": f"{CONTENT}/{KEYWORDS}",
    KEYWORDS: f"{CONTENT}/{KEYWORDS}",
    f"{CONTENT}/{SETTINGS}": SETTINGS,
}
# A section, or a note on a study, beside content/
BESIDE: Final = pattern(rf"(?:\d{{1,3}}[-_. ][^/]*|{NOTES}/(?P<key>[^/]+))\.md")


def misnamed(names: Sequence[str], keys: Collection[str]) -> Iterator[Diagnostic]:
    """Diagnostics for files in the wrong place. A note is told by its name, which is one of the `keys`."""
    has_content = any(name.startswith(f"{CONTENT}/") for name in names)
    texts = (found for name in names if has_content and (found := BESIDE.fullmatch(name)))
    inside = {found[0]: f"{CONTENT}/{found[0]}" for found in texts if found["key"] is None or found["key"] in keys}
    nearly = {name: meant for name in names if (meant := MEANT.get(name.casefold()))}
    for name, meant in (nearly | inside).items():
        if meant not in names:
            message = f"This file is not read, since it should be called {meant}."
            yield left_out(Location(name), message, "rename or move it.")


def unread_bibliographies(
    names: Sequence[str],
    read: Collection[str],
    cited: Iterable[str],
    keys: Collection[str],
    text_of: Callable[[str], str],
) -> Iterator[Diagnostic]:
    """Diagnostics for bibliographies that are not read, but have an entry that is cited and in none of those read."""
    unread = [name for name in names if name.endswith(".bib") and name not in read] if read else []
    unknown = [key for key in dict.fromkeys(cited) if key not in keys] if unread else []
    for name in unread if unknown else ():
        text = text_of(name)
        if key := next((key for key in unknown if f"{{{key}," in text), ""):
            message = f"“{key}” is cited, but this bibliography, which has it, is not read."
            hint = f"name all bibliographies in {SETTINGS}: “bibliography: [{', '.join([*read, name])}]”."
            yield left_out(Location(name), message, hint)


def no_texts(names: Sequence[str]) -> Diagnostic:
    message = "There is no Markdown file to make a page from."
    hint = f"write the home page in {CONTENT}/index.md, and a section in {CONTENT}/10-introduction.md."
    if folder := folder_of_most_texts(names):
        hint = f"most texts are in a folder below; build that: site-builder build {folder}."
    elif other := next((name for name in names if name.lower().endswith(WRITTEN_ELSEWHERE)), ""):
        command = f"pandoc -t markdown -o {CONTENT}/10-text.md {shlex.quote(other)}"
        hint = f"convert what you have to Markdown, for example: {command}"
    elif other := next((name for name in names if name.endswith(".ipynb")), ""):
        hint = f"name the notebooks in _toc.yml, as Jupyter Book does: “format: jb-book”, “root: {other[:-6]}”."
    return Diagnostic(Rule.NO_CONTENT, Location(f"{CONTENT}/"), message, hint)
