"""A Jupyter notebook to Markdown: its texts, and its code in chunks.

If the notebook's file has a line for each line of the text, both have the same number, so that diagnostics lead there.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.markdown.code.stored_outputs import Output, OutputForm, as_option
from site_builder.patterns import pattern

NOTEBOOK: Final = ".ipynb"
FENCE: Final = "``````"
FRONT_MATTER: Final = "---"
ATTACHED: Final = pattern(r"attachment:([^\s()\"'<>]{1,200})")
PICTURES: Final = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
DRAWING: Final = "image/svg+xml"
FOLDER: Final = "_files"
"""What Quarto adds to the name of a text, without its ending, for the folder of its pictures."""
ANSI: Final = pattern(r"\x1b\[[0-9;]{0,20}[A-Za-z]")
STYLE: Final = pattern(r"<style\b[^<>]{0,200}>[^<]{0,20000}</style>", re.IGNORECASE)
LONGEST_HTML: Final = 500_000


class Cell(NamedTuple):
    """A cell. `pictures` are the addresses of pasted pictures by their names, `outputs` the stored ones of its code.

    If it `is_hidden`, only its outputs are shown.
    """

    kind: str
    lines: list[str]
    pictures: dict[str, str]
    outputs: tuple[Output, ...] = ()
    is_hidden: bool = False

    def opening(self, opening: str) -> list[str]:
        """The lines before the code of a cell."""
        options = [as_option(self.outputs)] if self.outputs else []
        return [opening, *(f"#| {option}" for option in [*options, *(["echo: false"] if self.is_hidden else [])])]

    def shown(self, line: str) -> str:
        return (
            ATTACHED.sub(lambda found: self.pictures.get(unquote(found[1]), found[0]), line) if self.pictures else line
        )


def is_notebook(name: str) -> bool:
    return name.lower().endswith(NOTEBOOK)


class Notebook(NamedTuple):
    """A notebook's text, and the bytes of its pictures by the paths that their files will have."""

    text: str
    pictures: Mapping[str, bytes]


def read_notebook(source: str, path: str) -> tuple[Notebook, tuple[Diagnostic, ...]]:
    try:
        data = json.loads(source)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        message = "This notebook cannot be read, so its text is left out."
        hint = "open it in Jupyter and save it again, or turn it into a text: quarto convert."
        return Notebook("", {}), (Diagnostic(Rule.UNKNOWN_INCLUDE, Location(path), message, hint),)
    album = _Album(path.removesuffix(path[-len(NOTEBOOK) :]) + FOLDER)
    cells = list(_cells(data["cells"], album))
    opening = f"{FENCE}{{{_language(data.get('metadata'))}}}"
    text = _in_place(cells, opening, source.split("\n")) or "\n".join(_one_after_another(cells, opening))
    return Notebook(text, album.pictures), ()


