"""A Markdown file, parsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from site_builder.diagnostics import Location
from site_builder.frozen import frozen
from site_builder.model.citations import CitationItem
from site_builder.model.holes import Body, TargetKind
from site_builder.model.yaml import YamlMap


@frozen
class Heading:
    """One that `is_aside` begins no section, so that it neither has a number nor takes it from what follows."""

    level: int
    anchor: str
    content: Body
    is_numbered: bool = True
    is_aside: bool = False


@frozen
class Target:
    """Something that a cross-reference can name. `number` counts its kind within the document, from 1.

    `title` is the heading or caption as plain text. A part of a figure has the figure's number and a letter, its
    `part`. `tag` is what the author calls it in the place of a number. A second label of a thing has the number of the
    first.
    """

    label: str
    kind: TargetKind
    number: int
    title: str
    location: Location
    part: str = ""
    tag: str = ""
    is_second: bool = False

    def count(self, before: int) -> int:
        """The number of the last of its kind with this one, which LaTeX's tags of equations leave as it is."""
        is_number = self.tag.isdecimal() and len(self.tag) < len("10000") and self.kind is not TargetKind.EQUATION
        if self.part or self.is_second or (self.tag and not is_number):
            return before
        return int(self.tag) if self.tag else before + 1


MOST_CITED: Final = 60
"""A sentence that cites more works than this is quoted on their pages without its citations."""
WORDS_A_MINUTE: Final = 220


@frozen
class Sentence:
    """A sentence that cites: its HTML with balanced inline tags, its citations as the holes they fill.

    In a table the row is the sentence, its cells set off by “ · ”; it `is_data` where that is an evidence table.

    `paragraph` counts the document's blocks of text from 1. `heading` is the
    anchor of the heading above it, "" before the first.
    """

    content: Body
    paragraph: int
    heading: str = ""
    is_data: bool = False


@frozen
class Document:
    """A Markdown file, parsed: front matter, and HTML with typed holes.

    `body` holds everything below the title. `title` comes from the front
    matter, else from the file's first heading where that is of level 1.
    `notes` are the footnotes, in the order of their first marks. `sentences`
    are those that cite: their citations, in order, are those of the body and
    then of the notes. `words` counts the words of the text.
    `label` is the id that the author gave that first heading: it leads to the top of the page.
    `sections` are the headings whose ids are no labels; only LaTeX and bookdown refer to those.
    `elsewhere` leads to headings' ids from those that GitHub and MkDocs have in their place.
    `unmarked` are words in brackets, `[smith2020]`, that may be keys without their “@”.
    `tables` are the paths of the CSV files that it shows. `is_numbered` says that its title may have a number.
    """

    path: str
    front_matter: YamlMap
    title: Body
    body: Body
    notes: tuple[Body, ...] = ()
    headings: tuple[Heading, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    targets: tuple[Target, ...] = ()
    sections: tuple[Target, ...] = ()
    anchors: tuple[str, ...] = ()
    nocite: tuple[CitationItem, ...] = ()
    unmarked: tuple[CitationItem, ...] = ()
    words: int = 0
    is_numbered: bool = True
    label: str = ""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[str, ...] = ()


def minutes_to_read(words: int) -> int:
    return max(1, round(words / WORDS_A_MINUTE))
