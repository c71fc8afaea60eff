"""The conversation with Pagefind, and what is kept of its answer.

Which pages are searched, what in them is left out, and what they are filtered
by stands in their own HTML, as Pagefind's attributes.
"""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeAlias

from site_builder.addresses import SEARCH, SEARCH_INDEX
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.model import Files
from site_builder.search.ordering import ENTRY, in_order

MARK: Final = b"data-pagefind-body"
# Pagefind makes interfaces of its own, too; the site has one already. Its WebAssembly runs in the worker, so that pages
# need not allow any in their content policy.
SCRIPTS: Final = ("pagefind.js", "pagefind-worker.js", ENTRY)
SUFFIXES: Final = (".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")
END: Final = b","

Ask: TypeAlias = Callable[..., dict[str, Any]]


def searched(site: Files) -> Files:
    """The pages that a search looks through, in the order of their addresses: from these alone the index is made."""
    return dict(_searched(site))


def _searched(site: Files) -> Iterator[tuple[PurePosixPath, bytes]]:
    """One page after the other: a site may make each of them only when it is asked for."""
    pages = ((path, site[path]) for path in sorted(site) if path.suffix == ".html")
    return ((path, data) for path, data in pages if MARK in data)


def make_index(site: Files) -> tuple[Files, tuple[Diagnostic, ...]]:
    """The files below `pagefind/` for a site, none where Pagefind is missing or fails.

    The same pages give the same bytes, with the same version of Pagefind.
    """
    pages = _searched(site)
    first = next(pages, None)
    if first is None:
        return {}, ()
    program = _program()
    if program is None:
        return {}, (_problem("Pagefind is not installed"),)
    try:
        made = in_order(_run(program, chain([first], pages)))
    except (OSError, EOFError, ValueError, LookupError) as error:
        return {}, (_problem(f"Pagefind failed ({' '.join(str(error).split()) or type(error).__name__})"),)
    return {PurePosixPath(SEARCH_INDEX, path): made[path] for path in _needed(made)}, ()


def _program() -> Path | None:
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    return get_executable()


def _run(program: Path, pages: Iterable[tuple[PurePosixPath, bytes]]) -> dict[str, bytes]:
    """All that Pagefind makes of the pages.

    Pagefind's Python package leads the same conversation, but it sleeps a tenth of a second for each page, and waits
    for ever where the files of a large site are more than its buffer holds.
    """
    with subprocess.Popen(
        [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            ask = _asking(process)
            index = ask(type="NewIndex", config={"keep_index_url": True})["index_id"]
            for path, data in pages:
                html = data.decode(errors="replace")
                ask(type="AddFile", index_id=index, file_path=str(path), url=None, file_contents=html)
            made = ask(type="GetFiles", index_id=index)["files"]
        finally:
            process.kill()
    return {file["path"]: b64decode(file["content"]) for file in made}


def _asking(process: subprocess.Popen[bytes]) -> Ask:
    to, numbers = process.stdin, count(1)
    assert to is not None

    def ask(**payload: object) -> dict[str, Any]:
        message = json.dumps({"message_id": next(numbers), "payload": payload})
        to.write(b64encode(message.encode()) + END)
        to.flush()
        reply: dict[str, Any] = json.loads(b64decode(b"".join(_until_end(process))))["payload"]
        if reply["type"] == "Error":
            raise ValueError(reply["message"])
        return reply

    return ask


def _until_end(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    assert process.stdout is not None
    while True:
        part = process.stdout.read1()  # type: ignore[attr-defined]  # a pipe is buffered
        if not part:
            raise EOFError("it ended early")
        yield part.removesuffix(END)
        if part.endswith(END):
            return


def _needed(made: Mapping[str, bytes]) -> Iterator[str]:
    """What a search in the browser loads."""
    languages = json.loads(made[ENTRY])["languages"].values()
    programs = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    for path in sorted(made):
        if path in SCRIPTS or path in programs or path.endswith(SUFFIXES):
            yield path


def _problem(reason: str) -> Diagnostic:
    # A warning, since the site is whole without: it is built, but who builds strictly hears of it before readers do.
    # Who wants no search says so, with --no-search or in review.yaml.
    message = f"{reason}, so the search page will find nothing."
    hint = "install it with “pip install 'pagefind[bin]'”, or leave the search out with --no-search."
    return Diagnostic(Rule.NO_SEARCH_INDEX, Location(SEARCH), message, hint)
