"""Where a site lives: what names its address, what hosts look for in it, and that all its links hold below a path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from http.client import HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest

from site_builder.addresses import root_of
from site_builder.build import Build, build
from site_builder.cli import main
from site_builder.diagnostics import Diagnostic
from site_builder.hosting import check_domain
from site_builder.settings import read_settings
from tests.projects import diagnostic_lines, page, project
from tests.serving import serve_sites
from tests.sites import REVIEWS

HOME = {"content/index.md": "Home.", "content/studies/hall2017.md": "---\nupdated: 2024-02-01\n---\n"}


def built(base_url: str | None = None, **sources: str | bytes) -> Build:
    return build(project({**HOME, **{f"content/{name}": text for name, text in sources.items()}}), base_url)


def domain_faults(base_url: str, written: str | bytes) -> list[Diagnostic]:
    return list(check_domain(project({"content/CNAME": written}), "content/", base_url))


# The address


@pytest.mark.parametrize(
    ("base_url", "root"),
    [("", "/"), ("https://e.org", "/"), ("https://e.org/r", "/r/"), ("https://e.org/a/b/", "/a/b/")],
)
def test_a_site_has_a_path_on_its_host(base_url: str, root: str) -> None:
    assert root_of(base_url) == root


def test_the_address_that_a_build_is_given_takes_the_place_of_the_settings_one() -> None:
    files = project({**HOME, "review.yaml": "base_url: https://old.example/r\n"})
    there, here = build(files), build(files, "https://new.example")
    assert (there.diagnostics, here.diagnostics) == ((), ())
    assert any(b"old.example" in data for data in there.site.values())
    assert not any(b"old.example" in data for data in here.site.values())
    assert '<link rel="canonical" href="https://new.example/studies/">' in page(here, "studies/index.html")
    assert "<loc>https://new.example/studies/</loc>" in page(here, "sitemap.xml")
    assert "Sitemap: https://new.example/sitemap.xml" in page(here, "robots.txt")
    assert "<id>https://new.example/feed.xml</id>" in page(here, "feed.xml")
    assert '<a href="/index.html">' in page(here, "404.html")


def test_an_address_that_is_not_given_leaves_the_settings_one() -> None:
    files = project({**HOME, "review.yaml": "base_url: https://old.example/r\n"})
    assert build(files, None).site == build(files).site
    assert not any(b"old.example" in data for data in build(files, "").site.values())


@pytest.mark.parametrize(
    "address",
    [
        "https://octocat.github.io",
        "https://u.gitlab.io/g/r/",
        "http://127.0.0.1:8000",
        "http://[::1]:80/r",
        "https://é.de/ü",
    ],
)
def test_addresses_of_all_kinds_are_taken(address: str) -> None:
    assert diagnostic_lines(read_settings(f"base_url: '{address}'", "review.yaml")[1]) == []


@pytest.mark.parametrize(
    "address",
    ["e.org", "https://", "https://e.org/r?a", "https://e.org/#a", "https://a:b@e.org", "https://e.org/a/../b",
     "https://e.org/./b", "https://e.org/a b", 'https://e.org/"a', "https://e.org/<a>", "ftp://e.org", "https://e.org:x/"],
)  # fmt: skip
def test_invalid_base_urls_are_refused(address: str) -> None:
    assert diagnostic_lines(read_settings(f"base_url: '{address}'", "review.yaml")[1]) == [
        "review.yaml:1:11 wrong-type"
    ]


# What hosts look for


def test_github_pages_is_told_that_there_is_nothing_to_make() -> None:
    assert page(built(), ".nojekyll") == ""


def test_a_custom_domain_goes_along() -> None:
    made = built("https://reviews.example.org", CNAME="Reviews.Example.org\r\n")
    assert made.diagnostics == ()
    assert page(made, "CNAME") == "Reviews.Example.org\r\n"
    assert domain_faults("", "reviews.example.org") == []
    assert domain_faults("https://münchen.example", "xn--mnchen-3ya.example") == []


@pytest.mark.parametrize(
    "base_url", ["https://octocat.github.io/repo", "https://www.example.org", "https://example.org/review"]
)
def test_a_domain_that_is_not_the_address_s_is_reported(base_url: str) -> None:
    (found,) = domain_faults(base_url, "example.org\n")
    assert diagnostic_lines((found,)) == ["content/CNAME:1:1 wrong-domain"]
    assert found.message == f"The domain here is “example.org”, but the site is built for “{base_url}”."


@pytest.mark.parametrize(
    ("written", "holds"),
    [("", "nothing"), ("a.org\nb.org\n", "2 lines"), ("https://a.org", "“https://a.org”"), ("a.org/b", "“a.org/b”"),
     ("a b.org", "“a b.org”"), ("localhost", "“localhost”"), (b"\xff.org", "“\ufffd.org”")],
)  # fmt: skip
def test_an_invalid_domain_is_reported(written: str | bytes, holds: str) -> None:
    (found,) = domain_faults("", written)
    assert found.message == f"This file contains {holds}, but hosts expect a single domain."


# All links hold


class _Links(HTMLParser):
    """What a page leads to and loads, and what in it can be led to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given[name] for name in ("href", "src", "poster", "action") if name in given]
        self.links += [one.split()[0] for one in given.get("srcset", "").split(",") if one.strip()]
        if given.get("http-equiv") == "refresh":
            self.links.append(given["content"].partition("url=")[2])
        self.anchors |= {given[name] for name in ("id", "name") if name in given}


