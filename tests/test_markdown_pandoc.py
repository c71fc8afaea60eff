"""Pandoc as the judge of blocks: what people write for it comes out with the same structure here.

A case in `cases/pandoc` is a title and a text. What HTML of ours and of Pandoc's is compared by is its elements, in
their order, with those attributes that a reader sees something of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from site_builder.markdown import read_document
from tests.pandoc import run_pandoc
from tests.test_markdown import CASES, as_written, sections, shown

SEEN = ("href", "src", "alt", "start", "type", "colspan", "rowspan", "checked", "title")
# Frames and layers that only one of the two has.
UNWRAPPED = ("div.table-wrap",)
DROPPED = ("colgroup",)
UNSEEN_CLASSES = ("uri",)
RENAMED = {"del": "s"}


def cases() -> Iterator[Any]:
    for path in sorted((CASES / "pandoc").glob("*.md")):
        for title, block, *_ in sections(path):
            yield pytest.param(block.partition("\n")[2], id=f"{path.stem}: {title}")


def structure(html: str) -> list[str]:
    tree: Element = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [line for line in outline(tree, 0) if line.strip()]


def outline(element: Element, depth: int) -> Iterator[str]:
    """Each element and text on a line of its own, indented by its depth."""
    yield from said(element.text, depth)
    for child in element:
        tag = RENAMED.get(child.tag, child.tag)
        classes = [name for name in child.get("class", "").split() if name not in UNSEEN_CLASSES]
        if not any(f"{tag}.{name}" in UNWRAPPED for name in classes) and tag not in DROPPED:
            side = re.search(r"text-align: (\w+)", child.get("style", ""))
            classes += [f"align-{side[1]}"] if side else []
            seen = {name: child.get(name, "") for name in SEEN if name in child.attrib and child.get(name) != "1"}
            yield f"{'  ' * depth}{tag} {' '.join(classes)} {seen or ''}".rstrip()
            yield from outline(child, depth + 1)
        elif tag not in DROPPED:
            yield from outline(child, depth)
        yield from said(child.tail, depth)


def said(text: str | None, depth: int) -> Iterator[str]:
    # A space at the edge of an element is left out by one or the other; behind “pp.” Pandoc's does not break.
    if text and (words := " ".join(text.split())):
        yield "  " * depth + repr(words)


@pytest.mark.parametrize("text", list(cases()))
def test_pandoc_has_the_same_structure(text: str) -> None:
    document, diagnostics = read_document(f"---\ntitle: x\n---\n\n{text}", "x.md")
    ours = re.sub("⟦↗ (.*?)⟧", r"\1", as_written(shown(document.body)))
    assert structure(ours) == structure(run_pandoc(["-f", "markdown-citations", "-t", "html", "--wrap=none"], text))
    assert diagnostics == ()
