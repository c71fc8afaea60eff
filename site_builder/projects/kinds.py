"""The names of a folder's files to its kind of project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from enum import Enum
from pathlib import PurePosixPath
from posixpath import splitext
from typing import Final

from site_builder.patterns import pattern
from site_builder.project_paths import BOOKDOWN_FILES, CONTENT, ENDS_OF_SIGNS, MANUBOT_FILES, QUARTO_FILES, SETTINGS
from site_builder.projects.myst.folders import folder_of_book, folder_of_sphinx

TEXTS: Final = (".md", ".qmd", ".rmd", ".markdown")
PAPER: Final = frozenset({"paper"})
# Files for these tools become pages. Only a README among them belongs to the repository.
OF_A_TOOL: Final = (".qmd", ".rmd")
FOLDER_FILES: Final = ("_metadata.yml", "_metadata.yaml")
BOOKDOWN_HOMES: Final = ("index.Rmd", "index.rmd")
# Pandoc's `--metadata-file`. It is not enough to tell what kind of project a folder is.
PANDOC_FILES: Final = ("metadata.yaml", "metadata.yml")
# The most common names for pandoc's `--defaults`
PANDOC_DEFAULTS: Final = frozenset(
    f"{folder}{name}.{suffix}"
    for folder in ("", "pandoc/")
    for name in ("defaults", "pandoc")
    for suffix in ("yaml", "yml")
)
# Files that list the texts of which pandoc or Leanpub makes a book
RECIPE: Final = pattern(r"(?:[\w.-]{1,60}/){0,3}(?:(?:GNU)?[Mm]akefile|[\w.-]{1,60}\.(?:sh|bat|cmd)|Book\.txt)")
# The files by which Hugo and Zola recognise a site. Its texts are in `content`, like ours.
OF_MANY: Final = ("config.toml", "config.yaml", "config.yml")
OF_HUGO: Final = ("hugo.toml", "hugo.yaml", "hugo.yml")
HUGO_FILES: Final = (*OF_HUGO, *OF_MANY, *(f"config/_default/{name}" for name in (*OF_HUGO, *OF_MANY)))
OF_FOLDER: Final = pattern(r"content/(?:.*/)?_index\.[^/]+")
# Files about the repository, which are not texts of a review
OF_THE_REPOSITORY: Final = pattern(
    r"(?:readme|changelog|changes|history|news|licen[cs]e|copying|contributing|contributors|authors|credits|code.of.conduct"
    r"|conduct|security|support|install(?:ation)?|todo|roadmap|governance|maintainers|pull_request_template|citation"
    r"|issue_template|cran-comments|release(?:s|[-_ ]notes)?|claude|agents)(?:[-_.]\w{2,5})?",
    re.IGNORECASE,
)


# Jekyll makes pages of these folders in spite of their underscore, unlike Quarto and others.
JEKYLL_FOLDERS: Final = ("_posts", "_pages")
JEKYLL_FILE: Final = "_config.yml"


class Kind(Enum):
    """The tool whose conventions a folder follows. A manuscript is a folder of texts without the signs of any tool."""

    REVIEW = "review"
    QUARTO = "Quarto"
    BOOKDOWN = "bookdown"
    MANUBOT = "Manubot"
    MYST = "MyST"
    MANUSCRIPT = "manuscript"


# The kinds of which all texts are one document
ONE_DOCUMENT: Final = (Kind.BOOKDOWN, Kind.MANUBOT, Kind.MANUSCRIPT, Kind.MYST)
# Those whose texts are put together before they are read
JOINED: Final = (Kind.BOOKDOWN, Kind.MANUBOT, Kind.MANUSCRIPT)


def kind_of(names: Collection[str]) -> Kind:
    """The kind of project with these files. If a folder has the signs of several kinds, the first one here counts."""
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
    """Whether there is a book for Jupyter Book, or only texts for Sphinx.

    A book below the top counts only if there is no text at the top and no paper: the folder would be that work.
    """
    folder = folder_of_book(names)
    if folder is None:
        return _is_of_sphinx(names)
    if not folder:
        return True
    return not any("/" not in text or is_paper(text) for text in filter(_may_be_of_a_work, names))


def _is_of_sphinx(names: Collection[str]) -> bool:
    """Whether all texts belong to one Sphinx project."""
    folder = folder_of_sphinx(names)
    texts = filter(is_for_pages, names)
    return folder is not None and all(name.startswith(folder) for name in texts)


def _may_be_of_a_work(name: str) -> bool:
    return is_text(name) and not is_repository_text(name)


def is_recipe(name: str) -> bool:
    return RECIPE.fullmatch(name) is not None


def is_text(name: str) -> bool:
    return splitext(name)[1].lower() in TEXTS


def is_paper(name: str, called: Collection[str] = PAPER) -> bool:
    """Whether a text has the name that JOSS prescribes for papers, or one of the names in `called` instead."""
    return is_text(name) and PurePosixPath(name).stem.casefold() in called


def is_r_markdown(name: str) -> bool:
    return name.lower().endswith(".rmd")


def is_repository_text(name: str) -> bool:
    path = PurePosixPath(name)
    if path.suffix.lower() in OF_A_TOOL and not path.stem.lower().startswith("readme"):
        return False
    return OF_THE_REPOSITORY.fullmatch(path.stem) is not None


def is_hidden(name: str, shown: Collection[str] = ()) -> bool:
    """Whether the name of a file, or of a folder in its path, keeps it out of the pages, unless it is in `shown`."""
    return any(step.startswith(("_", ".")) and step not in shown for step in name.split("/"))


def files_of_jekyll(text: str) -> tuple[str, str]:
    """Where the file of a text's Jekyll site may be: at the top, or in the top folder that contains the text."""
    return JEKYLL_FILE, f"{text.partition('/')[0]}/{JEKYLL_FILE}"


def is_of_hugo(names: Collection[str]) -> bool:
    """Whether there is a site's file: by a name that only Hugo uses, or together with an `_index` file in `content`.

    Many programs have a `config.toml`.
    """
    named = {name for name in HUGO_FILES if name in names}
    return bool(named.difference(OF_MANY)) or (bool(named) and any(OF_FOLDER.fullmatch(name) for name in names))


def is_for_pages(name: str) -> bool:
    return _may_be_of_a_work(name) and not is_hidden(name, JEKYLL_FOLDERS)


def folder_of_project(names: Collection[str]) -> str:
    """The only folder below the top with another tool's project, if it has most of the texts.

    "" if it does not, if there are several, or if the top has texts or another kind of project itself.
    """
    if kind_of(names) is not Kind.MANUSCRIPT or any("/" not in name for name in filter(_may_be_of_a_work, names)):
        return ""
    folders = {name.removesuffix(sign) for name in names for sign in ENDS_OF_SIGNS if name.endswith(sign)}
    folders = {folder for folder in folders if not is_hidden(folder)}
    texts = list(filter(is_for_pages, names))
    inside = [text for text in texts if text.startswith(tuple(f"{folder}/" for folder in folders))]
    return folders.pop() if len(folders) == 1 and 2 * len(inside) > len(texts) else ""


def folder_of_most_texts(names: Collection[str]) -> str:
    """The folder that itself contains the most texts; "" for the top, and if there are no texts."""
    folders = Counter(name.rpartition("/")[0] for name in sorted(names) if is_for_pages(name))
    return max(folders, key=lambda folder: folders[folder], default="")
