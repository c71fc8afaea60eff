"""A project's files to its manuscript: every source decoded, found and parsed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final, TypeVar

from site_builder.addresses import PAGE_ANCHORS, STUDY_ANCHORS
from site_builder.bibtex import BibliographyMemory, read_bibliography
from site_builder.csv_tables import CsvTable, read_table
from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean
from site_builder.fonts import has_fonts, missing_fonts
from site_builder.markdown import read_document
from site_builder.memory import Memory
from site_builder.model import Document, Files, Reference, Settings
from site_builder.notes import read_keywords, read_note, read_section
from site_builder.resolve import Chapter, Manuscript
from site_builder.settings import place_of, places_of, read_settings

SETTINGS: Final = "review.yaml"
CONTENT: Final = "content/"
NOTES: Final = "studies/"
KEYWORDS: Final = "keywords.yaml"
DATA: Final = "data/"
TABLES: Final = (".csv", ".tsv")
SHOWS_TABLES: Final = "evidence-table"
UNNUMBERED: Final = 10**9

Value = TypeVar("Value")


class ReadingMemory:
    """What was read before: bibliographies entry by entry, documents by their text, tables by their bytes."""

    def __init__(self) -> None:
        self.bibliographies: dict[str, BibliographyMemory] = {}
        self.documents: Memory[tuple[Document, tuple[Diagnostic, ...]]] = Memory()
        self.tables: Memory[tuple[CsvTable, tuple[Diagnostic, ...]]] = Memory()

    def begin(self) -> None:
        self.documents.begin()
        self.tables.begin()


def read_manuscript(files: Files, memory: ReadingMemory | None = None) -> tuple[Manuscript, tuple[Diagnostic, ...]]:
    """Everything an author wrote, as far as it can be read."""
    reader = _Reader(files, memory or ReadingMemory())
    manuscript = reader.manuscript()
    return manuscript, tuple(reader.diagnostics)


def place_of_setting(files: Files, key: str) -> Location:
    """Where review.yaml sets a key, the file itself where it does not."""
    text, _ = decode(SETTINGS, files.get(PurePosixPath(SETTINGS), b""))
    return place_of(key, text, SETTINGS) or Location(SETTINGS)


def decode(path: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """A text file's text. Bytes that are not UTF-8 become replacement characters, and the first of them is told of."""
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode()) + 1
        location = Location(path, before.count(b"\n") + 1, column)
        message = f"This byte (0x{data[error.start]:02X}) is not UTF-8, so its letter is lost."
        diagnostics = (Diagnostic(Rule.NOT_UTF8, location, message, "save the file with the encoding “UTF-8”."),)
        text = data.decode(errors="replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), diagnostics


class _Reader:
    def __init__(self, files: Files, memory: ReadingMemory) -> None:
        self.files = files
        self.memory = memory
        self.names = sorted(str(path) for path in files if path.parts[0] not in ("csl", "fonts", "templates"))
        self.diagnostics: list[Diagnostic] = []
        self.incomplete = False
        self.raw_html = Settings().raw_html
        self.root = ""

    def manuscript(self) -> Manuscript:
        settings = self.settings()
        self.raw_html = settings.raw_html
        references = self.references(settings.bibliography)
        has_content = any(name.startswith(CONTENT) for name in self.names)
        root = CONTENT if has_content else ""
        inside = [name.removeprefix(root) for name in self.names if name.startswith(root)]
        self.root = root
        sources = sorted((name for name in inside if name.endswith(".md")), key=reading_order)
        if not has_content:
            sources = [name for name in sources if "/" not in name]
        if not sources:
            hint = f"write the home page in {CONTENT}index.md, and a section in {CONTENT}10-introduction.md."
            message = "There is no Markdown file to make a page of."
            self.diagnostics.append(Diagnostic(Rule.NO_CONTENT, Location(CONTENT), message, hint))
        is_note = [name.startswith(NOTES) for name in sources]
        documents = [
            self.document(root + name, STUDY_ANCHORS if is_study else PAGE_ANCHORS)
            for name, is_study in zip(sources, is_note, strict=True)
        ]
        keywords = f"{CONTENT}{KEYWORDS}"
        shown = dict.fromkeys(path for document in documents for path in document.tables)
        for path in shown:
            self.keep(self.table(path))
        return Manuscript(
            settings=settings,
            references=references,
            incomplete=self.incomplete,
            chapters=tuple(
                Chapter(document, self.keep(read_section(document)))
                for document, is_study in zip(documents, is_note, strict=True)
                if not is_study
            ),
            notes=tuple(
                self.keep(read_note(document))
                for document, is_study in zip(documents, is_note, strict=True)
                if is_study
            ),
            keywords=self.keep(read_keywords(self.text(keywords), keywords)) if keywords in self.names else (),
            files=tuple(name for name in inside if has_content and name not in sources and name != KEYWORDS),
            tables=tuple(path for path in shown if not has_content or not path.startswith(root)),
            root=root,
        )

    def tables(self, text: str) -> dict[str, CsvTable]:
        """Every table by its names, in the project and below the content; what a text does not name is not read."""
        if SHOWS_TABLES not in text:
            return {}
        paths = [name for name in self.names if name.endswith(TABLES) and name.startswith((DATA, self.root))]
        found = {path: self.table(path)[0] if PurePosixPath(path).name in text else self.unread(path) for path in paths}
        return found | {table.address: table for path, table in found.items() if path.startswith(self.root)}

    def table(self, path: str) -> tuple[CsvTable, tuple[Diagnostic, ...]]:
        def read() -> tuple[CsvTable, tuple[Diagnostic, ...]]:
            text, undecoded = decode(path, data)
            table, wrong = read_table(text, self.unread(path))
            return table, (*undecoded, *wrong)

        data = self.files[PurePosixPath(path)]
        return self.memory.tables.recall((path, self.root, data), read)

    def unread(self, path: str) -> CsvTable:
        return CsvTable(path, path.removeprefix(self.root))

    def settings(self) -> Settings:
        """The settings, with the bibliographies that are there where review.yaml names none."""
        places: tuple[Location, ...] = ()
        if SETTINGS not in self.names:
            settings = Settings()
        else:
            text = self.text(SETTINGS)
            settings, places = self.keep(read_settings(text, SETTINGS)), places_of("bibliography", text, SETTINGS)
            settings = self.with_fonts(settings)
        found = tuple(name for name in self.names if name.endswith(".bib") and "/" not in name)
        if places:
            return replace(settings, bibliography=tuple(self.existing(settings.bibliography, places)))
        if settings.bibliography[0] in self.names:
            return settings
        if not found:
            message = f"There is no bibliography: neither {settings.bibliography[0]} nor any other .bib file."
            hint = f"export one from your reference manager to {settings.bibliography[0]}."
            location = Location(settings.bibliography[0])
            self.incomplete = True
            self.diagnostics.append(Diagnostic(Rule.MISSING_BIBLIOGRAPHY, location, message, hint))
        return replace(settings, bibliography=found or settings.bibliography)

    def with_fonts(self, settings: Settings) -> Settings:
        """The settings, without web fonts where these are not installed."""
        if not settings.has_web_fonts or has_fonts(self.files):
            return settings
        self.diagnostics.append(missing_fonts(place_of_setting(self.files, "web_fonts")))
        return replace(settings, has_web_fonts=False)

    def existing(self, named: Iterable[str], places: Iterable[Location]) -> Iterator[str]:
        known = [name for name in self.names if name.endswith(".bib")]
        for name, place in zip(named, places, strict=True):
            path = posixpath.normpath(name)
            if path in self.names:
                yield path
                continue
            self.incomplete = True
            message = f"The bibliography “{name}” does not exist, so the keys of its entries are unknown."
            hint = did_you_mean(name, known, "correct its name, or add the file to the project.")
            self.diagnostics.append(Diagnostic(Rule.MISSING_BIBLIOGRAPHY, place, message, hint))

    def references(self, paths: Iterable[str]) -> tuple[Reference, ...]:
        """All bibliographies as one. A key that two files have keeps its first entry."""
        references: dict[str, Reference] = {}
        for path in dict.fromkeys(paths):
            if path not in self.names:
                continue
            memory = self.memory.bibliographies.setdefault(path, BibliographyMemory())
            before = len(self.diagnostics)
            read = self.keep(read_bibliography(self.text(path), path, memory))
            self.incomplete |= not read and len(self.diagnostics) > before
            for reference in read:
                first = references.setdefault(reference.key, reference)
                if first is not reference:
                    message = f"The key “{reference.key}” is taken by the entry at {first.location}, which counts."
                    hint = "rename one of the two, or take it out."
                    self.diagnostics.append(Diagnostic(Rule.DUPLICATE_CITATION_KEY, reference.location, message, hint))
        return tuple(references.values())

    def document(self, path: str, of_the_page: re.Pattern[str]) -> Document:
        text = self.text(path)
        tables = self.tables(text)
        key = (path, text, of_the_page, self.raw_html, *tables.items())
        return self.keep(
            self.memory.documents.recall(key, lambda: read_document(text, path, of_the_page, self.raw_html, tables))
        )

    def text(self, path: str) -> str:
        return self.keep(decode(path, self.files[PurePosixPath(path)]))

    def keep(self, result: tuple[Value, tuple[Diagnostic, ...]]) -> Value:
        """A stage's value; what was wrong is collected."""
        value, diagnostics = result
        self.diagnostics += diagnostics
        return value


def reading_order(path: str) -> tuple[tuple[int, str], ...]:
    """By the numbers that the steps of a path begin with, as numbers; what has none comes after."""
    return tuple(
        (int(number[0]) if (number := re.match(r"\d{1,9}", step)) else UNNUMBERED, step) for step in path.split("/")
    )
