"""What an entry gives as its URL, as a reference shows it and where it leads."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from site_builder.build import build
from site_builder.diagnostics import Rule
from tests.projects import project


@pytest.mark.parametrize(
    ("url", "shown", "leads_to"),
    [
        ("https://example.org/a_b", "https://example.org/a_b", "https://example.org/a_b"),
        ("www.example.org/a", "www.example.org/a", "https://www.example.org/a"),
        ("osf.io/ck4st", "osf.io/ck4st", "https://osf.io/ck4st"),
        ("//example.org/a", "//example.org/a", "https://example.org/a"),
        ("<https://example.org/a>", "https://example.org/a", "https://example.org/a"),
        ("10.1000/182", "10.1000/182", "https://doi.org/10.1000/182"),
        ("doi:10.1000/182", "doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("ftp://example.org/a", "ftp://example.org/a", ""),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
        ("ask the library", "ask the library", ""),
        ("2018-01-05", "2018-01-05", ""),
    ],
)
def test_a_url_is_shown_as_written_and_leads_where_it_means(url: str, shown: str, leads_to: str) -> None:
    entry = f"@misc{{a, title={{T}}, author={{Ash, Ann}}, year=2001, url={{{url}}}}}"
    result = build(project({"content/index.md": "# R\n\nBy @a.\n"}, entry))
    page = result.site[PurePosixPath("references/index.html")].decode()
    entry_html = re.search(r'class="csl-entry"[^>]*>(.*)</div>\n', page)
    assert entry_html is not None
    link = f'<a href="{leads_to}">{shown}</a>' if leads_to else shown
    assert entry_html[1] == f"Ash, A. (2001). <i>T</i>. {link}"
    assert [each.rule for each in result.diagnostics] == [Rule.MALFORMED_URL] * (" " in url or url[:2] == "20")
