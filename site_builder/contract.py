"""The files and folders of a project, by which what an author writes is found."""

from __future__ import annotations

from typing import Final

SETTINGS: Final = "review.yaml"
CONTENT: Final = "content"
# Within the content.
NOTES: Final = "studies"
KEYWORDS: Final = "keywords.yaml"
DATA: Final = "data"
TEMPLATES: Final = "templates"
WORDS: Final = f"{TEMPLATES}/words"
# The default theme's catalogues of words once more, where no project's own can take their place: a hidden folder.
WORDS_OF_THEME: Final = f"{WORDS}/.theme"
OUTPUT: Final = "output"

TREES: Final = (CONTENT, TEMPLATES)
"""Folders in which all is the author's, whatever it is called."""

STATIC: Final = "static"
"""The folder in which other tools look for what a path from the top leads to, as Hugo and Docusaurus do."""

QUARTO_FILES: Final = ("_quarto.yml", "_quarto.yaml")
BOOKDOWN_FILES: Final = ("_bookdown.yml", "_bookdown.yaml")
MANUBOT_FILES: Final = ("content/metadata.yaml", "content/metadata.yml")
"""By which other tools know a folder for their project, one of them in it."""

OUTSIDE: Final = ("../", "/")
"""How paths begin that lead out of the project, as to an author's one bibliography for all works."""
