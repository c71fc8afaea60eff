"""What a project's folder contains, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from posixpath import normpath
from typing import NamedTuple, TypeAlias

from site_builder.diagnostics import Location
from site_builder.frozen import frozen
from site_builder.markdown import ChunkOptions
from site_builder.mathematics import Macros
from site_builder.model import Reference, Settings, YamlMap, YamlNode
from site_builder.projects.kinds import Kind
from site_builder.projects.lines.shared_definitions import Shared
from site_builder.projects.myst.index import Index

Order: TypeAlias = tuple[tuple[int, str], ...]


@frozen
class NamedFile:
    """A file as an author names it. The name is relative to `folder`, which is "" or ends with a slash."""

    name: str
    location: Location
    folder: str = ""

    @property
    def ways(self) -> tuple[str, ...]:
        """The paths that a bibliography may have: from that folder or the project's, with or without `.bib`."""
        ways = [normpath(folder + self.name) for folder in (self.folder, "")]
        return (*ways, *(f"{way}.bib" for way in ways))


class Acronym(NamedTuple):
    """The printed forms of an acronym. A term of a glossary has a `description` but no `long` form."""

    short: str
    long: str = ""
    plural: str = ""
    long_plural: str = ""
    description: str = ""

    def form(self, which: str, is_plural: bool) -> str:
        short = (self.plural or f"{self.short}s") if is_plural else self.short
        long = (self.long_plural or f"{self.long}s") if is_plural else self.long
        if not self.long or which == "short":
            return short
        return long if which == "long" else f"{long} ({short})"


@frozen
class Layout:
    """A folder's texts in their order, and the metadata of the project, in the texts and beside them.

    All paths are relative to the folder. `home` is the text of the first page, "" if there is none. `root` is the
    folder of the content with its slash, or "". `places` has the location of each setting. `metadata` and `variables`
    fill the variables in texts. `tags` map an alias to the citation key that it stands for. `parts` maps a text to the
    title of its part. `appendices` are numbered by letters; `openings` begin parts and have no number. `depths` has,
    for texts that are counted below others, the number of those. If the project `has_chapters`, cross-references
    call its texts chapters; if it `counts_in_chapters`, figures are numbered within each text. `custom_kinds` are
    the prefixes of labels of the project's own kinds, `numerals` the unusual numerals of each text, by kind.
    `uncited` are the `nocite` of texts that are not pages. `chunk_options` apply to all chunks of code, `macros` to
    all mathematics. `acronyms` maps keys to acronyms. `headings` maps the names of headings to where any text may
    link to them, `linked` the names in wiki links to their targets. `shared` are definitions of notes and links for
    other texts. `stored_pictures` maps a text and the label of a chunk to the pictures that the chunk made. `index`
    has MyST's labels.
    """

    kind: Kind
    texts: tuple[str, ...] = ()
    home: str = ""
    root: str = ""
    settings: Settings = field(default_factory=Settings)
    places: Mapping[str, Location] = field(default_factory=dict)
    bibliographies: tuple[NamedFile, ...] = ()
    references: tuple[Reference, ...] = ()
    metadata: YamlMap = field(default_factory=YamlMap)
    variables: YamlMap = field(default_factory=YamlMap)
    tags: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    appendices: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()
    depths: Mapping[str, int] = field(default_factory=dict)
    has_chapters: bool = False
    counts_in_chapters: bool = False
    custom_kinds: tuple[str, ...] = ()
    numerals: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    uncited: tuple[YamlNode, ...] = ()
    chunk_options: ChunkOptions = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    linked: Mapping[str, str] = field(default_factory=dict)
    shared: Shared = Shared()
    stored_pictures: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    macros: Macros = ()
    acronyms: Mapping[str, Acronym] = field(default_factory=dict)
    index: Index = field(default_factory=Index)

    @property
    def is_foreign(self) -> bool:
        """Whether the texts were written for another tool."""
        return self.kind is not Kind.REVIEW
