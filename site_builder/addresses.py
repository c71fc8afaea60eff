"""Slugs and paths of texts to addresses.

An address is the path of a file in the built site: `studies/hall2017/index.html`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, urlsplit

from site_builder.characters import capitalised
from site_builder.patterns import pattern
from site_builder.slugs import slug

HOME: Final = "index.html"
STUDIES: Final = "studies/index.html"
KEYWORDS: Final = "keywords/index.html"
AUTHORS: Final = "authors/index.html"
REFERENCES: Final = "references/index.html"
SEARCH: Final = "search/index.html"
EVIDENCE_MAP: Final = "evidence-map/index.html"
BASKET: Final = "basket/index.html"
PRINT: Final = "print/index.html"
RUNNING_TITLE: Final = "print/title.css"
NOT_FOUND: Final = "404.html"
# The forms in which a bibliography can be downloaded, by file suffix.
FORMS: Final = MappingProxyType({"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"})
STUDIES_CSV: Final = "studies.csv"
STUDIES_JSON: Final = "studies.json"
FEED: Final = "feed.xml"
# Pages and files that no search engine should list.
NOT_LISTED: Final = (BASKET, NOT_FOUND, FEED)
STYLE_SHEET: Final = "style.css"
FIGURE_STYLES: Final = "figures.css"
FONTS: Final = "fonts.css"
SCRIPT: Final = "site.js"
READING_SCRIPT: Final = "reading.js"
SEARCH_SCRIPT: Final = "search.js"
# The folder of the files that a search loads. Pagefind chooses the names of the files.
SEARCH_INDEX: Final = "pagefind"
ICON: Final = "icon.svg"
KEEP_SCRIPT: Final = "keep.js"
BASKET_SCRIPT: Final = "basket.js"
TABLE_SCRIPT: Final = "table.js"
ROWS_SCRIPT: Final = "rows.js"

RESERVED_FOLDERS: Final = (
    *"studies evidence-map keywords authors references search print basket".split(),
    SEARCH_INDEX,
)

# What studies can be counted by, beside facets.
YEAR: Final = "year"
KEYWORD: Final = "keyword"
# Parameters in the address of a filtered table, and columns that it can be sorted by, beside those of facets.
RESERVED_FACET_NAMES: Final = (YEAR, KEYWORD, "q", "sort", "study", "sample", "cited")

# Ids that every text's page uses itself, and those that a study's page uses.
PAGE_ANCHORS: Final = pattern(
    r"main|basket|refs|references|sections|cite|cited|cite-\d+|paragraph-link|par-\d+|fn(?:ref)?\d+", re.ASCII
)
STUDY_ANCHORS: Final = pattern(
    rf"{PAGE_ANCHORS.pattern}|characteristics|findings|care|data|mentions|together|keywords|keep|source-[a-z]\d*",
    re.ASCII,
)

# Suffixes of section files, in Markdown as this and other tools write it.
TEXT_SUFFIX: Final = pattern(r"\.(?:md|qmd|rmd|markdown|ipynb)$", re.IGNORECASE)
# “02b_woods” is sorted behind “02_trees”.
SORTED_BY: Final = pattern(r"^(?:(?<!\d)\d{2}[a-z](?=[-_])|[\d\-_. ])*")


def folders_above(path: str) -> list[str]:
    """The folders that a file lies in: its own first, the project's folder ("") last."""
    steps = path.split("/")[:-1]
    return ["/".join(steps[:depth]) for depth in range(len(steps), -1, -1)]


def by_depth(path: str) -> tuple[int, str]:
    """A key to sort paths by: those nearest to the top come first."""
    return path.count("/"), path


def as_label(name: str) -> str:
    """A name that is written without spaces as a reader's words: “study_design” as “Study design”."""
    return capitalised(re.sub(r"[_-]+", " ", name).strip())


