"""A folder's names and texts to its layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from site_builder.diagnostics import Diagnostic, Location
from site_builder.markdown import ChunkOptions, options_set, options_stated, split_front_matter
from site_builder.model import Settings, YamlMap
from site_builder.patterns import pattern
from site_builder.projects import bookdown, manubot, manubot_front, quarto
from site_builder.projects.chapters import home_of
from site_builder.projects.describing import Described, counts_in_chapters, describe, numbers_sections
from site_builder.projects.heading_names import headings_of
from site_builder.projects.kinds import (
    BOOKDOWN_FILES,
    MANUBOT_FILES,
    ONE_DOCUMENT,
    PANDOC_FILES,
    QUARTO_FILES,
    Kind,
)
from site_builder.projects.latex.acronyms import acronym_files_among, acronyms_of
from site_builder.projects.latex.macros import macros_of, preambles_among
from site_builder.projects.layout import Layout, Order
from site_builder.projects.manuscripts import bibliographies_beside, choose_texts, folder_of, others_of, projects_around
from site_builder.projects.metadata_files import MetadataFiles
from site_builder.projects.own_kinds import own_kinds
from site_builder.projects.pandoc_defaults import Defaults, read_defaults
from site_builder.projects.parts import appendices_of, parts_of
from site_builder.projects.references import is_blank, is_place_of_references
from site_builder.projects.shortcodes import Values, filled
from site_builder.projects.stated_words import words_of_project
from site_builder.projects.summaries import SUMMARY, chapters_of_summary
from site_builder.yaml_values import items_of, node_at, text_of

Diagnostics: TypeAlias = tuple[Diagnostic, ...]

# Of several texts, the one that is the work: as the Journal of Open Source Software and others name it.
MAIN: Final = ("index", "paper", "manuscript", "article", "main", "readme")
BOOKDOWN_OUTPUT: Final = ("_output.yml", "_output.yaml")
# What pandoc may be given as metadata, wherever it lies and whatever it is called.
METADATA: Final = pattern(r"(?:[\w.-]{1,60}/)?(?:[\w.-]{1,60}[-_])?meta(?:data)?\.ya?ml")
VARIABLES: Final = ("_variables.yml", "_variables.yaml")


def read_foreign_layout(
    kind: Kind, names: frozenset[str], read: Callable[[str], str], order: Callable[[str], Order]
) -> tuple[Layout, Diagnostics]:
    """What the folder of another tool's project says of itself and of its texts."""
    reader = _Reader(kind, names, read)
    return reader.layout(order), tuple(reader.diagnostics)


