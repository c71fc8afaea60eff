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
    """A heading. If `is_aside`, it begins no section: it has no number and does not count for those after it.

    From a heading that `begins_appendices` on, headings of the first level are numbered by letters.
    """

    level: int
    anchor: str
    content: Body
    is_numbered: bool = True
    is_aside: bool = False
    begins_appendices: bool = False


@frozen
class Target:
    """Something that a cross-reference can name. `number` counts its kind within the document, from 1.

    `title` is the heading or caption as plain text. A subfigure has its figure's number, and a letter in `part`. `tag`
    is what the author chose in place of a number. `is_second` marks a further label of something, which shares its
    number. `pictures` counts the pictures or tables in a figure; 0 if nobody can say how many its code makes.
    `position` counts all targets and headings of the document, from 1, since their lines may be of several files.
    If the label is an id that was made of a heading's words, `base` is that without the number that makes it unique.
    """

    label: str
    kind: TargetKind
    number: int
    title: str
    location: Location
    part: str = ""
    tag: str = ""
    is_second: bool = False
    pictures: int = 1
    position: int = 0
    base: str = ""

    def count(self, before: int) -> int:
        r"""How far its kind is counted up to and including this one; `before` is the count so far.

        A tag that is a number of up to four digits sets the count, unless it is an equation's (LaTeX's \tag).
        Subfigures, second labels and other tags leave the count as it is.
        """
        is_number = self.tag.isdecimal() and len(self.tag) < len("10000") and self.kind is not TargetKind.EQUATION
        if self.part or self.is_second or (self.tag and not is_number):
            return before
        return int(self.tag) if self.tag else before + 1


MOST_CITED: Final = 60
"""If a sentence cites more works than this, their pages quote it without its citations."""
WORDS_A_MINUTE: Final = 220


@frozen
class Sentence:
    """A sentence that cites: its HTML with balanced inline tags, and its citations as holes.

    In a table, each row is a sentence, with its cells separated by “ · ”, each after the name of its column unless
    it cites. `is_data` marks the rows of an evidence table. `paragraph` counts the document's blocks of text from
    1. `heading` is the anchor of the heading above, "" before the first.
    """

    content: Body
    paragraph: int
    heading: str = ""
    is_data: bool = False


@frozen
class Document:
    """A Markdown file, parsed: front matter, and HTML with typed holes.

    `title` comes from the front matter, else from a first heading of level 1; `body` is everything below it. `label` is
    the id that the author gave that first heading: it leads to the top of the page. `is_numbered` says whether the
    title may have a number. `notes` are the footnotes in the order of their first marks. `sentences` are those that
    cite: their citations are those of the body and then those of the notes, in order. `words` counts the words of the
    text.

    `sections` are the headings whose ids are not Quarto labels; only LaTeX and bookdown refer to them. `ids_elsewhere`
    maps the ids that GitHub and MkDocs give to headings to the ids used here. `unmarked` are words that may be meant as
    keys: in brackets without their “@”, `[smith2020]`, or with it right behind a letter. `tables` are the paths of the
    CSV files shown.
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
    ids_elsewhere: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[str, ...] = ()


def minutes_to_read(words: int) -> int:
    return max(1, round(words / WORDS_A_MINUTE))