def answer(address: str) -> tuple[int, str, bytes]:
    """A server's status, kind of answer and answer, after any moves."""
    try:
        response: HTTPResponse = urlopen(address, timeout=30)
        with response:
            return response.status, response.headers.get_content_type(), response.read()
    except HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read()


def leads_to(address: str, kind: str, body: bytes) -> _Links:
    """The links of a page, a style sheet, a feed or a site map."""
    links = _Links(body.decode() if kind == "text/html" else "")
    if kind == "text/css":
        links.links += [found.strip("\"' ") for found in re.findall(r"url\(([^)]*)\)", body.decode())]
    elif kind == "application/xml":
        tree = ElementTree.fromstring(body)
        links.links += [element.get("href", "") for element in tree.iter() if element.get("href")]
        links.links += [element.text or "" for element in tree.iter() if element.tag.endswith("}loc")]
    return links


def walk(home: str) -> tuple[dict[str, _Links], Iterator[str]]:
    """All that can be reached from an address below it, and what is wrong with it."""
    seen: dict[str, _Links] = {}
    waiting, wrong, wanted = [home], [], []
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        status, kind, body = answer(address)
        seen[address] = leads_to(address, kind, body)
        if status != 200:
            wrong.append(f"{address}: {status}")
        for link in seen[address].links:
            target, anchor = urldefrag(urljoin(address, link))
            if urlsplit(target).netloc != urlsplit(home).netloc:
                continue
            target = target.partition("?")[0]
            if not target.startswith(home):
                wrong.append(f"{address}: “{link}” leaves the site")
                continue
            wanted.append((address, target, unquote(anchor)))
            waiting.append(target)
    for address, target, anchor in wanted:
        if anchor and anchor not in seen[target].anchors:
            wrong.append(f"{address}: {target} has no “{anchor}”")
    return seen, iter(dict.fromkeys(wrong))


@pytest.fixture(scope="module", params=["repo", "golden"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A review as it is built for GitHub Pages, with the address and the folder of its site."""
    folder = tmp_path_factory.mktemp("host")
    with serve_sites(folder) as origin:
        home, site = f"{origin}/repo/", folder / "repo"
        review = str(REVIEWS[request.param])
        assert main(["build", review, "--strict", "--quiet", "--base-url", home, "-o", str(site)]) == 0
        yield home, site


def test_every_link_of_a_site_below_a_path_leads_to_a_file(published: tuple[str, Path]) -> None:
    home, site = published
    seen, wrong = walk(home)
    assert list(wrong) == []
    below = {unquote(address.removeprefix(home)) for address in seen}
    reached = {f"{path}index.html" if path.endswith("/") or not path else path for path in below}
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert {path for path in there if path.endswith(".html")} - reached <= {"404.html"} | synonyms(site)
    assert reached <= there


def synonyms(site: Path) -> set[str]:
    """Pages that lead on to a keyword, for those who come from elsewhere."""
    pages = site.glob("keywords/*/index.html")
    return {page.relative_to(site).as_posix() for page in pages if 'http-equiv="refresh"' in page.read_text("utf-8")}


@pytest.mark.parametrize("lost", ["no", "no/", "no/such/page/", "studies/no/such.html", "a/b/c/d/e/f/g"])
def test_lost_readers_find_the_way_back_at_any_depth(published: tuple[str, Path], lost: str) -> None:
    home, _ = published
    status, kind, body = answer(home + lost)
    assert (status, kind) == (404, "text/html")
    links = [urljoin(home + lost, link) for link in leads_to(home + lost, kind, body).links if not link.startswith("#")]
    assert {f"{home}index.html", f"{home}style.css", f"{home}studies/index.html"} <= {
        link.partition("?")[0] for link in links
    }
    assert {link: answer(link)[0] for link in links if answer(link)[0] != 200} == {}


def test_the_site_map_and_crawlers_get_whole_addresses(published: tuple[str, Path]) -> None:
    home, site = published
    listed = leads_to(home, "application/xml", (site / "sitemap.xml").read_bytes()).links
    assert listed
    for address in listed:
        assert address.startswith(home)
        page = answer(address)[2].decode()
        assert f'<link rel="canonical" href="{address}">' in page
    assert f"Sitemap: {home}sitemap.xml" in (site / "robots.txt").read_text("utf-8")


def test_no_link_of_a_page_names_the_host(published: tuple[str, Path]) -> None:
    """A copy elsewhere, or a folder on a disk, leads nobody back to where the site was first published."""
    home, site = published
    for path in sorted(site.rglob("*.html")):
        page = re.sub('<link rel="canonical"[^>]*>', "", path.read_text("utf-8"))
        assert [link for link in leads_to(home, "text/html", page.encode()).links if link.startswith(home)] == [], path


def test_following_links_finds_missing_files(tmp_path: Path) -> None:
    (tmp_path / "repo").mkdir()
    (tmp_path / "repo/index.html").write_text('<a href="#a"></a><a href="/x.html"></a><img src="lost.png">', "utf-8")
    with serve_sites(tmp_path) as origin:
        _, wrong = walk(f"{origin}/repo/")
        assert [one.removeprefix(f"{origin}/repo/") for one in wrong] == [
            ": “/x.html” leaves the site",
            "lost.png: 404",
            f": {origin}/repo/ has no “a”",
        ]
