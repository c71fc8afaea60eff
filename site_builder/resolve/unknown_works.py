"""Cited works that no bibliography has to what is shown of them: their keys, and all that is said beside these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from site_builder.csl.output import rich_html
from site_builder.model import Citation, CitationItem, Html
from site_builder.patterns import pattern
from site_builder.resolve.holes import UnknownWork
from site_builder.titles import escaped

SEVERAL: Final = pattern(r"[-–,&]")


def unknown_works(
    citation: Citation, items: Sequence[CitationItem], stands_for: Callable[[str], str]
) -> tuple[UnknownWork, ...]:
    """In brackets of their own, as pandoc has them, which leaves out what is said beside the keys."""
    works: list[UnknownWork] = []
    for at, item in enumerate(items):
        before = f"{rich_html(item.prefix)} " if item.prefix else ""
        behind = _behind(item)
        opening = "; " if at else "(" if len(items) == len(citation.items) else " ("
        comma = ", " if behind and behind[0].isalnum() else " " if behind and behind[0] not in ",;.:" else ""
        closing = ")" if item is items[-1] else ""
        said = Html(opening + before), Html(comma + behind + closing)
        works.append(UnknownWork(stands_for(item.key), citation.items.index(item), *said))
    return tuple(works)


def _behind(item: CitationItem) -> str:
    suffix = rich_html(item.suffix)
    if not item.locator:
        return suffix
    label = item.label if item.label != "page" else "pp." if SEVERAL.search(item.locator) else "p."
    return escaped(f"{label} {item.locator}") + (f" {suffix}" if suffix[:1].isalnum() else suffix)
