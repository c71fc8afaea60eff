"""The names of files and folders by which the program finds what an author writes."""

from __future__ import annotations

from typing import Final

SETTINGS: Final = "review.yaml"
CONTENT: Final = "content"
# Below the folder `content`
NOTES: Final = "studies"
KEYWORDS: Final = "keywords.yaml"
DATA: Final = "data"
TEMPLATES: Final = "templates"
WORDS: Final = f"{TEMPLATES}/words"
# A second copy of the default theme's catalogues of words. A project cannot override it, as the folder is hidden.
WORDS_OF_THEME: Final = f"{WORDS}/.theme"
OUTPUT: Final = "output"

TREES: Final = (CONTENT, TEMPLATES)
"""Folders in which every file is the author's, whatever its name."""

STATIC: Final = "static"
"""The folder that an absolute path refers to in other tools, such as Hugo and Docusaurus."""

QUARTO_FILES: Final = ("_quarto.yml", "_quarto.yaml")
BOOKDOWN_FILES: Final = ("_bookdown.yml", "_bookdown.yaml")
MANUBOT_FILES: Final = ("content/metadata.yaml", "content/metadata.yml")
"""Files by which other tools recognise their projects: one of them is enough."""

ENDS_OF_SIGNS: Final = tuple(f"/{file}" for file in (*QUARTO_FILES, *BOOKDOWN_FILES, *MANUBOT_FILES))
"""The ends of the paths of such files in folders."""

OUTSIDE: Final = ("../", "/")
"""Prefixes of paths that lead out of the project, for instance to an author's one bibliography for all works."""
