"""What stands in the holes of a text, each with what it names, and the text itself, as values."""

from __future__ import annotations

from typing import Final, TypeAlias

from site_builder.diagnostics import NOWHERE, Location
from site_builder.frozen import frozen
from site_builder.model import Citation, Html, SectionNumber, TableBreak, Word


@frozen
class UnknownWork:
    """A work that no bibliography has: what stands for it, and what its author says before and behind it.

    `at` is its place among all items of its citation.
    """

    key: str
    at: int
    before: Html = Html("")
    behind: Html = Html("")


@frozen
class PlacedCitation:
    """A citation less the keys that nobody knows, which are in `unknown`.

    `address` is its page's, `index` its place among the citations there that
    a style formats, None where no item is left; `first` the number of its
    first item on the page, from 1. In a note style, `note` is the number of the note that it makes (0 for none),
    and it is `inside_note` where it stands in a footnote already.
    """

    citation: Citation
    address: str
    index: int | None
    first: int
    unknown: tuple[UnknownWork, ...] = ()
    note: int = 0
    inside_note: bool = False


@frozen
class PlacedReference:
    """A cross-reference. `text` is the number of what it names, or the title of a section without one.

    Without an address it is dead.

    `word` is the name, among the words of the interface, of the phrase that shows it; "" for the bare text.
    It `is_caption` where it begins the caption of what it names, and is `capitalised` where its author says so.
    """

    text: str
    word: str = ""
    address: str = ""
    anchor: str = ""
    is_caption: bool = False
    capitalised: bool = False


@frozen
class PlacedLink:
    """A link to an address of the site. Where there is no such address, `written` is what its author wrote."""

    address: str = ""
    anchor: str = ""
    query: str = ""
    written: str = ""
    dead: bool = False
    location: Location = NOWHERE
    is_loaded: bool = False


@frozen
class PlacedImage:
    """A picture of the site, in the size that its author gives it, 0 for none."""

    link: PlacedLink
    width: int = 0
    height: int = 0


@frozen
class PlacedTarget:
    """A figure, table or listing in a list of them, with its caption as plain text."""

    reference: PlacedReference
    title: str


@frozen
class PlacedTargets:
    """All figures, tables or listings of the site."""

    targets: tuple[PlacedTarget, ...]


@frozen
class PlacedMap:
    """An evidence map, by the names of its axes."""

    rows: str
    columns: str


@frozen
class PlacedFlow:
    """A flow diagram, by the path of its file; "" where there is none."""

    path: str


@frozen
class PlacedChart:
    """A chart, by the name of its axis."""

    of: str


@frozen
class PlacedNoteMark:
    """A footnote's mark: the note's number on its page, and how many marks of the same note came before."""

    number: int
    repeat: int = 0


@frozen
class PlacedNotes:
    """Where footnotes stand beside the text, by their numbers."""

    numbers: tuple[int, ...]


@frozen
class PlacedRows:
    """Where a table ends whose further rows have pages: the address of each, and the rows from and to."""

    columns: int
    pages: tuple[tuple[str, int, int], ...]


PlacedHole: TypeAlias = (
    PlacedCitation
    | PlacedReference
    | SectionNumber
    | PlacedLink
    | PlacedImage
    | PlacedTargets
    | PlacedMap
    | PlacedChart
    | PlacedFlow
    | PlacedNoteMark
    | PlacedNotes
    | PlacedRows
    | TableBreak
    | Word
)
PlacedBody: TypeAlias = tuple[Html | PlacedHole, ...]


@frozen
class PlacedNote:
    """A footnote that an author wrote, and how many marks lead to it."""

    number: int
    body: PlacedBody
    marks: int


@frozen
class PlacedHeading:
    level: int
    anchor: str
    content: PlacedBody


@frozen
class PlacedSentence:
    """A sentence that cites. `paragraph` is 0 for the title of the text."""

    content: PlacedBody
    paragraph: int
    heading: str = ""
    is_data: bool = False


@frozen
class Text:
    """A document at its address. `nocite` names references listed without being cited."""

    path: str
    address: str
    title: PlacedBody
    body: PlacedBody
    notes: tuple[PlacedNote, ...] = ()
    headings: tuple[PlacedHeading, ...] = ()
    sentences: tuple[PlacedSentence, ...] = ()
    nocite: tuple[str, ...] = ()
    words: int = 0
    description: str = ""
    part: str = ""

    @property
    def citations(self) -> tuple[PlacedCitation, ...]:
        """Those of the title, the body and the notes, in reading order."""
        bodies = (self.title, self.body, *(note.body for note in self.notes))
        found = (hole for body in bodies for hole in body if isinstance(hole, PlacedCitation))
        return tuple(sorted(found, key=lambda citation: citation.first))

    @property
    def numbers(self) -> tuple[tuple[str, int], ...]:
        """Each cited item of the page in order: its key and its number."""
        return tuple(
            (item.key, citation.first + at)
            for citation in self.citations
            for at, item in enumerate(citation.citation.items)
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """What the page's own reference list holds, in the order of first mention."""
        return tuple(dict.fromkeys((*(key for key, _ in self.numbers), *self.nocite)))


NO_TEXT: Final = Text("", "", (), ())
