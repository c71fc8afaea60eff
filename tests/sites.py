"""This repository's reviews to built sites in a folder, with the kind of each page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from unittest.mock import patch

from site_builder.build import build
from site_builder.diagnostics import Diagnostic
from site_builder.files.reading import read_files
from site_builder.files.writing import write_files
from site_builder.model import Files
from site_builder.render import Theme, View, render
from site_builder.search import make_index

ROOT = Path(__file__).parent.parent
REVIEWS = {"repo": ROOT, "golden": ROOT / "tests" / "golden" / "project"}

LEADS_ON = "see.html"


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site in `folder`, built for `base_url`. `kinds` are its pages by kind, the longest of each kind first."""

    base_url: str
    folder: Path
    kinds: Mapping[str, tuple[PurePosixPath, ...]]

    @property
    def pages(self) -> Iterator[PurePosixPath]:
        for pages in self.kinds.values():
            yield from pages

    @property
    def one_of_each_kind(self) -> tuple[PurePosixPath, ...]:
        """The longest page of each kind, on which most can go wrong. Redirecting pages are left out."""
        return tuple(pages[0] for kind, pages in self.kinds.items() if kind != LEADS_ON)

    def served(self, page: PurePosixPath) -> str:
        return f"{self.base_url}/{str(page).removesuffix('index.html')}"

    def on_disk(self, page: PurePosixPath) -> str:
        return (self.folder / page).as_uri()


def build_site(project: Path, folder: Path, base_url: str) -> BuiltSite:
    """A project's site, as it would be published at `base_url`."""
    files, unreadable = read_files(project)
    refuse(unreadable)
    site, kinds = build_with_kinds(files, base_url)
    index, _ = make_index(site)
    if not index:
        # Pagefind does not exist for all machines.
        kinds.pop("search.html", None)
    write_files({**site, **index}, folder)
    return BuiltSite(base_url, folder, kinds)


def build_with_kinds(
    files: Files, base_url: str
) -> tuple[Mapping[PurePosixPath, bytes], dict[str, tuple[PurePosixPath, ...]]]:
    """A site, and its pages by their template. A page without a template is a kind of its own."""
    kind_of: dict[bytes, str] = {}

    def remember(theme: Theme, view: View) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
        data, problems = render(theme, view)
        if data is not None:
            kind_of[data] = view.template
        return data, problems

    with patch("site_builder.build.render", remember):
        built = build(files, base_url)
    refuse(built.diagnostics)
    kinds: dict[str, list[PurePosixPath]] = defaultdict(list)
    for page, data in sorted(built.site.items(), key=lambda item: -len(item[1])):
        if page.suffix == ".html":
            kinds[kind_of.get(data, str(page))].append(page)
    return built.site, {kind: tuple(pages) for kind, pages in sorted(kinds.items())}


def refuse(found: tuple[Diagnostic, ...]) -> None:
    if found:
        raise AssertionError("\n".join(f"{one.location}: {one.message}" for one in found[:9]))
