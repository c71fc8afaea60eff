"""The Content-Security-Policy of a page, in a browser: what stands in a text does not run, whoever wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.files.writing import write_files
from tests.browser.conftest import Visit
from tests.projects import project
from tests.serving import serve_sites

SECTION = """# A

<script>window.ran = "a script in the text"</script>
<p id="p" onclick="window.ran = 'a handler'" style="width: 40px">Press</p>
<a id="a" href="javascript:window.ran='an address'">Follow</a>
<script src="own.js"></script>
"""


@pytest.mark.parametrize("is_served", [True, False])
def test_only_scripts_from_files_run(visit: Visit, tmp_path: Path, is_served: bool) -> None:
    built = build(project({"content/10-a.md": SECTION, "content/own.js": "window.own = true;"}))
    assert {found.rule.name_ for found in built.diagnostics} == {"blocked-by-policy"}
    write_files(built.site, tmp_path / "review")
    with serve_sites(tmp_path) as origin:
        home = f"{origin}/review" if is_served else (tmp_path / "review").as_uri()
        with visit(home) as reader:
            reader.page.goto(f"{home}/a/index.html")
            reader.page.click("#p")
            reader.page.click("#a")
            assert reader.page.evaluate("() => [window.ran, window.own]") == [None, True]
            assert reader.page.locator("#p").evaluate("element => element.offsetWidth") == 40
            assert "Content Security Policy" in " ".join(reader.wrong)
