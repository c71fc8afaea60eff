"""A machine to one that has the tests of the CommonMark specification, and these tests to those that fail.

    python -m tests.commonmark

No wheel contains the tests. They are read from the source distribution of markdown-it-py, if pip can download it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
from markdown_it import MarkdownIt

from site_builder.markdown import Dialect, read_document
from tests.test_markdown import as_written, shown

PACKAGE = "markdown-it-py"
FOLDER = Path(sys.prefix, "share", "site_builder-tests")
MEMBER = "/tests/test_cmark_spec/commonmark.json"
MISSING = "the tests of CommonMark's specification could not be had, so they are not run"
NORMAL = MarkdownIt()
LINK = re.compile("⟦↗ (.*?)⟧", re.DOTALL)


def examples() -> list[dict[str, Any]]:
    """The examples of the specification, each with its Markdown and HTML; [] if they were not downloaded."""
    for archive in sorted(FOLDER.glob("markdown_it_py-*.tar.gz")):
        with tarfile.open(archive) as files:
            for member in files:
                content = files.extractfile(member) if member.name.endswith(MEMBER) else None
                if content is not None:
                    found: list[dict[str, Any]] = json.load(content)
                    return found
    return []


def failures() -> Iterator[int]:
    """The numbers of the examples for which our HTML is different."""
    for example in examples():
        if normal(example["html"]) != normal(ours(example["markdown"])):
            yield example["example"]


def ours(text: str) -> str:
    """Our HTML without what the dialect adds: ids of headings, colours of code, and links still to be resolved."""
    # With front matter of its own, the text keeps its first heading, and “---” at its start is not front matter.
    document, _ = read_document(f"---\ntitle: x\n---\n{text}", "x.md", dialect=Dialect(smart=False))
    html = re.sub(r'<h([1-6]) id="[^"]*">', r"<h\1>", as_written(shown(document.body)))
    html = re.sub(r'<span class="[a-z]{2}">(.*?)</span>', r"\1", html, flags=re.DOTALL)
    return LINK.sub(lambda link: escape(link[1]), html)


def normal(html: str) -> list[str]:
    tree: Element = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [line for line in _lines(tree) if line]


def _lines(element: Element, keeps_space: bool = False) -> Iterator[str]:
    keeps = keeps_space or element.tag == "pre"
    yield _text(element.text, keeps)
    for child in element:
        attributes = {
            name: NORMAL.normalizeLink(unquote(value)) if name in ("href", "src") else value
            for name, value in child.attrib.items()
        }
        # The tag of a comment in html5lib is a function, not a name.
        yield f"<{child.tag} {sorted(attributes.items())}>"
        yield from _lines(child, keeps)
        yield f"</{child.tag}>"
        yield _text(child.tail, keeps)


def _text(text: str | None, keeps_space: bool) -> str:
    return (text or "") if keeps_space else re.sub(r"\s+", " ", text or "").strip()


def main() -> None:
    if not examples():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--no-binary", PACKAGE, "--dest", str(FOLDER), f"{PACKAGE}=={version(PACKAGE)}"]
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if not examples():
        print(f"Note: {MISSING}.")


if __name__ == "__main__":
    main()
