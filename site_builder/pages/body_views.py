"""The parts of a text's body on a page: citations, cross-references, images and notes."""

from __future__ import annotations

from typing import ClassVar, TypeAlias

from site_builder.frozen import frozen
from site_builder.model import Html
from site_builder.pages.exhibits import BarChart, MapView
from site_builder.pages.flows import FlowView


@frozen
class CitedPart:
    """A piece of a formatted citation. Without an `href` it is the style's punctuation, without an `id` a copy.

    `entry` is the id of the work in the page's own reference list. `status` says what has become of the work since,
    such as a retraction. `collapsed` marks words for screen readers only, as the style prints nothing for this work
    (“1–3”).
    """

    html: Html
    href: str = ""
    id: str = ""
    marked: bool = False
    collapsed: bool = False
    entry: str = ""
    status: str = ""


@frozen
class NoteMarkView:
    """A note's mark. A copy on another page has no `id`."""

    number: int
    href: str
    id: str = ""
    kind: ClassVar[str] = "note"


@frozen
class UnknownPart:
    """A work that is in no bibliography, with what its author wrote beside the key.

    If the key is an identifier, such as a DOI, `href` leads to the work.
    """

    key: str
    before: Html
    behind: Html
    href: str


@frozen
class CitationView:
    """A citation in the text. `keys` are all that its author wrote, `unknown` the works that are in no bibliography.

    In a note style, `parts` are the words in the sentence itself, often none, `note` is the mark, and `status` says
    what has become of the works since.
    """

    keys: str
    parts: tuple[CitedPart, ...]
    unknown: tuple[UnknownPart, ...] = ()
    note: NoteMarkView | None = None
    marked: bool = False
    status: str = ""
    kind: ClassVar[str] = "citation"


@frozen
class CrossReferenceView:
    """A cross-reference: `text` is the link. Without an `href` it leads nowhere."""

    before: str
    text: str
    after: str
    href: str
    kind: ClassVar[str] = "cross-reference"


@frozen
class NumberView:
    """The number before a heading."""

    number: str
    kind: ClassVar[str] = "number"


@frozen
class TargetView:
    """A figure, table or listing in a list. The name is the link, and the caption is plain text."""

    name: str
    title: str
    href: str


@frozen
class TargetsView:
    """A list of figures, tables or listings."""

    targets: tuple[TargetView, ...]
    kind: ClassVar[str] = "targets"


@frozen
class ImageView:
    """The value of a `src`, and the width and height that follow it; 0 for none."""

    src: str
    width: int
    height: int
    kind: ClassVar[str] = "image"


@frozen
class Link:
    label: str
    href: str = ""
    current: bool = False


@frozen
class RowsView:
    """The last row of a long table, with links to its further rows."""

    columns: int
    links: tuple[Link, ...]
    kind: ClassVar[str] = "rows"


# A plain string is the value of an `href` or `src`.
PartView: TypeAlias = (
    "Html | str | ImageView | CitationView | CrossReferenceView | NoteMarkView | SidenotesView | TargetsView "
    "| RowsView | NumberView | MapView | BarChart | FlowView"
)
BodyView: TypeAlias = tuple["PartView", ...]


@frozen
class NoteView:
    """A footnote of the page: the author's or, in a note style, a citation. `ways_back` lead to its marks."""

    id: str
    number: int
    body: BodyView
    ways_back: tuple[str, ...]


@frozen
class SidenotesView:
    """Footnotes beside the block that they belong to."""

    notes: tuple[NoteView, ...]
    kind: ClassVar[str] = "sidenotes"
