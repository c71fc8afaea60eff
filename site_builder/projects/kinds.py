"""The names in a folder to the kind of project that it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from enum import Enum
from pathlib import PurePosixPath
from posixpath import splitext
from typing import Final

from site_builder.contract import BOOKDOWN_FILES, CONTENT, MANUBOT_FILES, QUARTO_FILES, SETTINGS
from site_builder.patterns import pattern
from site_builder.projects.myst.folders import folder_of_book, folder_of_sphinx

TEXTS: Final = (".md", ".qmd", ".rmd", ".markdown")
PAPER: Final = frozenset({"paper"})
# Nobody writes what only a repository's page shows for a tool that makes pages, but for its README.
OF_A_TOOL: Final = (".qmd", ".rmd")
FOLDER_FILES: Final = ("_metadata.yml", "_metadata.yaml")
BOOKDOWN_HOMES: Final = ("index.Rmd", "index.rmd")
# What pandoc is given as `--metadata-file`; by itself it makes a folder no project of anybody's.
PANDOC_FILES: Final = ("metadata.yaml", "metadata.yml")
# What it may be given as `--defaults`, by the names that these files have most.
PANDOC_DEFAULTS: Final = frozenset(
    f"{folder}{name}.{suffix}"
    for folder in ("", "pandoc/")
    for name in ("defaults", "pandoc")
    for suffix in ("yaml", "yml")
)
# What lists the texts that pandoc, or Leanpub, is to make a book of.
RECIPE: Final = pattern(r"(?:[\w.-]{1,60}/){0,3}(?:(?:GNU)?[Mm]akefile|[\w.-]{1,60}\.(?:sh|bat|cmd)|Book\.txt)")
# By which Hugo and Zola know a site, whose texts are in a folder that is called as ours
OF_MANY: Final = ("config.toml", "config.yaml", "config.yml")
OF_HUGO: Final = ("hugo.toml", "hugo.yaml", "hugo.yml")
HUGO_FILES: Final = (*OF_HUGO, *OF_MANY, *(f"config/_default/{name}" for name in (*OF_HUGO, *OF_MANY)))
OF_FOLDER: Final = pattern(r"content/(?:.*/)?_index\.[^/]+")
# What a repository says of itself, and no text of a review.
OF_THE_REPOSITORY: Final = pattern(
    r"(?:readme|changelog|changes|history|news|licen[cs]e|copying|contributing|contributors|authors|credits|code.of.conduct"
    r"|conduct|security|support|install(?:ation)?|todo|roadmap|governance|maintainers|pull_request_template|citation"
    r"|issue_template|cran-comments|release(?:s|[-_ ]notes)?|claude|agents)(?:[-_.]\w{2,5})?",
    re.IGNORECASE,
)


# What Jekyll makes pages of, though its name begins so; Quarto and others make none.
JEKYLL_FOLDERS: Final = ("_posts", "_pages")
JEKYLL_FILE: Final = "_config.yml"


class Kind(Enum):
    """Whose conventions a folder follows. A manuscript is a folder of texts without any more signs than that."""

    REVIEW = "review"
    QUARTO = "Quarto"
    BOOKDOWN = "bookdown"
    MANUBOT = "Manubot"
    MYST = "MyST"
    MANUSCRIPT = "manuscript"


# Those that make one document of all texts.
ONE_DOCUMENT: Final = (Kind.BOOKDOWN, Kind.MANUBOT, Kind.MANUSCRIPT, Kind.MYST)


def kind_of(names: Collection[str]) -> Kind:
    """Each kind has a sign of its own, and these are looked for in this order."""
    if any(name in names for name in MANUBOT_FILES):
        return Kind.MANUBOT
    if any(name in names for name in QUARTO_FILES):
        return Kind.QUARTO
    has_content = any(name.startswith(f"{CONTENT}/") for name in names)
    if any(name in names for name in BOOKDOWN_FILES):
        return Kind.BOOKDOWN
    is_settled = SETTINGS in names and (has_content or not any(map(_may_be_of_a_work, names)))
    if not is_settled and is_of_myst(names):
        return Kind.MYST
    is_for_pandoc = any(name in names for name in (*PANDOC_FILES, *PANDOC_DEFAULTS)) or is_of_hugo(names)
    if is_settled or (has_content and not is_for_pandoc):
        return Kind.REVIEW
    if any(name in names for name in BOOKDOWN_HOMES):
        return Kind.BOOKDOWN
    return Kind.MANUSCRIPT


def is_of_myst(names: Collection[str]) -> bool:
    """Whether there is a book for Jupyter Book, at the top or below, where the folder has no work of its own."""
    folder = folder_of_book(names)
    if folder is None:
        return _is_of_sphinx(names)
    if not folder:
        return True
    return not any("/" not in text or is_paper(text) for text in filter(_may_be_of_a_work, names))


def _is_of_sphinx(names: Collection[str]) -> bool:
    """Whether all texts are those of one project of Sphinx's."""
    folder = folder_of_sphinx(names)
    texts = filter(is_for_pages, names)
    return folder is not None and all(name.startswith(folder) for name in texts)