def label_of_file(path: str) -> str:
    """A file's label, without the number that sorts it: “20-our_methods.md” gives “Our methods”."""
    name = path.rpartition("/")[2]
    return as_label(SORTED_BY.sub("", name.rpartition(".")[0] or name)) or path


def section_slug(path: str) -> str:
    """`20-methods.md` to `methods`, `results/10-digital.md` to `results/digital`, `results/index.md` to `results`."""
    steps = [re.sub(r"^\d+[-_. ]+(?=.)", "", step) for step in TEXT_SUFFIX.sub("", path).split("/")]
    if len(steps) > 1 and steps[-1].casefold() == "index":
        steps.pop()
    return "/".join(slug(step) for step in steps)


def folder_page(folder: str) -> str:
    """The address of the page shown for a folder of the site."""
    return f"{folder}/index.html" if folder else HOME


def study_address(study_slug: str) -> str:
    return f"studies/{study_slug}/index.html"


def bibliography_address(suffix: str, study_slug: str = "") -> str:
    """The address of all references in one form, or of a study's."""
    return f"studies/{study_slug}/{study_slug}.{suffix}" if study_slug else f"references.{suffix}"


def review_record(suffix: str) -> str:
    """The address of the review's own record in one form."""
    return f"review.{suffix}"


def keyword_address(keyword_slug: str) -> str:
    return f"keywords/{keyword_slug}/index.html"


def author_address(author_slug: str) -> str:
    return f"authors/{author_slug}/index.html"


def part_address(address: str, number: int) -> str:
    """The address of one part of a list. The first part has the list's own.

    The others lie below `page/`, where they cannot clash with a slug: no slug holds a slash.
    """
    return address if number == 1 else f"{address.removesuffix('index.html')}page/{number}/index.html"


def is_print(address: str) -> bool:
    """Whether a page belongs to the printable copy of the whole review."""
    return address == PRINT or address.startswith(f"{PRINT.removesuffix('index.html')}page/")


def rows_address(number: int) -> str:
    """The address of the script that holds one part of the table of studies as data."""
    return f"{part_address(STUDIES, number).removesuffix('index.html')}rows.js"


def map_address(map_slug: str) -> str:
    return f"evidence-map/{map_slug}/index.html"


def axis_name(facet: str) -> str:
    """A facet's name in texts and in the addresses of filtered tables: its own name, unless that is reserved."""
    return f"facet-{facet}" if facet in RESERVED_FACET_NAMES else facet


def note_anchor(number: int) -> str:
    """The id of a footnote on its page, in Pandoc's form, as is the id of its mark."""
    return f"fn{number}"


def mark_anchor(number: int, repeat: int = 0) -> str:
    """The id of a footnote's mark. `repeat` counts the earlier marks of the same note."""
    return f"fnref{number}" + (f"-{repeat + 1}" if repeat else "")


def reference_anchor(key: str) -> str:
    """The id of a reference in a list. Ids may not contain white space, so it becomes hyphens."""
    return "ref-" + re.sub(r"\s+", "-", key)


def group_anchor(group: str) -> str:
    """The id of a group of keywords. Spellings of its name that give the same id mean the same group."""
    return "group-" + "-".join(group.casefold().split())


def paragraph_anchor(number: int) -> str:
    return f"par-{number}"


def citation_anchor(number: int) -> str:
    return f"cite-{number}"


def data_file_path(written: str, document: str, known: Container[str]) -> str:
    """The path of the data file that a text names; "" if there is none.

    A text names it from the project's folder or from its own.
    """
    paths = (posixpath.normpath(posixpath.join(folder, written)) for folder in ("", posixpath.dirname(document)))
    return next((path for path in paths if path in known), "")


def public_path(address: str) -> str:
    """The address as a server shows it: without “index.html”."""
    return quote(address.removesuffix("index.html") if posixpath.basename(address) == "index.html" else address)


def root_of(base_url: str) -> str:
    """The path of a site on its host, ending in a slash: `/review/` for `https://example.org/review`."""
    return f"{urlsplit(base_url).path.rstrip('/')}/"
