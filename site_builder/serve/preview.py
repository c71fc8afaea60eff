"""A project's folder to the last good site made of it, and to what is wrong now."""

from __future__ import annotations

import gc
import json
import mimetypes
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from site_builder.addresses import SEARCH_INDEX
from site_builder.advice import advise
from site_builder.build import Builder, Draft
from site_builder.diagnostics import Diagnostic, Severity, diagnostics_to_report, is_advice_raised
from site_builder.files.reading import read_files
from site_builder.frozen import frozen
from site_builder.model import Files
from site_builder.patterns import pattern
from site_builder.search import make_index, searched

OWN_PATH: Final = "_site_builder"
HEAD_END: Final = b"</head>"
OVERLAY: Final = f'<script src="/{OWN_PATH}/overlay.js" defer data-state="%b"%b></script>'.encode()
STAYS: Final = b" data-stays"
POLICY: Final = pattern(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
EDITOR: Final = "vscode://file/{path}:{line}:{column}"


@frozen
class Response:
    status: str
    type: str
    body: bytes = b""
    location: str = ""


@frozen
class _Search:
    """The search index of the last draft that was searched, with the pages that it was made from."""

    draft: Draft | None = None
    pages: Files = field(default_factory=dict)
    index: Files = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()

    def of(self, draft: Draft) -> _Search:
        """The index of another draft. If the searched pages are the same, it is this one."""
        found = ((PurePosixPath(address), draft.file(address)) for address in draft.addresses)
        pages = searched({path: data for path, data in found if data is not None})
        if pages == self.pages:
            return replace(self, draft=draft)
        return _Search(draft, pages, *make_index(pages, self.index))


class Preview:
    """The site of a folder as it is now. While the sources have errors, the last good site stays, if there is one."""

    def __init__(self, project: Path, editor: str = EDITOR) -> None:
        self.project = project
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.files, self._unread = read_files(project)
        self._editor = editor
        self._builder = Builder()
        self._search = _Search()
        self._draft = self._make()
        self._good: dict[str, bytes] = {}
        self._shown = self._draft
        self._waiting: Iterator[None] = self._complete(self._draft)

    def look(self) -> bool:
        """Check the folder for changes, and remake the site if there are any. Returns whether there are."""
        files, unread = read_files(self.project, self.files)
        if files.stamps == self.files.stamps and unread == self._unread:
            return False
        self.files, self._unread = files, unread
        # The author is waiting, so garbage is collected later, and new objects are exempted from it.
        gc.disable()
        self._draft = self._make()
        gc.freeze()
        gc.enable()
        if _has_errors(self._shown.diagnostics) or not _has_errors(self._draft.diagnostics):
            self._shown = self._draft
        self._waiting = self._complete(self._draft)
        return True

    def _make(self) -> Draft:
        self._made = time.time_ns()
        # The preview is served at the server's root, so the 404 page's links start there.
        draft = self._builder.draft(self.files, base_url="")
        self.diagnostics = self._to_show(draft.diagnostics, draft)
        return draft

    def _to_show(self, found: Iterable[Diagnostic], draft: Draft) -> tuple[Diagnostic, ...]:
        """The diagnostics to report, without advice unless the review gives it more weight."""
        of_search = self._search.problems if self._search.draft is draft else ()
        to_report = diagnostics_to_report((*self._unread, *found, *of_search), draft.weights)
        return tuple(each for each in to_report if each.severity is not Severity.ADVICE)

    @property
    def state(self) -> str:
        """A word that identifies what is shown and what is wrong with it.

        It differs after each change and for each server.
        """
        return f"{self._made}.{hash(self.diagnostics)}"

    def go_on(self) -> bool:
        """Do a little of the work that can wait. Returns False once none is left."""
        return next(self._waiting, _DONE) is not _DONE

    def _complete(self, draft: Draft) -> Iterator[None]:
        """Render the remaining pages and check all links, to find what only finished pages show."""
        for address in draft.addresses:
            draft.file(address)
            yield
        found = draft.finish().diagnostics
        yield
        advice = advise(self.files, self._builder.reading) if is_advice_raised(draft.weights) else ()
        self.diagnostics = self._to_show((*found, *advice), draft)
        yield
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        yield

    def respond(self, path: str) -> Response:
        """The response to a path such as `/studies/`."""
        address = path.lstrip("/")
        if address == f"{OWN_PATH}/overlay.js":
            return Response("200 OK", "text/javascript", (Path(__file__).parent / "overlay.js").read_bytes())
        if address == f"{OWN_PATH}/state":
            return Response("200 OK", "text/plain", self.state.encode())
        if address == f"{OWN_PATH}/diagnostics.json":
            return Response("200 OK", "application/json", json.dumps(list(self._told())).encode())
        page = f"{address}index.html" if address.endswith("/") or not address else address
        body = self._file(page)
        if body is not None:
            return Response("200 OK", _type(page), self._with_overlay(page, body))
        if self._file(f"{address}/index.html") is not None:
            return Response("302 Found", "text/plain", location=f"/{quote(address)}/")
        missing = self._file("404.html") or b"Page not found"
        return Response("404 Not Found", "text/html", self._with_overlay("404.html", missing))

    def _with_overlay(self, address: str, body: bytes) -> bytes:
        """The page with the preview's overlay, and without its policy, which would block livereload's script in it."""
        if not address.endswith(".html"):
            return body
        overlay = OVERLAY % (self.state.encode(), b"" if self._shown is self._draft else STAYS)
        return POLICY.sub(b"", body, count=1).replace(HEAD_END, overlay + HEAD_END, 1)

    def _file(self, address: str) -> bytes | None:
        """A file of the site. If a page's template fails, the last version that did not is shown."""
        known = address in self._shown.addresses
        if not known and address.startswith(f"{SEARCH_INDEX}/"):
            return self._search_file(address)
        data = self._shown.file(address) if known else None
        if data is not None:
            self._good[address] = data
        return data if data is not None or not known else self._good.get(address)

    def _search_file(self, address: str) -> bytes | None:
        """A file of the search index, which is made when a search begins instead of after every change."""
        if self._search.draft is not self._shown:
            self._search = self._search.of(self._shown)
            self.diagnostics = diagnostics_to_report((*self.diagnostics, *self._search.problems), self._shown.weights)
        return self._search.index.get(PurePosixPath(address))

    def _told(self) -> Iterator[dict[str, str]]:
        root = PurePosixPath(self.project.resolve().as_posix())
        # The errors come first: they keep the page as it is, and must not be out of sight below many warnings.
        for found in sorted(self.diagnostics, key=lambda found: found.severity is not Severity.ERROR):
            place = found.location
            path = quote(str(root / place.path))
            yield {
                "severity": found.severity.value,
                "rule": found.rule.name_,
                "place": str(place),
                "message": found.message,
                "hint": found.hint,
                "editor": self._editor.format(path=path, line=place.line or 1, column=place.column or 1),
            }


_DONE: Final = object()


def _has_errors(diagnostics: Sequence[Diagnostic]) -> bool:
    return any(found.severity is Severity.ERROR for found in diagnostics)


def _type(address: str) -> str:
    return mimetypes.guess_type(address)[0] or "application/octet-stream"
