"""The options and the summary of the test run, and what its modules share: compiled templates and built sites."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from site_builder.csl.xml import parse_xml
from site_builder.render import make_theme
from site_builder.yaml_values import read_yaml
from tests.serving import serve_sites
from tests.sites import REVIEWS, BuiltSite, build_site

# Only benchmarks measure time, so no test fails on a busy machine.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/site as it is built now")


def pytest_collection_finish() -> None:
    """Exclude the loaded modules from garbage collection, which took a third of the time of each build."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print why tests were skipped, one line for each reason."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in reports)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} skipped: {reason}.")


class Templates(BytecodeCache):
    """Compiled templates by their source, since compiling them takes most of the time of building a small site."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    templates = Templates()
    with patch(
        "site_builder.build.make_theme",
        lambda sources, site, compiled: make_theme(sources, site, compiled or templates),
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _bundled_files_read_once() -> Iterator[None]:
    """Read citation styles, locales and interface words only once; they take a fifth of the time of a small build."""
    with (
        patch("site_builder.csl.style.parse_xml", lru_cache(maxsize=50)(parse_xml)),
        patch("site_builder.words.read_yaml", lru_cache(maxsize=50)(read_yaml)),
    ):
        yield


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, BuiltSite]]:
    """The real review and the golden one, each built once and served under a sub-path."""
    folder = tmp_path_factory.mktemp("sites")
    with serve_sites(folder) as origin:
        yield {name: build_site(project, folder / name, f"{origin}/{name}") for name, project in REVIEWS.items()}
