"""A site to its search index, through a conversation with Pagefind.

Pagefind's attributes in the HTML say which pages are searched, what in them is left out, and what they are filtered by.
"""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import count
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from site_builder import __version__
from site_builder.addresses import SEARCH
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.model import Files
from site_builder.parallel import ParallelMap, serial_map
from site_builder.search.ordering import ENTRY, in_order
from site_builder.search.parts import Part, digested_pages, parts_kept, parts_of, whole_index

# Pagefind also makes user interfaces, which the site does not need. Its WebAssembly runs in the worker, so pages need
# not allow it in their content policy.
SCRIPTS: Final = ("pagefind.js", "pagefind-worker.js")
SUFFIXES: Final = (".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")
END: Final = b","
NO_FILES: Final[Files] = MappingProxyType({})

Ask: TypeAlias = Callable[..., dict[str, Any]]


def make_index(
    site: Files, former: Files = NO_FILES, parallel_map: ParallelMap = serial_map
) -> tuple[Files, tuple[Diagnostic, ...]]:
    """The files below `pagefind/` for a site; none, with a diagnostic, if Pagefind is missing or fails.

    The same pages and version of Pagefind give the same bytes. `former` are the files of an earlier index;
    `parallel_map` distributes the work on the parts of a large one.
    """
    pages = digested_pages(site)
    if not pages:
        return {}, ()
    program = _program()
    if program is None:
        return {}, (_problem("Pagefind is not installed"),)
    try:
        parts = parts_of(pages, f"{__version__} {_version(program)}")
        made = parts_kept(parts, former)
        new = [part for part in parts if part not in made]
        made |= zip(new, parallel_map(partial(_made, program, site), new, worth=1), strict=True)
    except (OSError, EOFError, ValueError, LookupError) as error:
        return {}, (_problem(f"Pagefind failed ({' '.join(str(error).split()) or type(error).__name__})"),)
    return whole_index({part: made[part] for part in parts}), ()


def _made(program: Path, site: Files, part: Part) -> dict[str, bytes]:
    made = in_order(_run(program, ((path, site[path]) for path in part.pages)))
    return {name: made[name] for name in _needed(made, is_first=not part.folder)}


def _program() -> Path | None:
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    return get_executable()


def _version(program: Path) -> str:
    return subprocess.run([program, "--version"], check=False, capture_output=True, encoding="utf-8").stdout.strip()


def _run(program: Path, pages: Iterable[tuple[PurePosixPath, bytes]]) -> dict[str, bytes]:
    """Everything that Pagefind makes of the pages.

    Pagefind's Python package has the same conversation, but it sleeps a tenth of a second for each page, and hangs if
    the files of a large site exceed its buffer.
    """
    with subprocess.Popen(
        [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            ask = _asking(process)
            # A formula's TeX stands beside its MathML, and would be found twice.
            config = {"keep_index_url": True, "exclude_selectors": ["annotation"]}
            index = ask(type="NewIndex", config=config)["index_id"]
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


def _needed(made: Mapping[str, bytes], is_first: bool) -> Iterator[str]:
    """What a search in the browser loads: the parts of the index, and the programs along with the first."""
    languages = json.loads(made[ENTRY])["languages"].values()
    programs = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}.union(SCRIPTS)
    for path in sorted(made):
        if path == ENTRY or path.endswith(SUFFIXES) or (is_first and path in programs):
            yield path


def _problem(reason: str) -> Diagnostic:
    # A warning, since the site works without it, but a strict build should report it before readers do. Authors who
    # want no search say so with --no-search, or silence the rule in review.yaml.
    message = f"{reason}, so the search page will find nothing."
    hint = "install it with “pip install 'pagefind[bin]'”, or leave the search out with --no-search."
    return Diagnostic(Rule.NO_SEARCH_INDEX, Location(SEARCH), message, hint)
