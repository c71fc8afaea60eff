"""A project's layout to what holds for its texts: their order, how they count, what they show, and how rules weigh."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final
from urllib.parse import unquote

from site_builder.addresses import folders_above
from site_builder.contract import NOTES, STATIC
from site_builder.diagnostics import Rule, Severity, Weights
from site_builder.model import Document, LocalImage, LocalLink
from site_builder.projects import Kind, Layout, is_text
from site_builder.resolve import Counting

UNNUMBERED: Final = 10**9

# The tool makes a book of it all the same: a bibliography or a text that a program writes may not be there, and what
# is lost can be seen on the page.
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
    """The texts of a project in their order, by their paths below its root, as those of all files `inside` that are.

    One whose name begins with `_` is there for others to include, as in Quarto.
    """
    if layout.is_foreign:
        return [name.removeprefix(layout.root) for name in layout.texts]
    shown = (name for name in inside if name.startswith(f"{NOTES}/") or "/_" not in f"/{name}")
    texts = sorted((name for name in shown if is_text(name)), key=reading_order)
    return texts if layout.root else [name for name in texts if "/" not in name]


def reading_order(path: str) -> tuple[tuple[int, str], ...]:
    """By the numbers that the steps of a path begin with, as numbers; what has none comes after."""
    return tuple(
        (int(number[0]) if (number := re.match(r"\d{1,9}", step)) else UNNUMBERED, step) for step in path.split("/")
    )


def counting_of(layout: Layout) -> Counting:
    """As the tool has it: books of bookdown's and Quarto's by chapters, each page of Quarto's websites by itself.

    pandoc-crossref, and Quarto within one text, count by chapters where they are told to.
    """
    is_one = layout.kind is not Kind.QUARTO or len(layout.texts) == 1
    if layout.kind is Kind.BOOKDOWN or (layout.counts_in_chapters and is_one):
        return Counting.CHAPTER if layout.settings.number_sections else Counting.SITE
    if is_one:
        return Counting.SITE
    return Counting.CHAPTER if layout.has_chapters else Counting.PAGE


def linked_files(documents: Collection[Document], names: Iterable[str], root: str) -> tuple[str, ...]:
    """Those of the files with these names, by their paths below the root; whatever else lies there is left alone."""
    known = set(names)
    texts = {document.path for document in documents}
    found: dict[str, None] = {}
    for document in documents:
        folders = [folder for folder in folders_above(document.path) if f"{folder}/".startswith(root)]
        for part in (part for body in (document.title, document.body, *document.notes) for part in body):
            link = part.link if isinstance(part, LocalImage) else part
            if isinstance(link, LocalLink):
                target = unquote(re.split("[?#]", link.target, maxsplit=1)[0])
                for start in (root, f"{root}{STATIC}") if target.startswith("/") else folders:
                    path = posixpath.normpath(posixpath.join(start, target.lstrip("/")))
                    if path in known and path not in texts and path.startswith(root):
                        found[path.removeprefix(root)] = None
                        break
    return tuple(found)
