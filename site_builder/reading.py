"""A project's files to its manuscript: every source decoded, found and parsed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final, TypeVar

from site_builder.addresses import PAGE_ANCHORS, STUDY_ANCHORS, data_path
from site_builder.bibliographies import SUFFIXES, decode_bibliography, read_references
from site_builder.bibtex import BibliographyMemory
from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean
from site_builder.fonts import has_fonts, missing_fonts
from site_builder.markdown import LABEL_OF, Labels, read_document
from site_builder.memory import Memory
from site_builder.model import Document, Files, FlowDiagram, Reference, Settings
from site_builder.notes import read_keywords, read_note, read_section
from site_builder.prisma import FLOW_SUFFIXES, read_flow
from site_builder.resolve import Chapter, Manuscript
from site_builder.settings import place_of, places_of, read_settings
from site_builder.styles import locale_paths, locator_words

SETTINGS: Final = "review.yaml"
CONTENT: Final = "content/"
NOTES: Final = "studies/"
KEYWORDS: Final = "keywords.yaml"
UNNUMBERED: Final = 10**9
# What is read where there is no .bib file, and review.yaml names nothing
LONE: Final = frozenset(f"references{suffix}" for suffix in SUFFIXES)

Value = TypeVar("Value")


class ReadingMemory:
    """What was read before: bibliographies entry by entry, documents by their text."""

    def __init__(self) -> None:
        self.bibliographies: dict[str, BibliographyMemory] = {}
        self.documents: Memory[tuple[Document, tuple[Diagnostic, ...]]] = Memory()
        self.locators: Memory[Labels] = Memory()

    def begin(self) -> None:
        self.documents.begin()
        self.locators.begin()


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
        self.raw_html, self.smart = Settings().raw_html, Settings().smart
        self.locators: Labels = LABEL_OF

    def manuscript(self) -> Manuscript:
        settings = self.settings()
        self.raw_html, self.smart = settings.raw_html, settings.smart
        self.locators = self.locators_in(settings.lang)
        references = self.references(settings.bibliography)
        has_content = any(name.startswith(CONTENT) for name in self.names)
        root = CONTENT if has_content else ""
        inside = [name.removeprefix(root) for name in self.names if name.startswith(root)]
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
        diagrams = ((each.path, hole) for each in documents for hole in each.body if isinstance(hole, FlowDiagram))
        flows = dict.fromkeys(data_path(hole.file, path, self.names) for path, hole in diagrams)
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
            root=root,
            flows={path: self.keep(read_flow(self.text(path), path)) for path in flows if path.endswith(FLOW_SUFFIXES)},
        )

    def settings(self) -> Settings:
        """The settings, with the bibliographies that are there where review.yaml names none."""
        places: tuple[Location, ...] = ()
        if SETTINGS not in self.names:
            settings = Settings()
        else:
            text = self.text(SETTINGS)
            settings, places = self.keep(read_settings(text, SETTINGS)), places_of("bibliography", text, SETTINGS)
            settings = self.with_fonts(settings)
        beside = [name for name in self.names if "/" not in name]
        found = tuple(name for name in beside if name.endswith(".bib"))
        found = found or tuple(name for name in beside if name in LONE)[:1]
        if places:
            return replace(settings, bibliography=tuple(self.existing(settings.bibliography, places)))
        if settings.bibliography[0] in self.names:
            return settings
        if not found:
            message = f"There is no bibliography: neither {settings.bibliography[0]} nor any other."
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
        known = [name for name in self.names if name.endswith(SUFFIXES)]
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
            text = self.keep(decode_bibliography(self.files[PurePosixPath(path)], path))
            before = len(self.diagnostics)
            read = self.keep(read_references(text, path, memory))
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
        key = (text, path, of_the_page, self.raw_html, self.smart)
        words = tuple(self.locators.items())
        return self.keep(self.memory.documents.recall((*key, words), lambda: read_document(*key, self.locators)))

    def locators_in(self, lang: str) -> Labels:
        """The words of locators in a language. English ones are known without a look into CSL's locale."""
        if lang.partition("-")[0] == "en":
            return LABEL_OF
        sources = tuple(self.files[path] for path in locale_paths(self.files, lang))
        return self.memory.locators.recall((lang, *sources), lambda: locator_words(self.files, lang))

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
