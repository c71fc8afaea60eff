"""What pages say of studies: rows, facts, mentions and groups, as templates print them."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model import Html
from site_builder.pages.parts import BodyView, EntryView, Link


@dataclass(frozen=True, slots=True)
class StudyLink:
    """A study in a list: how running text names it, its title, and what it found."""

    citation: str
    title: Html
    href: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A facet in the table of studies: what an address calls it, and its values by which readers filter."""

    label: str
    name: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A study's values in a facet; where the text leaves them open, `marks` are their places in the column's values."""

    text: str
    marks: str = ""


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A study in the table of all studies."""

    citation: str
    title: Html
    href: str
    year: str
    cells: tuple[Cell, ...]
    sample: str
    mentions: int


@dataclass(frozen=True, slots=True)
class FurtherRows:
    """The files with a table's rows beyond the first part, and the script that sorts and filters all of them."""

    files: tuple[str, ...]
    script: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """What has become of a work: what and why, where it was announced and when, and what stands in its place.

    `work` names the report that it is about, where the study has several. The `link` may have no address.
    """

    what: str
    work: str
    reason: str
    link: Link
    date: str
    by: Link | None


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with the mark of the source that it was read in."""

    value: str
    source: str = ""
    source_href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SourceView:
    mark: str
    id: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One row of a study's characteristics: a field with all that is known of it."""

    label: str
    facts: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class MentionView:
    where: str
    href: str
    sentence: BodyView


@dataclass(frozen=True, slots=True)
class MentionGroup:
    section: str
    href: str
    mentions: tuple[MentionView, ...]


@dataclass(frozen=True, slots=True)
class CiteForm:
    """A work as reference managers read it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A work to take away: as the style prints it, and in every form."""

    text: str
    forms: tuple[CiteForm, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report of a study. `doi` is empty where the style prints it already."""

    entry: EntryView
    type: str
    doi: str
    doi_href: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A study that is cited beside another, in `count` paragraphs."""

    citation: str
    title: Html
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Node:
    """A study in the figure of a neighbourhood."""

    x: int
    y: int
    label: str


@dataclass(frozen=True, slots=True)
class Edge:
    x1: int
    y1: int
    x2: int
    y2: int
    width: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The studies cited beside one, and their figure, in its own units: without a `centre` there is none.

    `spokes` lead from the centre to each of the `nodes`, in their order; `chords` lie between these.
    """

    neighbours: tuple[Neighbour, ...]
    width: int = 0
    height: int = 0
    centre: Node | None = None
    nodes: tuple[Node, ...] = ()
    chords: tuple[Edge, ...] = ()
    spokes: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class YearGroup:
    """Studies of one year; `year` says “n.d.” where they have none."""

    year: str
    studies: tuple[StudyLink, ...]


@dataclass(frozen=True, slots=True)
class KeywordLine:
    """A line of the index: a keyword, or a synonym that leads to one."""

    label: str
    href: str
    count: int = 0
    synonym: str = ""


@dataclass(frozen=True, slots=True)
class KeywordGroup:
    label: str
    id: str
    keywords: tuple[KeywordLine, ...]


@dataclass(frozen=True, slots=True)
class AuthorLine:
    """An author in the index: with a page and the number of studies there, or without one and with the only study."""

    name: Link
    count: int
    study: Link | None = None


@dataclass(frozen=True, slots=True)
class AuthorGroup:
    label: str
    id: str
    authors: tuple[AuthorLine, ...]
