"""What pages say of studies: rows, facts, mentions and groups, as templates print them."""

from __future__ import annotations

from site_builder.frozen import frozen
from site_builder.model import Html
from site_builder.pages.body_parts import BodyView, Link
from site_builder.pages.parts import EntryView


@frozen
class StudyLink:
    """A study in a list: how running text names it, its title, and what it found."""

    citation: str
    title: Html
    href: str
    summary: str = ""


@frozen
class Column:
    """A facet in the table of studies: what an address calls it, and its values by which readers filter."""

    label: str
    name: str
    values: tuple[tuple[str, str], ...]


@frozen
class Cell:
    """A study's values in a facet; where the text leaves them open, `marks` are their places in the column's values."""

    text: str
    marks: str = ""


@frozen
class StudyRow:
    """A study in the table of all studies."""

    citation: str
    title: Html
    href: str
    year: str
    cells: tuple[Cell, ...]
    sample: str
    mentions: int


@frozen
class FurtherRows:
    """The files with a table's rows beyond the first part, and the script that sorts and filters all of them."""

    files: tuple[str, ...]
    script: str


@frozen
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


@frozen
class FactView:
    """A fact with the mark of the source that it was read in."""

    value: str
    source: str = ""
    source_href: str = ""
    note: str = ""


@frozen
class SourceView:
    mark: str
    id: str
    label: str
    href: str


@frozen
class Characteristic:
    """One row of a study's characteristics: a field with all that is known of it."""

    label: str
    facts: tuple[FactView, ...]


@frozen
class MentionView:
    where: str
    href: str
    sentence: BodyView


@frozen
class MentionGroup:
    section: str
    href: str
    mentions: tuple[MentionView, ...]


@frozen
class CiteForm:
    """A work as reference managers read it."""

    name: str
    text: str


@frozen
class Cited:
    """A work to take away: as the style prints it, and in every form."""

    text: str
    forms: tuple[CiteForm, ...]


@frozen
class ReportView:
    """A report of a study. `doi` is empty where the style prints it already."""

    entry: EntryView
    type: str
    doi: str
    doi_href: str
    cited: Cited


@frozen
class Neighbour:
    """A study that is cited beside another, in `count` paragraphs."""

    citation: str
    title: Html
    href: str
    count: int


@frozen
class Node:
    """A study in the figure of a neighbourhood."""

    x: int
    y: int
    label: str


@frozen
class Edge:
    x1: int
    y1: int
    x2: int
    y2: int
    width: int


@frozen
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


@frozen
class YearGroup:
    """Studies of one year; `year` says “n.d.” where they have none."""

    year: str
    studies: tuple[StudyLink, ...]


@frozen
class KeywordLine:
    """A line of the index: a keyword, or a synonym that leads to one."""

    label: str
    href: str
    count: int = 0
    synonym: str = ""


@frozen
class KeywordGroup:
    label: str
    id: str
    keywords: tuple[KeywordLine, ...]


@frozen
class AuthorLine:
    """An author in the index: with a page and the number of studies there, or without one and with the only study."""

    name: Link
    count: int
    study: Link | None = None


@frozen
class AuthorGroup:
    label: str
    id: str
    authors: tuple[AuthorLine, ...]
