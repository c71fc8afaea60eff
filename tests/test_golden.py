"""A small whole review: every byte of its built site stands in tests/golden/site, but for the theme's own files.

    pytest tests/test_golden.py --update-golden

writes the site anew; read the difference before you commit it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path, PurePosixPath

import pytest

from site_builder.build import build
from site_builder.files.reading import read_files

GOLDEN = Path(__file__).parent / "golden"
OF_THE_THEME = (".css", ".js", ".svg")
# A changed style sheet would else change every page.
VERSION_OF_THE_THEME = re.compile(rb'("(?:(?:\.\./)*|/[\w/-]*/)[a-z]+\.(?:css|js))\?h=[0-9a-f]{6}(?=")')


@pytest.fixture(scope="module")
def site() -> dict[PurePosixPath, bytes]:
    files, unread = read_files(GOLDEN / "project")
    built = build(files)
    assert (*unread, *built.diagnostics) == ()
    kept = (path for path in built.site if path.suffix not in OF_THE_THEME or len(path.parts) > 1)
    return {path: VERSION_OF_THE_THEME.sub(rb"\1", built.site[path]) for path in kept}


def test_the_site_is_the_golden_one(site: dict[PurePosixPath, bytes], request: pytest.FixtureRequest) -> None:
    folder = GOLDEN / "site"
    if request.config.getoption("--update-golden"):
        shutil.rmtree(folder, ignore_errors=True)
        for path, data in site.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    golden = {PurePosixPath(file.relative_to(folder).as_posix()) for file in folder.rglob("*") if file.is_file()}
    assert golden == set(site)
    for path, data in site.items():
        assert data.decode() == (folder / path).read_bytes().decode(), path
