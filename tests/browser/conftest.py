"""A browser for the tests of this package, with pages that note what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect, sync_playwright

from tests.install_browser import NO_BROWSER, find_browser
from tests.sites import BuiltSite

QUIET = (
    "--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --hide-scrollbars"
).split()


@dataclass
class Reader:
    """A reader of a page. `wrong` lists the browser's complaints and all requests to other places."""

    page: Page
    home: str
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self._note(f"an exception: {error}"))
        self.page.on("request", self._on_request)
        self.page.on("requestfailed", self._on_failure)
        self.page.on("response", self._on_response)

    def _note(self, what: str) -> None:
        self.wrong.append(f"{self.page.url}: {what}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._note(f"{message.type} in the console: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self._note(f"a request to another place: {request.url}")

    def _on_failure(self, request: Request) -> None:
        # Requests that are aborted because the reader left the page are not failures.
        if request.failure != "net::ERR_ABORTED":
            self._note(f"{request.failure} from {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"{response.status} from {response.url}")


Visit: TypeAlias = Callable[..., AbstractContextManager[Reader]]


# The scope is only this package, since Playwright keeps an event loop running, which breaks other tests.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if path is None:
        pytest.skip(NO_BROWSER)
    # A busy machine is slow, which is not an error.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Visit:
    """`with visit(site, **settings of a browser context) as reader`, where `reader.page` is blank at first."""

    @contextmanager
    def visited(home: str, **settings: Any) -> Iterator[Reader]:
        with browser.new_context(**settings) as context:
            yield Reader(context.new_page(), home)

    return visited


@pytest.fixture
def addresses(sites: Mapping[str, BuiltSite]) -> list[str]:
    """The served address of a page of each kind of each site."""
    return [site.served(page) for site in sites.values() for page in site.one_of_each_kind]


@pytest.fixture
def origin(sites: Mapping[str, BuiltSite]) -> str:
    return sites["repo"].base_url.rpartition("/")[0]


@pytest.fixture
def page(visit: Visit, site: Path) -> Iterator[Page]:
    """A blank page for the `site` that a module builds. The test fails if anything goes wrong on it."""
    with visit(site.as_uri(), viewport={"width": 1280, "height": 800}) as reader:
        yield reader.page
        assert reader.wrong == []
