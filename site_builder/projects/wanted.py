"""The names in a folder to those of the files that a build may need."""

from __future__ import annotations

from collections.abc import Collection
from posixpath import splitext
from typing import Final

from site_builder.contract import DATA, SETTINGS, TREES
from site_builder.projects.kinds import HUGO_FILES, TEXTS, Kind, is_recipe, kind_of
from site_builder.projects.latex.mathjax import headers_among

BIBLIOGRAPHIES: Final = (".bib", ".csl")
DESCRIPTIONS: Final = (".yml", ".yaml", ".json", ".tsv", ".ris", ".nbib")
OF_MDBOOK: Final = "book.toml"
# What a book of mdBook's may show as code, and other folders have of sites that were made.
OF_SITES: Final = frozenset((".css", ".js"))
# What a Makefile may read the names of chapters from
LIST: Final = ".list"
DEEPEST_BIBLIOGRAPHY: Final = 2
# What a text shows or offers: each is copied only where a text names it.
SHOWN: Final = frozenset(
    """.png .jpg .jpeg .gif .svg .webp .avif .bmp .ico .pdf .eps .ps .tif .tiff .csv .xlsx .ods .txt .ipynb .mp4 .webm
    .mp3 .zip .r .py .tex .docx .pptx .doc .xls .ppt .odt .odp .asc .c .cpp .cs .do .f90 .go .h .hs .ino .java .jl .kt
    .lean .lua .m .php .rb .rs .sas .scala .sh .sql .stan .swift .ts""".split()
)
# HTML that texts include is called so, or lies in a folder of such, and a map or plot that they frame lies among
# pictures; most other HTML was made of the texts.
HTML: Final = (".html", ".htm")
INCLUDED: Final = frozenset("include includes partials snippets".split())
PICTURES: Final = frozenset("assets fig figs figures graphics images img maps media pics plots widgets".split())


def wanted_files(names: Collection[str]) -> frozenset[str]:
    """Those of a project's files that may be read. In a folder of another tool's, texts and figures lie anywhere."""
    is_ours = kind_of(names) is Kind.REVIEW
    is_of_mdbook = any(name.rpartition("/")[2] == OF_MDBOOK for name in names)
    shown = SHOWN | OF_SITES if is_of_mdbook else SHOWN
    return frozenset(name for name in names if _is_wanted(name, is_ours, shown))


def _is_wanted(name: str, is_ours: bool, shown: Collection[str]) -> bool:
    parts = name.split("/")
    written = splitext(name)[1]
    suffix = written.lower()
    if parts[0] in TREES or written in BIBLIOGRAPHIES or name == SETTINGS:
        return True
    if is_ours:
        # A bibliography that review.yaml may name, and numbers that diagrams are made of.
        if parts[0] == DATA or (len(parts) <= DEEPEST_BIBLIOGRAPHY and suffix in DESCRIPTIONS):
            return suffix in (*DESCRIPTIONS, ".csv")
        return len(parts) == 1 and suffix in TEXTS
    if suffix in HTML:
        folder = parts[-2] if len(parts) > 1 else ""
        is_shown = parts[-1].startswith("_") or folder.lstrip("_").lower() in INCLUDED | PICTURES
        return is_shown or bool(headers_among([name]))
    return (
        suffix in (*TEXTS, LIST)
        or suffix in DESCRIPTIONS
        or suffix in shown
        or is_recipe(name)
        or parts[-1] == OF_MDBOOK
        or name in HUGO_FILES
    )