class _Reader:
    def __init__(self, kind: Kind, names: frozenset[str], read: Callable[[str], str]) -> None:
        self.kind = kind
        self.names = names
        self.read = read
        self.diagnostics: list[Diagnostic] = []
        self.files = MetadataFiles(names, read, self.diagnostics)
        self.parts: Mapping[str, str] = {}
        self.appendices: frozenset[str] = frozenset()
        self.openings: frozenset[str] = frozenset()
        self.listed: tuple[str, ...] = ()

    def layout(self, order: Callable[[str], Order]) -> Layout:
        files = {
            Kind.QUARTO: QUARTO_FILES,
            Kind.BOOKDOWN: BOOKDOWN_FILES,
            Kind.MANUBOT: MANUBOT_FILES,
            Kind.MANUSCRIPT: PANDOC_FILES,
        }.get(self.kind, ())
        is_of_quarto = self.kind is Kind.QUARTO
        project = self.files.first(files)
        project = self.files.with_further(project) if is_of_quarto else project
        given = read_defaults(self.names, self.read, self.files.first) if self.kind is Kind.MANUSCRIPT else Defaults()
        self.listed = given.texts
        self.diagnostics += given.diagnostics
        texts = self.texts(project, order)
        if self.kind is Kind.MANUSCRIPT and not project.pairs:
            beside = [*sorted({folder_of(text) for text in texts}), *map(folder_of, given.files)]
            project = self.files.first(f"{folder}{name}" for folder in beside for name in PANDOC_FILES)
            project = project if project.pairs else self.files.only(METADATA, "title")
        project = quarto.joined(project, *given.said)
        metadata = quarto.metadata_of(project) if is_of_quarto else project
        of_folders = self.files.of_folders(texts) if is_of_quarto else {}
        if "" in of_folders:
            metadata = quarto.joined(of_folders[""], metadata)
        split = {text: split_front_matter(self.read(text), text, is_foreign=True) for text in texts}
        heads = {text: parts.front_matter for text, parts in split.items()}
        if is_of_quarto:
            drafts = quarto.drafts_among(heads, metadata)
            texts = tuple(text for text in texts if text not in drafts)
            self.diagnostics += (*drafts.values(), *quarto.lists_among(heads))
        home = self.home(texts)
        if self.kind is Kind.MANUSCRIPT and not home:
            # What pandoc is given ahead of the chapters: metadata, and no text.
            home = next((text for text, parts in split.items() if heads[text].pairs and not parts.text.strip()), "")
        tags: dict[str, str] = {}
        if self.kind is Kind.MANUBOT:
            tags = manubot.tags_of(texts, self.names, self.read)
            templates = manubot_front.templates_among(texts, self.read)
            texts = tuple(text for text in texts if text not in templates)
            self.diagnostics += templates.values()
        if self.kind is Kind.MANUSCRIPT:
            self.appendices = appendices_of(texts, self.read)
        texts = tuple(text for text in texts if text == home or not self.is_without_text(text))
        speaking = home or self.only_titled(heads)
        whole, wrong = self.described(metadata, speaking, heads)
        self.diagnostics += wrong
        bibliographies = list(whole.bibliographies)
        references = list(whole.references)
        for text in texts:
            if text != home:
                of_text = describe(heads[text], folder_of(text), self.names, Settings())
                bibliographies += of_text.bibliographies
                references += of_text.references
        for folder, values in of_folders.items():
            if folder:
                of_folder = describe(values, folder, self.names, Settings())
                bibliographies += of_folder.bibliographies
                references += of_folder.references
        if self.kind is Kind.BOOKDOWN:
            self.parts, self.appendices = parts_of(texts, self.read)
        root = "content/" if self.kind is Kind.MANUBOT else ""
        if self.kind is Kind.MANUBOT:
            bibliographies += manubot.manual_references(self.names)
        if self.kind is Kind.MANUSCRIPT and not bibliographies:
            bibliographies += bibliographies_beside(texts, self.names, self.read)
        variables = self.files.first(VARIABLES) if self.kind is Kind.QUARTO else YamlMap()
        settings = self.titled(whole.settings, metadata, variables)
        speaks_for_all = self.kind is Kind.MANUSCRIPT or len(texts) == 1
        sources = (heads.get(speaking, YamlMap()), metadata) if speaks_for_all else (metadata,)
        words = {
            name: phrase
            for values in reversed(sources)
            for name, phrase in words_of_project(self.kind, values, settings.lang, self.files.named).items()
        }
        kinds, odd = own_kinds([metadata, *heads.values()])
        self.diagnostics += odd
        words |= {name: phrase for kind in kinds for name, phrase in kind.phrases}
        settings = replace(settings, words=tuple(words.items()))
        preambles = [*map(self.read, preambles_among(self.names))]
        return Layout(
            kind=self.kind,
            texts=texts,
            home=home if home in texts else "",
            root=root,
            settings=settings,
            places=whole.places,
            bibliographies=tuple(bibliographies),
            references=tuple(references),
            metadata=metadata,
            variables=variables,
            tags=tags,
            parts=self.parts,
            appendices=self.appendices,
            openings=self.openings,
            has_chapters=self.is_quarto_book(metadata),
            counts_in_chapters=any(map(counts_in_chapters, (*sources, heads.get(speaking, YamlMap())))),
            own_kinds=tuple(kind.key for kind in kinds),
            chunk_options=self.chunk_options(project, metadata, home),
            macros=macros_of(
                [metadata, *heads.values()],
                map(self.read, texts) if self.kind in ONE_DOCUMENT else (),
                preambles,
            ),
            acronyms=acronyms_of(
                [metadata, *heads.values()],
                [*map(self.read, acronym_files_among(self.names)), *preambles, *map(self.read, texts)],
                self.files.named,
            ),
            headings=headings_of(texts, root, self.read) if self.kind in ONE_DOCUMENT else {},
        )

    def only_titled(self, heads: Mapping[str, YamlMap]) -> str:
        """The one of several texts for pandoc whose front matter has a title, which is the work's."""
        titles = {text: text_of(node_at(head, "title")) for text, head in heads.items()}
        # A chapter's own title is its heading, too.
        titled = [text for text, title in titles.items() if title and not self.is_headed(text, title)]
        return titled[0] if self.kind is Kind.MANUSCRIPT and len(titled) == 1 else ""

    def is_headed(self, text: str, title: str) -> bool:
        return any(line.partition(" {")[0].rstrip() == f"# {title}" for line in self.read(text).split("\n"))

    def described(self, metadata: YamlMap, home: str, heads: dict[str, YamlMap]) -> tuple[Described, Diagnostics]:
        """What the project's file and the front matter of the home page say.

        The project's counts first, but for pandoc, which takes what a text says of itself.
        """
        default = Settings(number_sections=self.is_numbered_book(metadata))
        sources = [(heads.get(home, YamlMap()), folder_of(home)), (metadata, "")]
        if self.kind is Kind.MANUSCRIPT:
            stated = next((node.location.path for _, node in metadata.pairs), "")
            sources = [(metadata, folder_of(stated)), sources[0]]
        (behind, its_folder), (ahead, folder) = sources
        less = describe(behind, its_folder, self.names, default)
        whole = describe(ahead, folder, self.names, less.settings)
        return (
            Described(
                whole.settings,
                {**less.places, **whole.places},
                (*whole.bibliographies, *less.bibliographies),
                (*whole.references, *less.references),
            ),
            (*whole.diagnostics, *less.diagnostics),
        )

    def titled(self, settings: Settings, metadata: YamlMap, variables: YamlMap) -> Settings:
        """The settings with a title whose shortcodes are acted on."""
        if self.kind is not Kind.QUARTO or "{{<" not in settings.title:
            return settings
        title = node_at(metadata, "title")
        place = title.location if title else Location(next(name for name in QUARTO_FILES if name in self.names), 1, 1)
        text, unknown = filled(settings.title, place, Values((metadata,), variables))
        self.diagnostics += unknown
        return replace(settings, title=" ".join(text.split()))

    def is_numbered_book(self, metadata: YamlMap) -> bool:
        """Whether it is a book, whose chapters Quarto and bookdown number, if nothing says otherwise."""
        if self.kind is Kind.BOOKDOWN:
            return numbers_sections(self.files.first(BOOKDOWN_OUTPUT)) is not False
        return self.is_quarto_book(metadata)

    def is_quarto_book(self, metadata: YamlMap) -> bool:
        return self.kind is Kind.QUARTO and text_of(node_at(metadata, "project", "type")) == "book"

    def chunk_options(self, project: YamlMap, metadata: YamlMap, home: str) -> ChunkOptions:
        """What holds for the chunks of all texts: bookdown runs a script and the home page ahead of the others."""
        if self.kind is not Kind.BOOKDOWN:
            return options_stated(metadata)
        scripts = [text_of(item) for item in items_of(node_at(project, "before_chapter_script"))]
        first = [self.read(name) for name in (*scripts, home) if name in self.names]
        return tuple(option for text in first for option in options_set(text))

    def texts(self, project: YamlMap, order: Callable[[str], Order]) -> tuple[str, ...]:
        if self.kind is Kind.QUARTO:
            listed = quarto.list_texts(project, self.names)
            self.diagnostics += listed.diagnostics
            self.parts, self.appendices, self.openings = listed.parts, listed.appendices, listed.openings
            return listed.texts
        if self.kind is Kind.MANUBOT:
            texts, wrong = manubot.list_texts(self.names, order)
        elif self.kind is Kind.BOOKDOWN:
            texts, wrong = bookdown.list_texts(project, self.names, order)
        elif self.listed:
            texts, wrong = self.listed, tuple(others_of(self.listed, self.names))
        elif chapters := chapters_of_summary(self.names, self.read):
            self.parts = {text: part for text, part in chapters.items() if part}
            texts, wrong = tuple(chapters), tuple(others_of(chapters, self.names, f"list in {SUMMARY}"))
        else:
            texts, wrong = choose_texts(self.names, self.read, order)
            wrong = (*wrong, *projects_around(texts, self.names))
        self.diagnostics += wrong
        return texts

    def is_without_text(self, text: str) -> bool:
        written = manubot.without_tags(self.read(text)) if self.kind is Kind.MANUBOT else self.read(text)
        return is_place_of_references(written, text) or (self.kind in ONE_DOCUMENT and is_blank(written, text))

    def home(self, texts: tuple[str, ...]) -> str:
        """The text of the first page: the only one, or the one that is called so."""
        if self.kind is Kind.MANUBOT:
            fronts = [text for text in texts if manubot_front.is_spoken(self.read(text))]
            return next((text for text in texts if PurePosixPath(text).stem == "index"), "".join(fronts[:1]))
        if len(texts) == 1 and not texts[0][0].isdigit():
            return texts[0]
        stems = {PurePosixPath(text).stem.casefold(): text for text in reversed(texts) if "/" not in text}
        named = next((stems[name] for name in MAIN if name in stems), "")
        if self.kind is Kind.MANUSCRIPT and not stems:
            named = home_of(texts)
        return named or (texts[0] if self.kind is Kind.BOOKDOWN and texts else "")
