"""The texts of a site to what is kept of them between two builds, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from site_builder.addresses import TEXT_SUFFIX
from site_builder.amending.prose_edits import Place, TextPlaces, Texts
from site_builder.diagnostics import Diagnostic, Rule
from site_builder.markdown import LABEL_OF, Dialect
from site_builder.model import Files, RawHtml
from site_builder.patterns import pattern
from site_builder.project_paths import TEMPLATES
from site_builder.scanned_paths import scanned_paths

# Suffixes of other files in which an author may write a link.
LINKING: Final = (".yaml", ".csv", ".html")
PIECE: Final = pattern(r"[^\s/“”\"'`():,;<>]+")
# The errors raised when a line of the file holds something unexpected.
_WRONG: Final = (LookupError, TypeError, ValueError, AttributeError, RecursionError)


class CachedText(NamedTuple):
    """A text as it was written, and the places where the site prints it."""

    written: str
    text_places: TextPlaces


class TextCache:
    """What is kept of a site's texts: one line for all of them, and one for each text, which is parsed when needed.

    Raises `ValueError` if the file holds something else.
    """

    def __init__(self, kept: str) -> None:
        head, *self._lines = kept.split("\n")
        try:
            about = json.loads(head)
            raw_html, smart, locators, number_sections = about["dialect"]
            words = LABEL_OF if locators is None else {str(form): str(label) for form, label in locators.items()}
            self.dialect = Dialect(RawHtml(raw_html), bool(smart), words, number_sections=bool(number_sections))
            self.page_of = {key: str(address) for key, address in about["studies"].items()}
            self.lead_to_paragraphs = bool(about["lead_to_paragraphs"])
        except _WRONG as error:
            raise ValueError("no texts are kept") from error
        self._head = head

    def find(self, path: str) -> CachedText | None:
        """What is kept of a text; None if there is nothing or it cannot be read."""
        with suppress(*_WRONG):
            _, text, pages, is_note = json.loads(self._lines[self._line_of(path)])
            places = (Place(str(address), str(prefix), bool(shown)) for address, prefix, shown in pages)
            return CachedText(str(text), TextPlaces(tuple(places), bool(is_note)))
        return None

    def replace(self, path: str, text: CachedText) -> None:
        self._lines[self._line_of(path)] = _line(path, text)

    def as_kept(self) -> str:
        return "\n".join((self._head, *self._lines))

    def _line_of(self, path: str) -> int:
        start = f"[{json.dumps(path)},"
        for at, line in enumerate(self._lines):
            if line.startswith(start):
                return at
        raise KeyError(path)


def texts_to_cache(texts: Texts, files: Files, found: Sequence[Diagnostic]) -> str:
    """What to keep of a site's texts for amending it. `found` are its diagnostics, which must stay true after an edit.

    So texts with diagnostics are left out, as an edit may move their lines. If a link is dead, nothing is kept, as a
    further paragraph may become its target.
    """
    if any(each.rule is Rule.DEAD_ANCHOR for each in found):
        return ""
    read = ((path, decoded(files[PurePosixPath(path)])) for path in without_diagnostics(texts.text_places, found))
    lines = (_line(path, CachedText(text, texts.text_places[path])) for path, text in read if text is not None)
    dialect, locators = texts.dialect, texts.dialect.locators
    words = None if locators is LABEL_OF else dict(locators)
    read_as = [dialect.raw_html.value, dialect.smart, words, dialect.number_sections]
    by_author = (path for path in scanned_paths(files) if path.parts[0] != TEMPLATES)
    linking = (path for path in by_author if path.suffix in LINKING or TEXT_SUFFIX.search(path.name))
    leads = any(leads_to_paragraphs(files[path]) for path in linking)
    about = {"dialect": read_as, "studies": dict(texts.page_of), "lead_to_paragraphs": leads}
    return "\n".join((json.dumps(about), *lines))


def leads_to_paragraphs(data: bytes) -> bool:
    """Whether a file may contain a link to a numbered paragraph."""
    return b"#par-" in data


def without_diagnostics(paths: Iterable[str], found: Iterable[Diagnostic]) -> tuple[str, ...]:
    """The paths that no diagnostic mentions."""
    told = {piece for each in found for piece in _pieces(f"{each.location.path} {each.message} {each.hint}")}
    return tuple(path for path in paths if not told.issuperset(_pieces(PurePosixPath(path).name)))


def _pieces(text: str) -> list[str]:
    """The text at spaces, slashes and the signs around a name, so that a name in it is found without a search."""
    return [piece.rstrip(".") for piece in PIECE.findall(text)]


def decoded(data: bytes) -> str | None:
    """A file's text; None if it is not in UTF-8, nor in Japanese with shifts, which begin with this sign."""
    try:
        return None if b"\x1b" in data else data.decode()
    except UnicodeDecodeError:
        return None


def _line(path: str, text: CachedText) -> str:
    return json.dumps([path, text.written, *text.text_places])
