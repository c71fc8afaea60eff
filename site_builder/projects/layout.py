"""What a folder holds, as values."""

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
from site_builder.projects.myst.index import Index

Order: TypeAlias = tuple[tuple[int, str], ...]


@frozen
class NamedFile:
    """A file as an author names it, with the folder, "" or with its slash, that the name is to be read from."""

    name: str
    location: Location
    folder: str = ""

    @property
    def ways(self) -> tuple[str, ...]:
        """The paths that a bibliography so named may have, from that folder and the project's; BibTeX adds `.bib`."""
        ways = [normpath(folder + self.name) for folder in (self.folder, "")]
        return (*ways, *(f"{way}.bib" for way in ways))


class Acronym(NamedTuple):
    """What is printed of an acronym. A term of a glossary has no `long` form, and a `description`."""

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
    """A folder's texts in their order, and what the project says of itself beside and in them.

    `home` is the text of the first page, "" where there is none. Paths begin at the folder. `root` is the folder of
    the content, with its slash, or "". `places` are those of settings. `metadata` and `variables` fill what texts
    leave open, and `tags` lead from a citation key to what it stands for. `parts` are those that texts belong to,
    `appendices` the texts that letters number, `openings` those that begin parts and have no number. It `has_chapters`
    where cross-references call its texts so; it `counts_in_chapters` where figures are numbered through each of its
    texts. `own_kinds` are the keys that labels of kinds of its own begin with. `uncited` say what is listed without
    being cited, in texts that are no pages.
    `chunk_options` hold for all chunks of code, `macros` for all mathematics. `acronyms` are by their keys.
    `headings` are where those stand that any text may link to by name, `linked` what links of wikis name. `drawn` are
    pictures that the code of texts made, by these and the labels of their chunks. `index` has the labels of MyST's.
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
    has_chapters: bool = False
    counts_in_chapters: bool = False
    own_kinds: tuple[str, ...] = ()
    uncited: tuple[YamlNode, ...] = ()
    chunk_options: ChunkOptions = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    linked: Mapping[str, str] = field(default_factory=dict)
    drawn: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    macros: Macros = ()
    acronyms: Mapping[str, Acronym] = field(default_factory=dict)
    index: Index = field(default_factory=Index)

    @property
    def is_foreign(self) -> bool:
        """Whether the texts were written for another tool."""
        return self.kind is not Kind.REVIEW
