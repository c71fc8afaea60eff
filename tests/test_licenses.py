"""Licences as authors write them, and what pages say of them."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from site_builder.build import build
from site_builder.licenses import license_of
from tests.projects import project

BY = "https://creativecommons.org/licenses/"
ZERO = "https://creativecommons.org/publicdomain/zero/1.0/"


@pytest.mark.parametrize(
    ("written", "label", "address"),
    [
        ("CC BY", "CC BY 4.0", f"{BY}by/4.0/"),
        ("CC-BY-4.0", "CC BY 4.0", f"{BY}by/4.0/"),
        ("cc by-nc-sa 3.0", "CC BY-NC-SA 3.0", f"{BY}by-nc-sa/3.0/"),
        ("Creative Commons Attribution 4.0 International License", "CC BY 4.0", f"{BY}by/4.0/"),
        (f"{BY}by-nd/4.0/deed.de", "CC BY-ND 4.0", f"{BY}by-nd/4.0/"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0", "CC BY-NC-SA 4.0", f"{BY}by-nc-sa/4.0/"),
        (f"{BY}by/3.0/de/", f"{BY}by/3.0/de/", f"{BY}by/3.0/de/"),
        (f"{BY}by/4.0/?ref=chooser-v1", "CC BY 4.0", f"{BY}by/4.0/"),
        (f"{BY}by/4.0/.", "CC BY 4.0", f"{BY}by/4.0/"),
        (f"{BY}by/4.0", "CC BY 4.0", f"{BY}by/4.0/"),
        (f"{BY}by/4.0/legalcode.de", "CC BY 4.0", f"{BY}by/4.0/"),
        ("CC0", "CC0 1.0", ZERO),
        (ZERO, "CC0 1.0", ZERO),
        ("https://example.org/licence", "https://example.org/licence", "https://example.org/licence"),
        ("All rights reserved", "All rights reserved", ""),
        ("CCBYTE", "CCBYTE", ""),
        ("", "", ""),
    ],
)
def test_a_licence_has_its_name_and_its_address(written: str, label: str, address: str) -> None:
    assert license_of(written) == (label, address)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("review.yaml", "license: CC BY\n"),
        ("_quarto.yml", "project: {type: book}\nbook: {title: T, chapters: [index.qmd]}\nlicense: CC BY\n"),
        ("_quarto.yml", "project: {type: website}\nlicense: {text: CC BY}\n"),
        ("myst.yml", "version: 1\nproject: {license: {content: CC-BY-4.0, code: MIT}}\n"),
    ],
)
def test_each_page_says_under_what_it_may_be_used(name: str, text: str) -> None:
    texts = {"index.qmd": "# One\n\nBy @hall2017.\n", "index.md": "# One\n\nBy @hall2017.\n"}
    files = project({name: text} if name == "review.yaml" else {})
    if name != "review.yaml":
        kept = {path: data for path, data in files.items() if path.suffix == ".bib" or path.parts[0] == "templates"}
        chosen = "index.md" if name == "myst.yml" else "index.qmd"
        files = {**kept, PurePosixPath(name): text.encode(), PurePosixPath(chosen): texts[chosen].encode()}
    site = build(files).site
    for page in ("index.html", "404.html"):
        assert f'Licence: <a rel="license" href="{BY}by/4.0/">CC BY 4.0</a>' in site[PurePosixPath(page)].decode()
    assert f'"license": "{BY}by/4.0/"' in site[PurePosixPath("index.html")].decode()