def _may_be_of_a_work(name: str) -> bool:
    return is_text(name) and not is_of_the_repository(name)


def is_recipe(name: str) -> bool:
    return RECIPE.fullmatch(name) is not None


def is_text(name: str) -> bool:
    return splitext(name)[1].lower() in TEXTS


def is_paper(name: str, called: Collection[str] = PAPER) -> bool:
    """Whether a text is called as JOSS has papers called, or as one of others."""
    return is_text(name) and PurePosixPath(name).stem.casefold() in called


def is_r_markdown(name: str) -> bool:
    return name.lower().endswith(".rmd")


def is_of_the_repository(name: str) -> bool:
    path = PurePosixPath(name)
    if path.suffix.lower() in OF_A_TOOL and not path.stem.lower().startswith("readme"):
        return False
    return OF_THE_REPOSITORY.fullmatch(path.stem) is not None


def is_hidden(name: str, shown: Collection[str] = ()) -> bool:
    """Whether a file or a folder on the way to it is kept out of the pages by its name, and is none that is `shown`."""
    return any(step.startswith(("_", ".")) and step not in shown for step in name.split("/"))


def files_of_jekyll(text: str) -> tuple[str, str]:
    """Where the file of a site of Jekyll's may lie that has a text: at the top, or in the text's folder there."""
    return JEKYLL_FILE, f"{text.partition('/')[0]}/{JEKYLL_FILE}"


def is_of_hugo(names: Collection[str]) -> bool:
    """Whether a site's file is there: by a name of Hugo's, or beside a text that speaks for its folder.

    Many a program has a `config.toml`.
    """
    named = {name for name in HUGO_FILES if name in names}
    return bool(named.difference(OF_MANY)) or (bool(named) and any(OF_FOLDER.fullmatch(name) for name in names))


def is_for_pages(name: str) -> bool:
    return _may_be_of_a_work(name) and not is_hidden(name, JEKYLL_FOLDERS)


def folder_of_project(names: Collection[str]) -> str:
    """The only folder below with another tool's project, and most texts, where none begins at the top; else ""."""
    if kind_of(names) is not Kind.MANUSCRIPT or any("/" not in name for name in filter(_may_be_of_a_work, names)):
        return ""
    signs = tuple(f"/{file}" for file in (*QUARTO_FILES, *BOOKDOWN_FILES, *MANUBOT_FILES))
    folders = {name.removesuffix(sign) for name in names for sign in signs if name.endswith(sign)}
    folders = {folder for folder in folders if not is_hidden(folder)}
    texts = list(filter(is_for_pages, names))
    inside = [text for text in texts if text.startswith(tuple(f"{folder}/" for folder in folders))]
    return folders.pop() if len(folders) == 1 and 2 * len(inside) > len(texts) else ""


def folder_of_most_texts(names: Collection[str]) -> str:
    """The folder that holds more texts than any other below this one; "" where none holds any."""
    folders = Counter(name.rpartition("/")[0] for name in sorted(names) if is_for_pages(name))
    return max(folders, key=lambda folder: folders[folder], default="")
