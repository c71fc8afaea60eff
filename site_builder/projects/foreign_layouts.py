"""The names and texts of another tool's project to its layout."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from site_builder.diagnostics import Diagnostic, Location
from site_builder.markdown import ChunkOptions, files_run, options_set, options_stated
from site_builder.model import Reference, Settings, YamlMap
from site_builder.patterns import pattern
from site_builder.project_paths import QUARTO_FILES
from site_builder.projects import manubot
from site_builder.projects.kinds import JOINED, ONE_DOCUMENT, Kind
from site_builder.projects.latex.acronyms import acronym_files_among, acronyms_of
from site_builder.projects.latex.macros import macros_of, preambles_among
from site_builder.projects.latex.mathjax import definitions_for_mathjax, headers_among
from site_builder.projects.layout import Layout, NamedFile, Order
from site_builder.projects.lines.chunk_outputs import stored_pictures
from site_builder.projects.lines.custom_crossrefs import custom_kinds
from site_builder.projects.lines.named_links import headings_of, targets_among
from site_builder.projects.lines.shared_definitions import Shared, shared_definitions
from site_builder.projects.metadata.metadata_files import MetadataFiles
from site_builder.projects.metadata.numerals import numerals_of_texts
from site_builder.projects.metadata.plain_titles import plain_title
from site_builder.projects.metadata.project_words import words_of_project
from site_builder.projects.metadata.work_metadata import (
    WorkMetadata,
    bibliographies_named,
    counts_globally,
    counts_in_chapters,
    numbers_sections,
    read_work_metadata,
    references_given,
)
from site_builder.projects.myst.contents import in_our_words
from site_builder.projects.myst.folders import folder_of_book, is_of_mystmd
from site_builder.projects.myst.index import Index, index_of
from site_builder.projects.myst.titles import with_titles_in_markdown
from site_builder.projects.shortcode_texts import Values
from site_builder.projects.shortcodes import filled
from site_builder.projects.texts.chapters import cites_works
from site_builder.projects.texts.manuscripts import WORKS, folder_of, included_among
from site_builder.projects.texts.mkdocs import is_named_by_site
from site_builder.projects.texts.readmes import name_in_readme
from site_builder.projects.texts.works import Work, WorkReader
from site_builder.yaml_values import items_of, node_at, text_of, yes_or_no

Diagnostics: TypeAlias = tuple[Diagnostic, ...]

BOOKDOWN_OUTPUT: Final = ("_output.yml", "_output.yaml")
VARIABLES: Final = ("_variables.yml", "_variables.yaml")
# The name of a bibliography, if there is no .bib
IN_OTHER_FORMATS: Final = pattern(
    r"(?:[^/]+/){0,2}(?:bib|bibliography|citations|references|refs)\.(?:json|nbib|ris|ya?ml)"
)


def read_foreign_layout(
    kind: Kind, names: frozenset[str], read: Callable[[str], str], order: Callable[[str], Order]
) -> tuple[Layout, Diagnostics]:
    """The layout of another tool's project. `read` returns the text of a file, `order` a file name's sort key."""
    reader = _Reader(kind, names, read)
    return reader.layout(order), tuple(reader.diagnostics)


class _Reader:
    def __init__(self, kind: Kind, names: frozenset[str], read: Callable[[str], str]) -> None:
        self.kind = kind
        self.names = names
        self.read = read
        self.diagnostics: list[Diagnostic] = []
        self.files = MetadataFiles(names, read, self.diagnostics)

    def layout(self, order: Callable[[str], Order]) -> Layout:
        work = WorkReader(self.kind, self.names, self.read, self.files, self.diagnostics).work(order)
        texts, home, heads = work.texts, work.home, work.heads
        metadata = self.files.with_named(work.metadata, heads)
        speaking = home or ("" if is_named_by_site(metadata) else self.only_titled(heads))
        whole, wrong = self.described(metadata, speaking, heads)
        self.diagnostics += wrong
        bibliographies, references = self.cited_from(whole, work)
        variables = self.files.first(VARIABLES) if self.kind is Kind.QUARTO else YamlMap()
        settings = self.titled(whole.settings, metadata, variables)
        if not home and settings.title == Settings().title:
            settings = replace(settings, title=name_in_readme(texts, self.names, self.read) or settings.title)
        speaks_for_all = self.kind is Kind.MANUSCRIPT or len(texts) == 1
        sources = (heads.get(speaking, YamlMap()), metadata) if speaks_for_all else (metadata,)
        words = {
            name: phrase
            for values in reversed(sources)
            for name, phrase in words_of_project(self.kind, values, settings.lang, self.files.named).items()
        }
        kinds, odd = custom_kinds([metadata, *heads.values()])
        numerals, unknown = numerals_of_texts(metadata, heads)
        self.diagnostics += (*odd, *unknown)
        words |= {name: phrase for kind in kinds for name, phrase in kind.phrases}
        settings = replace(settings, words=tuple(words.items()))
        preambles = [*map(self.read, preambles_among(self.names))]
        preambles += ["\n".join(definitions_for_mathjax(self.read(name))) for name in headers_among(self.names)]
        root = "content/" if self.kind is Kind.MANUBOT else ""
        stated = (*sources, heads.get(speaking, YamlMap()), self.files.first(BOOKDOWN_OUTPUT))
        return Layout(
            kind=self.kind,
            texts=texts,
            home=home if home in texts else "",
            root=root,
            settings=settings,
            places=whole.places,
            bibliographies=bibliographies,
            references=references,
            metadata=metadata,
            variables=variables,
            tags=work.tags,
            parts={text: plain_title(part) for text, part in work.parts.items() if part},
            appendices=work.appendices,
            openings=work.openings,
            depths=work.depths,
            has_chapters=self.kind is Kind.MYST or self.is_quarto_book(metadata),
            counts_in_chapters=not any(map(counts_globally, stated))
            if self.kind is Kind.BOOKDOWN
            else any(map(counts_in_chapters, stated)),
            custom_kinds=tuple(kind.key for kind in kinds),
            numerals=numerals,
            uncited=tuple(
                node for text, head in heads.items() if text not in texts and (node := node_at(head, "nocite"))
            ),
            chunk_options=self.chunk_options(work.project, metadata, home),
            macros=macros_of(
                [metadata, *heads.values()], map(self.read, texts) if self.kind in ONE_DOCUMENT else (), preambles
            ),
            acronyms=acronyms_of(
                [metadata, *heads.values()],
                [*map(self.read, acronym_files_among(self.names)), *preambles, *map(self.read, texts)],
                self.files.named,
            ),
            headings=headings_of(texts, root, self.read) if self.kind in JOINED else {},
            shared=shared_definitions(texts, self.read) if self.kind in JOINED else Shared(),
            stored_pictures=stored_pictures(self.names, is_one_book=self.kind is Kind.BOOKDOWN),
            index=self.index(work, metadata, settings) if self.kind is Kind.MYST else Index(),
            linked=targets_among(texts, self.names, self.read) if self.kind is Kind.MANUSCRIPT else {},
        )

    def index(self, work: Work, metadata: YamlMap, settings: Settings) -> Index:
        # Jupyter Book and mystmd count figures unless told otherwise, Sphinx only if told to.
        counts = yes_or_no(node_at(metadata, "numfig"))
        found = index_of(
            work.texts,
            self.read,
            work.heads,
            is_of_mystmd(self.names),
            included=included_among(self.names, work.texts, self.read),
            number_depth=settings.number_depth if settings.number_sections else 0,
            numbers_captions=folder_of_book(self.names) is not None if counts is None else counts,
            depths=work.depths,
        )
        return with_titles_in_markdown(found)

    def cited_from(self, whole: WorkMetadata, work: Work) -> tuple[tuple[NamedFile, ...], tuple[Reference, ...]]:
        """The bibliographies that the project, its texts or its folders name, and the references in their front matter.

        If none of these files exists, a manuscript or a MyST project has the bibliographies beside its texts.
        """
        speakers = [(work.heads[text], folder_of(text)) for text in work.texts if text != work.home]
        speakers += [(values, folder) for folder, values in work.of_folders.items() if folder]
        named = [*whole.bibliographies, *(file for said in speakers for file in bibliographies_named(*said))]
        if self.kind is Kind.MANUBOT:
            named += manubot.manual_references(self.names)
        # A file that a script writes, such as `build/all.bib`, does not exist before the script runs.
        is_there = any(way in self.names for file in named for way in file.ways)
        if self.kind in (Kind.MANUSCRIPT, Kind.MYST) and not is_there:
            named += self.bibliographies_beside(work.texts)
        given = (reference for values, _ in speakers for reference in references_given(values)[0])
        return tuple(named), (*whole.references, *given)

    def bibliographies_beside(self, texts: Collection[str]) -> Iterator[NamedFile]:
        """Those in the folders of the texts, or in the only folder with any; none if one is at the top."""
        names = sorted(self.names)
        found = [name for name in names if name.endswith(".bib")] or [*filter(IN_OTHER_FORMATS.fullmatch, names)][:1]
        if not all("/" in name for name in found):
            return
        folders = {folder_of(text) for text in texts}
        beside = [name for name in found if folder_of(name) in folders]
        is_alone = len({*map(folder_of, found)}) == 1 and any(map(cites_works, map(self.read, texts)))
        yield from (NamedFile(name, Location(name, 1, 1)) for name in beside or (found if is_alone else ()))

    def only_titled(self, heads: Mapping[str, YamlMap]) -> str:
        """The text of a manuscript whose title is that of the work; "" if that is not clear.

        It is the only text with a title, or the only one of these with a usual name for a work.
        """
        titles = {text: text_of(node_at(head, "title")) for text, head in heads.items()}
        # A chapter's own title is also its heading.
        titled = [text for text, title in titles.items() if title and not self.is_headed(text, title)]
        titled = titled if len(titled) == 1 else [text for text in titled if PurePosixPath(text).stem.lower() in WORKS]
        return titled[0] if self.kind is Kind.MANUSCRIPT and len(titled) == 1 else ""

    def is_headed(self, text: str, title: str) -> bool:
        return any(line.partition(" {")[0].rstrip() == f"# {title}" for line in self.read(text).split("\n"))

    def described(self, metadata: YamlMap, home: str, heads: Mapping[str, YamlMap]) -> tuple[WorkMetadata, Diagnostics]:
        """The settings, bibliographies and references in the project's file and the home page's front matter.

        The project's file takes precedence, except in manuscripts: pandoc takes what a text says of itself.
        """
        default = Settings(number_sections=self.is_numbered_book(metadata))
        sources = [(heads.get(home, YamlMap()), folder_of(home)), (metadata, "")]
        if self.kind is Kind.MYST:
            sources[0] = (in_our_words(sources[0][0]), sources[0][1])
        if self.kind in (Kind.MANUSCRIPT, Kind.MYST):
            stated = next((node.location.path for _, node in metadata.pairs), "")
            of_project = (metadata, folder_of(stated))
            sources = [of_project, sources[0]] if self.kind is Kind.MANUSCRIPT else [sources[0], of_project]
        (behind, its_folder), (ahead, folder) = sources
        less = read_work_metadata(behind, its_folder, self.names, default)
        whole = read_work_metadata(ahead, folder, self.names, less.settings)
        return (
            WorkMetadata(
                whole.settings,
                {**less.places, **whole.places},
                (*whole.bibliographies, *less.bibliographies),
                (*whole.references, *less.references),
            ),
            (*whole.diagnostics, *less.diagnostics),
        )

    def titled(self, settings: Settings, metadata: YamlMap, variables: YamlMap) -> Settings:
        """The settings with the shortcodes in the title and the description filled in."""
        said = {"title": settings.title, "description": settings.description}
        for key, written in said.items() if self.kind is Kind.QUARTO else ():
            if "{{<" in written:
                node = node_at(metadata, key)
                file = next(name for name in QUARTO_FILES if name in self.names)
                place = node.location if node else Location(file, 1, 1)
                text, unknown = filled(written, place, Values((metadata,), variables))
                self.diagnostics += unknown
                said[key] = " ".join(text.split())
        return replace(settings, title=said["title"], description=said["description"])

    def is_numbered_book(self, metadata: YamlMap) -> bool:
        """Whether it is a book, since Quarto and bookdown number its chapters unless told otherwise."""
        if self.kind is Kind.BOOKDOWN:
            return numbers_sections(self.files.first(BOOKDOWN_OUTPUT)) is not False
        return self.is_quarto_book(metadata)

    def is_quarto_book(self, metadata: YamlMap) -> bool:
        return self.kind is Kind.QUARTO and text_of(node_at(metadata, "project", "type")) == "book"

    def chunk_options(self, project: YamlMap, metadata: YamlMap, home: str) -> ChunkOptions:
        """The options for the chunks of all texts: bookdown runs scripts and the home page before other texts."""
        if self.kind is not Kind.BOOKDOWN:
            return options_stated(metadata)
        scripts = [text_of(item) for item in items_of(node_at(project, "before_chapter_script"))]
        scripts += files_run(self.read(home)) if home in self.names else ()
        first = [self.read(name) for name in (*scripts, home) if name in self.names]
        return tuple(option for text in first for option in options_set(text))
