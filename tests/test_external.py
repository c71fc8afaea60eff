"""Links to other sites, tried against a server on this machine that misbehaves in every way."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from site_builder.build import build
from site_builder.cli import main
from site_builder.diagnostics import Diagnostic
from site_builder.external import RequestPolicy, check_external
from site_builder.external.attempts import Attempts
from site_builder.external.http_request import is_public, requestable_address
from site_builder.external.link_gathering import gather_addresses
from site_builder.external.request_policy import Outcome, Verdict
from tests.misbehaving_server import Server, misbehaving
from tests.projects import diagnostic_lines, project

QUICK = RequestPolicy(
    "site_builder/test", timeout=0.3, longest_answer=0.6, pause=0, back_off=0, longest_wait=1, may_be_private=True
)


@pytest.fixture
def server() -> Iterator[Server]:
    with misbehaving() as server:
        yield server


def tried(server: Server, *paths: str, request_policy: RequestPolicy = QUICK) -> Mapping[str, Outcome]:
    tried = Attempts(replace(request_policy, probe=server.url("/")))
    tried.all([server.url(path) for path in paths])
    assert not tried.is_offline
    return {address.partition(server.netloc)[2]: outcome for address, outcome in tried.outcomes.items()}


def checked(
    sources: Mapping[str, str | bytes], folder: Path, request_policy: RequestPolicy = QUICK, bib: str = ""
) -> tuple[Diagnostic, ...]:
    files = project(sources, "@book{a, title={A}, year=2001}")
    return check_external(files, build(files).site, folder, request_policy)


@pytest.mark.parametrize(
    ("path", "verdict", "why"),
    [
        ("/", Verdict.FINE, ""),
        ("/huge", Verdict.FINE, ""),
        ("/head-refused/405", Verdict.FINE, ""),
        ("/head-refused/403", Verdict.FINE, ""),
        ("/head-refused/404", Verdict.FINE, ""),
        ("/head-refused/501", Verdict.FINE, ""),
        ("/head-reset", Verdict.FINE, ""),
        ("/busy", Verdict.FINE, ""),
        ("/failing-once", Verdict.FINE, ""),
        ("/redirect/302/", Verdict.FINE, ""),
        ("/redirect/302/redirect/301/", Verdict.FINE, ""),
        ("/redirect/301/redirect/308/", Verdict.MOVED, ""),
        ("/status/404", Verdict.DEAD, "answers 404 (Not Found)"),
        ("/status/410", Verdict.DEAD, "answers 410 (Gone)"),
        ("/redirect/302/status/404", Verdict.DEAD, "answers 404 (Not Found)"),
        ("/status/403", Verdict.UNJUDGED, "answers 403 (Forbidden)"),
        ("/status/405", Verdict.UNJUDGED, "answers 405 (Method Not Allowed)"),
        ("/status/418", Verdict.UNJUDGED, "answers 418 (I'm a Teapot)"),
        ("/status/999", Verdict.UNJUDGED, "answers 999"),
        ("/status/429", Verdict.UNJUDGED, "answers 429 (Too Many Requests)"),
        ("/status/503", Verdict.UNJUDGED, "answers 503 (Service Unavailable)"),
        ("/busy-for-a-day", Verdict.UNJUDGED, "answers 429 (Too Many Requests)"),
        ("/circle/0", Verdict.UNJUDGED, "in a circle"),
        ("/endless/0", Verdict.UNJUDGED, "in a circle"),
        ("/away/file:///etc/passwd", Verdict.UNJUDGED, "not a web address"),
        ("/away/http://[bad", Verdict.UNJUDGED, "not a web address"),
        ("/raw-utf-8", Verdict.FINE, ""),
        ("/hang", Verdict.UNREACHED, "did not answer in time"),
        ("/drip", Verdict.UNREACHED, "did not answer in time"),
        ("/reset", Verdict.UNREACHED, "without an answer"),
        ("/garbled", Verdict.UNJUDGED, "as web servers do"),
        ("/bad-header", Verdict.UNJUDGED, "as web servers do"),
    ],
)
def test_every_kind_of_answer_is_judged(server: Server, path: str, verdict: Verdict, why: str) -> None:
    (outcome,) = tried(server, path).values()
    assert outcome.verdict is verdict, outcome
    assert why in outcome.why
    assert bool(why) == bool(outcome.why)


def test_tls_that_cannot_be_trusted_is_not_judged(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)):
        tried = Attempts(replace(QUICK, probe=server.url("/")))
        tried.all([f"https://{server.netloc}/"])
    (outcome,) = tried.outcomes.values()
    assert outcome.verdict is Verdict.UNJUDGED
    assert "cannot be trusted" in outcome.why


def test_a_busy_host_is_asked_again_and_a_dead_page_is_not(server: Server) -> None:
    tried(server, "/failing-once", "/status/404", "/busy-for-a-day", "/status/503")
    assert server.asked.count("HEAD /failing-once") == 2
    assert (server.asked.count("HEAD /status/404"), server.asked.count("GET /status/404")) == (1, 1)
    assert server.asked.count("HEAD /busy-for-a-day") == 1
    assert server.asked.count("HEAD /status/503") == 3


def test_a_host_is_asked_for_one_thing_at_a_time_by_name(server: Server) -> None:
    tried(server, *(f"/page/{number}" for number in range(12)))
    assert len(server.asked) == 12
    assert server.most_at_once == 1
    assert all("User-Agent: site_builder/test\r\n" in head for head in server.heads)


def test_a_host_that_never_answers_is_given_up(server: Server) -> None:
    paths = [f"/hang/{number}" for number in range(40)]
    assert set(tried(server, *paths, request_policy=replace(QUICK, timeout=0.2, tries=1))) == set(paths)
    assert sum("hang" in asked for asked in server.asked) < 12


def test_a_doi_that_its_registry_does_not_know_does_not_exist(server: Server) -> None:
    request_policy = replace(QUICK, doi_hosts=frozenset({server.netloc}))
    outcomes = tried(
        server, "/status/404", "/status/403", "/redirect/301/", "/redirect/302/gone", request_policy=request_policy
    )
    assert {path: outcome.verdict for path, outcome in outcomes.items()} == {
        "/status/404": Verdict.UNKNOWN_DOI,
        "/status/403": Verdict.UNJUDGED,
        "/redirect/301/": Verdict.FINE,
        "/redirect/302/gone": Verdict.FINE,
    }
    with misbehaving() as publisher:
        path = f"/away/{publisher.url('/status/404')}"
        assert tried(server, path, request_policy=request_policy)[path].verdict is Verdict.DEAD


def test_private_hosts_are_not_asked_unless_that_is_allowed(server: Server) -> None:
    tried = Attempts(replace(QUICK, may_be_private=False, probe=""))
    tried.all(
        [
            server.url("/"),
            f"http://localhost:{server.netloc.rpartition(':')[2]}/",
            "http://[::1]/",
            "http://2130706433/",
        ]
    )
    assert {outcome.verdict for outcome in tried.outcomes.values()} == {Verdict.UNREACHED}
    assert all("is not asked" in outcome.why for outcome in tried.outcomes.values())
    assert server.asked == []


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "64:ff9b::a00:1", "2002:7f00:1::", "ff02::1"],
)  # fmt: skip
def test_private_addresses_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("HTTPS://Example.org:443/a b?c=d e#f", "https://example.org/a%20b?c=d%20e"),
        ("http://bücher.example/ü", "http://xn--bcher-kva.example/%C3%BC"),
        ("https://example.org", "https://example.org/"),
        ("https://user:secret@example.org/", "https://example.org/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("https:///nowhere", ""),
        ("https://example.org:port/", ""),
        ("http://[::1/", ""),
        ("mailto:a@example.org", ""),
        ("https://" + "a" * 80 + ".org/", ""),
    ],
)
def test_addresses_are_asked_for_as_browsers_do(written: str, asked: str) -> None:
    assert requestable_address(written) == asked


BIB = "@article{hall, title={A}, year=2001,\n  doi = {10.1000/hall},\n  url = {https://example.org/a_b}}\n"
TEXT = """# One

