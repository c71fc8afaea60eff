"""The Atom feed of studies (RFC 4287): what is in it, in which order, and with which dates."""

from __future__ import annotations

from pathlib import PurePosixPath
from uuid import UUID
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from site_builder.build import Build, build
from tests.projects import diagnostic_lines, project

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = PurePosixPath("feed.xml")
BIBLIOGRAPHY = """
@article{hall2017, author = {Hall, William J. and {The <A> Group}}, title = {Risk \\& \\emph{protection}},
  journal = {Journal A}, date = {2017-03-05}, doi = {10.1000/hall<1>}, keywords = {Stigma, Youth}}
@article{ito2020, author = {Ito, Ken}, title = {Sleep}, journal = {Journal B}, year = {2020}}
@book{mora2014, title = {A book}, publisher = {Press}, date = {2014-21}}
@book{undated, author = {Nemo}, title = {Another}, publisher = {Press}}
"""
SOURCES: dict[str, str | bytes] = {
    "review.yaml": "title: On sleep\nauthors: [Ana Mora]\nbase_url: https://example.org/r\nupdated: 2024-02-01\n",
    "content/10-a.md": "# A\n\n[@hall2017].",
    "content/studies/hall2017.md": "---\nupdated: 2025-06-07\nsummary: It helps.\n---\n",
}


def built(changes: dict[str, str | bytes] | None = None, bibliography: str = BIBLIOGRAPHY) -> Build:
    return build(project({**SOURCES, **(changes or {})}, bibliography))


def feed(changes: dict[str, str | bytes] | None = None, bibliography: str = BIBLIOGRAPHY) -> Element:
    return ElementTree.fromstring(built(changes, bibliography).site[FEED])


def said(element: Element, name: str) -> str | None:
    return element.findtext(f"{ATOM}{name}")


def links(element: Element) -> dict[str | None, str | None]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def test_a_feed_names_itself_and_the_review() -> None:
    root = feed()
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-US"
    assert said(root, "id") == "https://example.org/r/feed.xml"
    assert said(root, "title") == "On sleep"
    assert said(root, "updated") == "2025-06-07T00:00:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Ana Mora"
    assert links(root) == {"self": "https://example.org/r/feed.xml", "alternate": "https://example.org/r/"}


def test_an_entry_has_all_that_is_known_of_a_study() -> None:
    entry = feed().findall(f"{ATOM}entry")[0]
    assert said(entry, "id") == "https://doi.org/10.1000/hall%3C1%3E"
    assert said(entry, "title") == "Risk & protection"
    assert said(entry, "updated") == "2025-06-07T00:00:00Z"
    assert said(entry, "published") == "2017-03-05T00:00:00Z"
    assert said(entry, "summary") == "It helps."
    assert links(entry) == {"alternate": "https://example.org/r/studies/hall2017/"}
    assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == ["William J. Hall", "The <A> Group"]
    assert [(of.get("term"), of.get("label")) for of in entry.findall(f"{ATOM}category")] == [
        ("stigma", "Stigma"),
        ("youth", "Youth"),
    ]


def test_the_newest_comes_first_and_what_has_no_date_is_left_out() -> None:
    entries = feed().findall(f"{ATOM}entry")
    assert [(said(entry, "title"), said(entry, "updated")) for entry in entries] == [
        ("Risk & protection", "2025-06-07T00:00:00Z"),
        ("Sleep", "2020-01-01T00:00:00Z"),
        ("A book", "2014-01-01T00:00:00Z"),
    ]


def test_every_entry_has_what_the_format_requires() -> None:
    for base in ("", "base_url: https://example.org\n"):
        root = feed({"review.yaml": base, "content/studies/hall2017.md": ""})
        for element in (root, *root.findall(f"{ATOM}entry")):
            assert all(said(element, name) for name in ("id", "title", "updated"))
            assert links(element)["alternate"]
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        assert all(said(entry, "summary") for entry in root.findall(f"{ATOM}entry"))


def test_a_study_without_a_doi_has_an_id_that_stays() -> None:
    ids = [said(entry, "id") or "" for entry in feed().findall(f"{ATOM}entry")]
    moved: dict[str, str | bytes] = {
        "review.yaml": "title: On sleep\nbase_url: https://example.org/r\nupdated: 2026-01-01\n"
    }
    assert ids == [said(entry, "id") for entry in feed(moved).findall(f"{ATOM}entry")]
    assert UUID(ids[1].removeprefix("urn:uuid:")).version == 5


def test_two_studies_with_one_doi_are_two_entries() -> None:
    two = "@book{a, title={A}, year=2000, doi={10.1/x}}\n@book{b, title={B}, year=2001, doi={10.1/X}}"
    ids = {said(entry, "id") for entry in feed(bibliography=two).findall(f"{ATOM}entry")}
    assert len(ids) == 2


def test_only_the_newest_studies_are_in_the_feed() -> None:
    many = "\n".join(f"@book{{k{n}, title={{T{n}}}, year={{{1500 + n}}}}}" for n in range(130))
    entries = feed(bibliography=many).findall(f"{ATOM}entry")
    assert (len(entries), said(entries[0], "title"), said(entries[-1], "title")) == (100, "T129", "T30")


def test_pages_lead_to_the_feed() -> None:
    site = built().site
    link = b'<link rel="alternate" type="application/atom+xml" title="On sleep" href="../../feed.xml">'
    assert link in site[PurePosixPath("studies/ito2020/index.html")]
    assert b"feed.xml" not in site[PurePosixPath("sitemap.xml")]


def test_without_a_base_url_its_links_are_relative() -> None:
    root = feed({"review.yaml": "title: T\n"})
    assert links(root) == {"alternate": "index.html"}
    assert links(root.findall(f"{ATOM}entry")[0]) == {"alternate": "studies/hall2017/index.html"}
    assert (said(root, "id") or "").startswith("urn:uuid:")


def test_where_nothing_is_dated_there_is_no_feed() -> None:
    result = built({"content/studies/hall2017.md": ""}, "@book{a, title={A}}")
    assert FEED not in result.site
    assert not any(b"feed.xml" in data for data in result.site.values())


def test_the_home_page_tells_when_the_review_was_updated() -> None:
    home = PurePosixPath("index.html")
    assert b"Last updated February 1, 2024" in built().site[home]
    german = built({"review.yaml": "lang: de\nupdated: 2024-02-01\n"})
    assert "Zuletzt aktualisiert am 1. Februar 2024" in german.site[home].decode()
    assert "February 1, 2024" in built().site[PurePosixPath("print/index.html")].decode()


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("review.yaml", "updated: 2024-02-30", "review.yaml:1:10 wrong-type"),
        ("review.yaml", "updated: yesterday", "review.yaml:1:10 wrong-type"),
        (
            "content/studies/hall2017.md",
            "---\nupdated: 2024\n---\n",
            "content/studies/hall2017.md:2:10 wrong-type",
        ),
    ],
)
def test_a_day_that_no_calendar_has_is_reported(path: str, text: str, expected: str) -> None:
    assert expected in diagnostic_lines(built({path: text}).diagnostics)
