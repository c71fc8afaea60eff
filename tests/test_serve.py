"""The preview: what the browser gets while an author edits, and the server around it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_builder.serve import CannotListen, Preview, free_port
from tests.projects import BIBLIOGRAPHY


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (tmp_path / "content/10-a.md").write_text("# A\n\nSays @hall2017.\n", encoding="utf-8")
    return tmp_path


def shown(preview: Preview, path: str = "/a/") -> str:
    return preview.respond(path).body.decode()


def write(file: Path, text: str) -> None:
    """As reference managers do: written beside its place, then renamed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8")
    os.replace(new, file)


def test_a_change_is_seen_once(project: Path) -> None:
    preview = Preview(project)
    assert not preview.look()
    write(project / "content/10-a.md", "# A\n\nNow @ito2020.\n")
    assert preview.look()
    assert "Now" in shown(preview)
    assert not preview.look()


def test_advice_that_nobody_asked_for_is_not_shown(project: Path) -> None:
    (project / "review.yaml").write_text("lang: sv\n", encoding="utf-8")
    preview = Preview(project)
    while preview.go_on():
        pass
    assert preview.diagnostics == ()


def test_advice_to_which_the_review_gives_more_weight_is_shown(project: Path) -> None:
    (project / "review.yaml").write_text("rules: {uncited-entry: error}\n", encoding="utf-8")
    preview = Preview(project)
    while preview.go_on():
        pass
    assert {found.rule.name_ for found in preview.diagnostics} == {"uncited-entry"}


def test_a_page_can_tell_that_it_is_old(project: Path) -> None:
    """One that was sent just before a change connects just after it, and nobody tells it to reload."""
    preview = Preview(project)
    while preview.go_on():
        pass
    state = shown(preview, "/_site_builder/state")
    assert f'data-state="{state}"' in shown(preview)
    write(project / "content/10-a.md", "# A\n\nNow @ito2020.\n")
    assert preview.look()
    assert shown(preview, "/_site_builder/state") != state
    assert f'data-state="{state}"' not in shown(preview)
    assert Preview(project).state != preview.state


def test_the_bibliography_is_watched_too(project: Path) -> None:
    preview = Preview(project)
    write(project / "references.bib", BIBLIOGRAPHY.replace("Hall, William", "Hill, William"))
    assert preview.look()
    assert "Hill" in shown(preview)


def test_a_bibliography_beyond_the_folder_is_watched_too(tmp_path: Path) -> None:
    library = tmp_path / "all.bib"
    write(library, "@book{ash2001, author = {Ash, B.}, title = {Rest}, year = 2001}")
    write(tmp_path / "paper/paper.md", "---\nbibliography: ../all.bib\n---\n\nBy @ash2001.\n")
    preview = Preview(tmp_path / "paper")
    assert "Ash (2001)" in shown(preview, "/")
    assert not preview.look()
    write(library, "@book{ash2001, author = {Elm, B.}, title = {Rest}}")
    assert preview.look()
    assert "Elm (n.d.)" in shown(preview, "/")
    (told,) = json.loads(preview.respond("/_site_builder/diagnostics.json").body)
    assert told["place"] == "../all.bib:1:1"


def test_files_and_folders_may_come_and_go(project: Path) -> None:
    preview = Preview(project)
    write(project / "templates/404.html", "Nothing here.")
    write(project / "content/studies/hall2017.md", "---\ntitle: Short\n---\n")
    assert preview.look()
    assert shown(preview, "/no/such/page") == "Nothing here."
    assert "<h1>Short</h1>" in shown(preview, "/studies/hall2017/")
    (project / "content/studies/hall2017.md").unlink()
    (project / "content/10-a.md").rename(project / "content/10-b.md")
    assert preview.look()
    assert "<h1>Short</h1>" not in shown(preview, "/studies/hall2017/")
    assert preview.respond("/a/").status.startswith("404")


