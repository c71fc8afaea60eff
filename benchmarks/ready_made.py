"""A made-up review to ready-made texts, for generators that cannot format citations or list where works are cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from site_builder.bibtex import read_bibliography
from site_builder.citation_styles import find_style
from site_builder.csl import Formatter
from site_builder.diagnostics import Location
from site_builder.files.reading import read_files
from site_builder.model import Citation, CitationItem

CLUSTER: Final = re.compile(r"\[(@[\w; @]+)\]")


@dataclass(frozen=True, slots=True)
class ReadyStudy:
    """A study with its reference in APA, as plain text."""

    key: str
    title: str
    year: int
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    reference: str
    abstract: str


@dataclass(frozen=True, slots=True)
class ReadySection:
    """A section in the original Markdown, and the keys that it cites."""

    name: str
    title: str
    text: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadyReview:
    bibliography: str
    studies: tuple[ReadyStudy, ...]
    sections: tuple[ReadySection, ...]
    citations: Mapping[str, tuple[tuple[str, str], ...]]
    """The works of each citation with their formatted texts, by the citation as it is written."""

    def with_citations(self, section: ReadySection, link: Callable[[str, str], str]) -> str:
        """A section's text with formatted citations. `link` makes a link of a key and its text."""
        return CLUSTER.sub(
            lambda found: f"({'; '.join(link(key, text) for key, text in self.citations[found[1]])})", section.text
        )


def ready_made(files: Mapping[str, str]) -> ReadyReview:
    """The ready-made form of a review that `make_review` made."""
    bibliography = files["references.bib"]
    references, _ = read_bibliography(bibliography, "references.bib")
    texts = {path: text for path, text in files.items() if "-section-" in path}
    written = sorted({found for text in texts.values() for found in CLUSTER.findall(text)})
    clusters = [Citation(tuple(CitationItem(key.strip(" @")) for key in one.split(";"))) for one in written]
    bundled, _ = read_files(Path())
    style, locales, _ = find_style(bundled, "apa", "en-US", Location(""), Location(""))
    assert style is not None
    formatted = Formatter(style, locales).format(references, clusters)
    citations = {}
    for cluster, citation, one in zip(clusters, formatted.citations, written, strict=True):
        of_item: dict[int, str] = {}
        for part in citation.parts:
            if part.item is not None:
                of_item[part.item] = of_item.get(part.item, "") + part.html
        citations[one] = tuple((item.key, of_item.get(at, "")) for at, item in enumerate(cluster.items))
    entries = {entry.key: entry.text for entry in formatted.bibliography}
    return ReadyReview(
        bibliography,
        tuple(
            ReadyStudy(
                one.key,
                one.text("title"),
                one.year,
                tuple(f"{name.given} {name.family}" for name in one.name_list("author")),
                one.keywords,
                entries[one.key],
                one.text("abstract"),
            )
            for one in references
        ),
        tuple(
            ReadySection(
                PurePosixPath(path).stem,
                text.partition("\n")[0].removeprefix("# "),
                text.partition("\n")[2],
                tuple(dict.fromkeys(re.findall(r"@(\w+)", text))),
            )
            for path, text in texts.items()
        ),
        citations,
    )