class _Album:
    """The pictures of a notebook, as files in a folder. A file is named after its content."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.pictures: dict[str, bytes] = {}

    def add(self, kind: str, written: object) -> str:
        """The address of a picture; "" if it cannot be read."""
        text = _joined(written)
        if kind == DRAWING:
            return self._keep(text.encode(errors="replace"), "svg") if "<svg" in text else ""
        try:
            data = b64decode("".join(text.split()), validate=True)
        except ValueError:
            return ""
        return self._keep(data, PICTURES[kind]) if data and kind in PICTURES else ""

    def _keep(self, data: bytes, ending: str) -> str:
        path = f"{self.folder}/{sha256(data).hexdigest()[:12]}.{ending}"
        self.pictures[path] = data
        return f"/{quote(path)}"


def _cells(written: list[object], album: _Album) -> Iterator[Cell]:
    for cell in written:
        if isinstance(cell, dict) and (text := _joined(cell.get("source"))).strip():
            kind, tags = str(cell.get("cell_type")), _tags(cell.get("metadata"))
            if "remove-cell" in tags:
                continue
            shows = kind == "code" and "remove-output" not in tags
            outputs = tuple(_outputs(cell.get("outputs"), album)) if shows else ()
            pictures = dict(_pasted(cell.get("attachments"), album))
            yield Cell(kind, text.split("\n"), pictures, outputs, "remove-input" in tags)


def _tags(metadata: object) -> set[str]:
    """The tags of a cell, which may say what of it is left out, with hyphens as MyST and Quarto advise."""
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return {tag.replace("_", "-") for tag in tags if isinstance(tag, str)} if isinstance(tags, list) else set()


def _outputs(written: object, album: _Album) -> Iterator[Output]:
    for output in written if isinstance(written, list) else ():
        if not isinstance(output, dict):
            continue
        if output.get("output_type") == "stream":
            form = OutputForm.WARNING if output.get("name") == "stderr" else OutputForm.TEXT
            shown = Output(form, _plain(output.get("text")))
        elif isinstance(data := output.get("data"), dict) and data:
            shown = _shown(data, album)
        else:
            shown = Output(OutputForm.TEXT, _plain(_joined(output.get("traceback"), "\n")))
        if shown.content or shown.form is OutputForm.UNKNOWN:
            yield shown


def _shown(forms: dict[str, object], album: _Album) -> Output:
    """The best form of an output that a page can show without a script; an unknown one if there is none."""
    html = STYLE.sub("", _joined(forms.get("text/html")))
    is_plain = bool(html) and "<script" not in html and len(html) < LONGEST_HTML
    if is_plain and "<table" in html:
        return Output(OutputForm.HTML, html)
    for kind in filter(forms.__contains__, (*PICTURES, DRAWING)):
        if address := album.add(kind, forms[kind]):
            return Output(OutputForm.PICTURE, address)
    if text := _joined(forms.get("text/markdown")) or _joined(forms.get("text/latex")):
        return Output(OutputForm.MARKDOWN, text.strip("\n"))
    if is_plain:
        return Output(OutputForm.HTML, html)
    if forms.keys() == {"text/plain"}:
        return Output(OutputForm.TEXT, _plain(forms["text/plain"]))
    return Output(OutputForm.UNKNOWN, "")


def _joined(written: object, between: str = "") -> str:
    """A text that may be a list of its lines; "" if it is neither."""
    if isinstance(written, list):
        return between.join(filter(_is_text, written))
    return written if isinstance(written, str) else ""


def _plain(written: object) -> str:
    """A text for a terminal, without its colours."""
    return ANSI.sub("", _joined(written)).strip("\n")


def _pasted(attachments: object, album: _Album) -> Iterator[tuple[str, str]]:
    for name, forms in attachments.items() if isinstance(attachments, dict) else ():
        for kind, written in forms.items() if isinstance(forms, dict) else ():
            if address := album.add(kind, written):
                yield name, address


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _language(metadata: object) -> str:
    about = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    language = about.get("language") if isinstance(about, dict) else None
    return language.lower() if isinstance(language, str) and language.isalnum() else "python"


def _is_front_matter(cell: Cell, at: int) -> bool:
    return at == 0 and cell.kind in ("raw", "markdown") and cell.lines[0].rstrip() == FRONT_MATTER


def _in_place(cells: list[Cell], opening: str, rows: list[str]) -> str:
    """The text with each line where the file has it; "" if the file does not have the lines of the cells so."""
    written = [row.strip().removesuffix(",") for row in rows]
    made = [""] * len(rows)
    at = 0
    for number, cell in enumerate(cells):
        first = None
        for count, line in enumerate(cell.lines):
            ending = "\n" if count < len(cell.lines) - 1 else ""
            if not line and not ending:
                break
            forms = {json.dumps(line + ending, ensure_ascii=plain) for plain in (True, False)}
            at = next((row for row in range(at, len(rows)) if written[row] in forms), -1)
            if at < 1 or (first is not None and at != first + count):
                return ""
            first = at - count if first is None else first
            made[at] = cell.shown(line)
            at += 1
        if first is None or at >= len(rows):
            return ""
        if _is_front_matter(cell, number):
            made[:at] = [*cell.lines, *[""] * at][:at]
        elif cell.kind == "code":
            above = cell.opening(opening)
            if first <= len(above) or any(made[first - len(above) : first]):
                return ""
            made[first - len(above) : first] = above
            made[at] = FENCE
    return "\n".join(made)


def _one_after_another(cells: list[Cell], opening: str) -> Iterator[str]:
    for cell in cells:
        is_code = cell.kind == "code"
        yield from (cell.opening(opening) if is_code else [])
        yield from map(cell.shown, cell.lines)
        yield from ([FENCE] if is_code else [])
        yield ""
