"""A project's layout to its texts in order, their dialect, how they count, what they show, and how rules weigh."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import unquote

from site_builder.addresses import folders_above
from site_builder.diagnostics import Rule, Severity, Weights
from site_builder.markdown import Dialect, Labels
from site_builder.model import Document, LocalImage, LocalLink
from site_builder.project_paths import NOTES, STATIC
from site_builder.projects import Kind, Layout, is_text
from site_builder.reading.cited_references import parts_in
from site_builder.resolve import Counting
from site_builder.yaml_values import node_at, pairs_of, yes_or_no

UNNUMBERED: Final = 10**9
# What mystmd counts
COUNTED: Final = ("all", "figure", "figures", "table", "tables", "equation", "equations", "code")

# These are errors in a project of this program, and only warnings in another tool's, which builds the book anyway. A
# bibliography or a text may be missing because a program of the author's writes it, and what is lost can be seen on the
# page.
LIGHTER: Final[Weights] = tuple(
    (rule, Severity.WARNING)
    for rule in (
        Rule.BIBTEX_SYNTAX,
        Rule.BROKEN_TABLE,
        Rule.CITATION_IN_ALT_TEXT,
        Rule.DEAD_ANCHOR,
        Rule.DEAD_LINK,
        Rule.DUPLICATE_ANCHOR,
        Rule.DUPLICATE_CITATION_KEY,
        Rule.MALFORMED_CITATION,
        Rule.MISSING_BIBLIOGRAPHY,
        Rule.MISSING_DATA,
        Rule.REPEATED_KEY,
        Rule.SLUG_CLASH,
        Rule.UNKNOWN_CITATION_KEY,
        Rule.UNKNOWN_CROSS_REFERENCE,
        Rule.UNKNOWN_FOOTNOTE,
        Rule.UNKNOWN_FORMAT,
        Rule.UNKNOWN_INCLUDE,
        Rule.UNKNOWN_STYLE,
        Rule.UNREADABLE_RECORD,
        Rule.UNREADABLE_YAML,
        Rule.WRONG_TYPE,
    )
)


def texts_of(layout: Layout, inside: Sequence[str]) -> list[str]:
    """The texts of a project in reading order, by their paths below its root. `inside` are all files below the root.

    As in Quarto, a file whose name begins with `_` is there for others to include.
    """
    if layout.is_foreign:
        return [name.removeprefix(layout.root) for name in layout.texts]
    shown = (name for name in inside if name.startswith(f"{NOTES}/") or "/_" not in f"/{name}")
    texts = sorted((name for name in shown if is_text(name)), key=reading_order)
    return texts if layout.root else [name for name in texts if "/" not in name]


def reading_order(path: str) -> tuple[tuple[int, str], ...]:
    """A sort key: paths are ordered by the numbers at the start of their steps. A step without a number comes last."""
    return tuple(
        (int(number[0]) if (number := re.match(r"\d{1,9}", step)) else UNNUMBERED, step) for step in path.split("/")
    )


def dialect_of(layout: Layout, locators: Labels) -> Dialect:
    """What the Markdown of a project's texts means. `locators` are the words for locators in its language."""
    settings, is_ours = layout.settings, layout.kind is Kind.REVIEW
    of_texts = (settings.raw_html, settings.smart, locators, not is_ours)
    of_tool = (layout.chunk_options, layout.macros, layout.kind is Kind.QUARTO)
    numbers_first = settings.number_sections and len(layout.texts) == 1 and not (is_ours or layout.has_chapters)
    return Dialect(*of_texts, settings.number_sections, *of_tool, numbers_first)


def counting_of(layout: Layout) -> Counting:
    """How figures and the like are counted, as the tool does it.

    Books of bookdown and Quarto count by chapters, and the pages of Quarto's websites each by themselves. A single
    text, or pandoc-crossref, counts by chapters only if told to. Sphinx does so where chapters have numbers, and mystmd
    counts each page by itself unless told to go on.
    """
    if layout.index.is_of_mystmd:
        return Counting.SITE if len(layout.texts) == 1 or _says(layout, "continue", *COUNTED) else Counting.PAGE
    if layout.kind is Kind.MYST:
        return Counting.CHAPTER if layout.settings.number_sections else Counting.SITE
    by_chapter = Counting.CHAPTER_FROM_0 if layout.kind is Kind.BOOKDOWN else Counting.CHAPTER
    is_one = layout.kind is not Kind.QUARTO or len(layout.texts) == 1
    if layout.counts_in_chapters and is_one:
        return by_chapter if layout.settings.number_sections else Counting.SITE
    if is_one:
        return Counting.SITE
    return by_chapter if layout.has_chapters else Counting.PAGE


def numbers_titles(layout: Layout) -> bool:
    """Whether titles of texts are numbered where headings are. On Quarto's websites they are not, nor for mystmd."""
    if layout.index.is_of_mystmd:
        whole = node_at(layout.metadata, "numbering")
        return yes_or_no(whole) is True or _says(layout, "enabled", "title", "all")
    return counting_of(layout) is not Counting.PAGE


def _says(layout: Layout, option: str, *names: str) -> bool:
    """Whether a book's `numbering` for mystmd says so of one of these: `figure: {continue: true}`, `title: true`."""
    nodes = [node_at(layout.metadata, "numbering", name) for name in names]
    stated = [node_at(pairs_of(node), option) for node in nodes]
    return any(map(yes_or_no, [*stated, *(nodes if option == "enabled" else ())]))


def linked_files(documents: Collection[Document], names: Iterable[str], root: str) -> tuple[str, ...]:
    """The files that documents link to or show, by their paths below the root. Other files are not copied."""
    known = set(names)
    texts = {document.path for document in documents}
    found: dict[str, None] = {}
    for document in documents:
        folders = [folder for folder in folders_above(document.path) if f"{folder}/".startswith(root)]
        for part in parts_in(document):
            link = part.link if isinstance(part, LocalImage) else part
            paths = _paths(link.target, folders, root) if isinstance(link, LocalLink) else ()
            linked = (path for path in paths if path in known and path not in texts and path.startswith(root))
            if path := next(linked, ""):
                found[path.removeprefix(root)] = None
    return tuple(found)


def _paths(target: str, folders: Sequence[str], root: str) -> Iterator[str]:
    """The paths that the target of a link in these folders may mean, the likeliest first."""
    target = unquote(re.split("[?#]", target, maxsplit=1)[0]).replace("\\", "/")
    # The folder of all texts, whose top a path begins at, may lie deeper.
    tops = (root, f"{root}{STATIC}", *reversed(folders))
    for start in tops if target.startswith("/") else folders:
        yield posixpath.normpath(posixpath.join(start, target.lstrip("/")))