See [this](https://example.org/this?a=1&b=2), <https://example.org/that>, and https://example.org/no-link.
The [same](https://example.org/this?a=1&b=2#part "Title") (<https://example.org/x(y)>) and @hall.

[ref]: https://example.org/ref
[A][ref], ![b](https://example.org/b.png), [mail](mailto:a@example.org), [own](https://own.example/review/).
"""


def test_addresses_are_gathered_with_the_places_where_they_were_written() -> None:
    files = project(
        {"content/10-one.md": TEXT, "review.yaml": "base_url: https://own.example/review\ndoi: 10.1000/r\n"}, BIB
    )
    places = gather_addresses(files, build(files).site)
    assert {address: [str(place) for place in found] for address, found in places.items()} == {
        "https://doi.org/10.1000/hall": ["references.bib:2:3"],
        "https://doi.org/10.1000/r": ["review.yaml:2:6"],
        "https://example.org/a_b": ["references.bib:3:3"],
        "https://example.org/b.png": ["content/10-one.md:7:16"],
        "https://example.org/ref": ["content/10-one.md:6:8"],
        "https://example.org/that": ["content/10-one.md:3:48"],
        "https://example.org/this?a=1&b=2": ["content/10-one.md:3:12", "content/10-one.md:4:12"],
        "https://example.org/x(y)": ["content/10-one.md:4:61"],
    }


@pytest.mark.parametrize(
    ("bibliography", "place"),
    [
        ("@inbook{a,\n  title = {T},\n  crossref = {b},\n  year = 2001,\n}\n@book{b,\n  doi = {10.1000/b},\n}", "1:1"),
        ("\n@book{a,\n\n  title = {T},\n\n  doi = {10.1000/b},\n  year = {2001}},\n  note = {N\n", "6:3"),
        ("@xdata{b,\n  year = 2001,\n}\n@book{a,\n  xdata = {b}, title = {T},\n  doi = {10.1000/b},\n}", "6:3"),
    ],
)
def test_a_field_has_its_place_in_the_file_whatever_the_entry_takes_or_lacks(bibliography: str, place: str) -> None:
    files = project({"content/index.md": "@a"}, bibliography)
    places = gather_addresses(files, build(files).site)["https://doi.org/10.1000/b"]
    assert f"references.bib:{place}" in map(str, places)


def test_pages_of_the_site_itself_are_not_asked_for_wherever_it_lives() -> None:
    files = project(
        {"content/index.md": "[own](https://own.example/review/)", "review.yaml": "base_url: https://x.example\n"}
    )
    own = "https://own.example/review"
    site = build(files, own).site
    assert f"{own}/" in gather_addresses(files, site)
    assert not any("own.example" in address for address in gather_addresses(files, site, own))


def test_a_link_of_a_template_has_its_place_on_a_page() -> None:
    files = project({"content/index.md": "", "templates/404.html": '<a href="https://example.org/t">t</a>'})
    assert [str(place) for place in gather_addresses(files, build(files).site)["https://example.org/t"]] == [
        "404.html:1:1"
    ]


def test_each_place_is_reported_with_what_to_do(server: Server, tmp_path: Path) -> None:
    text = "# One\n\n[a](URL/status/404)\n[b](URL/status/404#x)\n[c](URL/redirect/301/)\n[d](URL/status/403)\n"
    found = checked({"content/10-one.md": text.replace("URL", server.url(""))}, tmp_path)
    assert sorted(diagnostic_lines(found)) == [
        "content/10-one.md:3:5 dead-external-link",
        "content/10-one.md:4:5 dead-external-link",
        "content/10-one.md:5:5 moved-link",
        "content/10-one.md:6:5 unjudged-link",
    ]
    assert all(each.hint and each.message.endswith(".") for each in found)


def test_answers_are_kept_for_a_while(server: Server, tmp_path: Path) -> None:
    text = f"# One\n\n[a]({server.url('/a')}) [b]({server.url('/status/404')})\n"
    sources: dict[str, str | bytes] = {"content/10-one.md": text}
    first = checked(sources, tmp_path)
    asked = len(server.asked)
    assert checked(sources, tmp_path) == first
    assert len(server.asked) == asked
    assert (tmp_path / ".site_builder/.gitignore").read_text().endswith("*\n")
    file = tmp_path / ".site_builder/links.json"
    kept = json.loads(file.read_text())
    for record in kept["links"].values():
        record["at"] = "2020-01-01T00:00:00+00:00"
    for stale in (json.dumps(kept), "{", "[]", '{"links": {"a": 1}}', "\0"):
        file.write_text(stale)
        asked = len(server.asked)
        assert checked(sources, tmp_path) == first
        assert len(server.asked) > asked
    files = project(sources, "@book{a, title={A}, year=2001}")
    asked = len(server.asked)
    check_external(files, build(files).site, tmp_path, QUICK, is_fresh=True)
    assert len(server.asked) > asked


def test_answers_that_cannot_be_kept_are_reported(server: Server, tmp_path: Path) -> None:
    (tmp_path / ".site_builder").write_text("a file where the folder would be")
    found = checked({"content/10-one.md": f"# One\n\n[a]({server.url('/status/404')})\n"}, tmp_path)
    assert diagnostic_lines(found) == ["content/10-one.md:3:5 dead-external-link"]


def test_without_a_network_one_thing_is_reported(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    request_policy = replace(QUICK, probe=f"http://127.0.0.1:{port}/")
    text = "# One\n\n" + "".join(f"[a](http://127.0.0.1:{port}/{number})\n" for number in range(30))
    (found,) = checked({"content/10-one.md": text}, tmp_path, request_policy)
    assert found.rule.name_ == "no-network"
    assert "30" in found.message
    assert not (tmp_path / ".site_builder").exists()


def test_check_tries_links_when_it_is_asked_to(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "references.bib").write_text("@book{a, title={A}, year=2001}", encoding="utf-8")
    text = f"[a]({server.url('/status/410')}) [b]({server.url('/status/403')})\n"
    (tmp_path / "index.md").write_text(text, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert server.asked == []
    assert main(["check", str(tmp_path), "--external"]) == 0
    assert "is not asked" in capsys.readouterr().err
    assert server.asked == []
    assert main(["check", str(tmp_path), "--external", "--allow-private"]) == 0
    told = capsys.readouterr().err
    assert "index.md:1:5: warning:" in told
    assert "[dead-external-link]" in told
    assert "[unjudged-link]" in told
    assert main(["check", str(tmp_path), "--external", "--allow-private", "--strict"]) == 1


def test_a_build_asks_nobody(server: Server) -> None:
    files = project({"content/10-one.md": f"# One\n\n[a]({server.url('/')})\n"})
    assert PurePosixPath("one/index.html") in build(files).site
    assert server.asked == []
