"""Options of the test run, what its summary says, and sites that several of its modules look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from tests.serving import serve_sites
from tests.sites import REVIEWS, BuiltSite, build_site


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/site as it is built now")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Why tests were skipped: one line for each reason."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in reports)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} skipped: {reason}.")


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, BuiltSite]]:
    """The real review and the golden one, each built once and served under a sub-path."""
    folder = tmp_path_factory.mktemp("sites")
    with serve_sites(folder) as origin:
        yield {name: build_site(project, folder / name, f"{origin}/{name}") for name, project in REVIEWS.items()}
