"""The names of a folder's files to those that a build may need."""

from __future__ import annotations

from collections.abc import Collection
from posixpath import splitext
from typing import Final

from site_builder.project_paths import DATA, NOTES, SETTINGS, TREES
from site_builder.projects.kinds import HUGO_FILES, TEXTS, Kind, is_recipe, kind_of
from site_builder.projects.latex.mathjax import headers_among

BIBLIOGRAPHIES: Final = (".bib", ".csl")
DESCRIPTIONS: Final = (".yml", ".yaml", ".json", ".tsv", ".ris", ".nbib")
OF_MDBOOK: Final = "book.toml"
# A book for mdBook may show these as code; in other folders they belong to sites that were built.
OF_SITES: Final = frozenset((".css", ".js"))
# A Makefile may read the names of the chapters from such a file.
LIST: Final = ".list"
DEEPEST_BIBLIOGRAPHY: Final = 2
# Files that texts show or offer for download. Each is copied only if a text names it.
SHOWN: Final = frozenset(
    """.png .jpg .jpeg .gif .svg .webp .avif .bmp .ico .pdf .eps .ps .tif .tiff .csv .xlsx .ods .txt .ipynb .mp4 .webm
    .mp3 .zip .r .py .tex .docx .pptx .doc .xls .ppt .odt .odp .asc .c .cpp .cs .do .f90 .go .h .hs .ino .java .jl .kt
    .lean .lua .m .php .rb .rs .sas .scala .sh .sql .stan .swift .ts""".split()
)
# HTML that texts include is in such a folder, or its name begins with “_”. Maps and plots that they show in frames are
# among pictures, or in what Sphinx copies as it is. Most other HTML was made from the texts.
HTML: Final = (".html", ".htm")
INCLUDED: Final = frozenset("include includes partials snippets".split())
STATIC: Final = "_static"
PICTURES: Final = frozenset("assets fig figs figures graphics images img maps media pics plots widgets".split())


def needed_files(names: Collection[str]) -> frozenset[str]:
    """The files of a project that may be read. In another tool's project, texts and figures may be in any folder."""
    is_ours = kind_of(names) is Kind.REVIEW
    is_of_mdbook = any(name.rpartition("/")[2] == OF_MDBOOK for name in names)
    shown = SHOWN | OF_SITES if is_of_mdbook else SHOWN
    return frozenset(name for name in names if _is_wanted(name, is_ours, shown))


def _is_wanted(name: str, is_ours: bool, shown: Collection[str]) -> bool:
    parts = name.split("/")
    suffix = splitext(name)[1].lower()
    if parts[0] in TREES or suffix in BIBLIOGRAPHIES or name == SETTINGS:
        return True
    if is_ours:
        # Bibliographies that review.yaml may name, and the numbers for diagrams
        if parts[0] == DATA or (len(parts) <= DEEPEST_BIBLIOGRAPHY and suffix in DESCRIPTIONS):
            return suffix in (*DESCRIPTIONS, ".csv")
        # A note on a study in the wrong place is told of.
        return (len(parts) == 1 or parts[0] == NOTES) and suffix in TEXTS
    if suffix in HTML:
        folder = parts[-2] if len(parts) > 1 else ""
        is_shown = parts[-1].startswith("_") or folder.lstrip("_").lower() in INCLUDED | PICTURES or STATIC in parts
        return is_shown or bool(headers_among([name]))
    return (
        suffix in (*TEXTS, LIST)
        or suffix in DESCRIPTIONS
        or suffix in shown
        or is_recipe(name)
        or parts[-1] == OF_MDBOOK
        or name in HUGO_FILES
    )