def test_lost_readers_stay_in_the_preview(project: Path) -> None:
    write(project / "review.yaml", "base_url: https://example.org/review\n")
    preview = Preview(project)
    assert '<a href="/studies/index.html">' in shown(preview, "/no/such/page")


def test_while_the_text_is_wrong_the_last_good_site_stays(project: Path) -> None:
    preview = Preview(project)
    write(project / "content/10-a.md", "# A\n\nBroken [@nobody].\n")
    assert preview.look()
    assert "Says" in shown(preview)
    (told,) = json.loads(shown(preview, "/_site_builder/diagnostics.json"))
    assert (told["rule"], told["place"]) == ("unknown-citation-key", "content/10-a.md:3:9")
    assert told["editor"] == f"vscode://file/{project.resolve()}/content/10-a.md:3:9"
    write(project / "content/10-a.md", "# A\n\nMended @ito2020.\n")
    assert preview.look()
    assert "Mended" in shown(preview)
    assert shown(preview, "/_site_builder/diagnostics.json") == "[]"


def test_errors_are_shown_above_warnings(project: Path) -> None:
    write(project / "content/10-a.md", "# A\n\n![](a.png)\n\nBroken [@nobody].\n")
    write(project / "content/a.png", "")
    told = json.loads(shown(Preview(project), "/_site_builder/diagnostics.json"))
    assert [each["rule"] for each in told] == ["unknown-citation-key", "missing-alt"]


def test_while_no_text_was_right_yet_the_site_follows_it(project: Path) -> None:
    write(project / "content/10-a.md", "# A\n\nBroken [@nobody] and [@noone].\n")
    preview = Preview(project)
    assert "Broken" in shown(preview)
    write(project / "content/10-a.md", "# A\n\nBetter, but [@nobody].\n")
    assert preview.look()
    assert "Better" in shown(preview)
    assert "data-stays" not in shown(preview)
    write(project / "content/10-a.md", "# A\n\nMended.\n")
    assert preview.look()
    write(project / "content/10-a.md", "# A\n\nBroken [@nobody].\n")
    assert preview.look()
    assert "Mended" in shown(preview)
    assert "data-stays" in shown(preview)


def test_a_page_whose_template_fails_stays_as_it_was(project: Path) -> None:
    preview = Preview(project)
    _, _, before = shown(preview).partition("</head>")
    write(project / "templates/section.html", "{{ page.nothing }}")
    assert preview.look()
    assert shown(preview).partition("</head>")[2] == before
    while preview.go_on():
        pass
    assert [found.rule.name_ for found in preview.diagnostics] == ["template-error"]


def test_addresses_are_those_of_the_published_site(project: Path) -> None:
    preview = Preview(project)
    assert preview.respond("/").type == "text/html"
    assert preview.respond("/style.css").type == "text/css"
    moved = preview.respond("/a")
    assert (moved.status, moved.location) == ("302 Found", "/a/")
    assert preview.respond("/../references.bib").status.startswith("404")


def test_the_next_free_port_is_taken() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < free_port("127.0.0.1", port) < port + 50


def test_an_address_that_is_not_of_this_machine_was_said_to_have_no_free_port() -> None:
    with pytest.raises(CannotListen, match=r"“192\.0\.2\.1” cannot be served at: .*--host"):
        free_port("192.0.2.1", 18000)


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def server(project: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = free_port("127.0.0.1", 18000 + os.getpid() % 10000)
    command = [sys.executable, "-m", "site_builder", "serve", str(project), "--no-open", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def test_a_running_server_follows_edits_and_ends_at_once(
    server: tuple[subprocess.Popen[str], str], project: Path
) -> None:
    process, address = server

    def page() -> str:
        try:
            with urllib.request.urlopen(f"{address}/a/", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    wait_for(lambda: "Says" in page())
    assert "livereload.js" in page()
    for number in range(5):
        write(project / "content/10-a.md", f"# A\n\nBurst {number} @hall2017.\n")
    wait_for(lambda: "Burst 4" in page())
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) == 130
    assert process.stdout is not None
    assert "Serving" in process.stdout.read()
