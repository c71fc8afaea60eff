"""What a text leaves open until the whole review is known: its typed holes."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from site_builder.diagnostics import NOWHERE, Location
from site_builder.frozen import frozen
from site_builder.model.citations import Citation
from site_builder.model.html import Html


@frozen
class CrossReference:
    """Quarto's `@sec-x`, `@Fig-x` (capitalised) or `[-@tbl-x]` (only the number).

    `written` is how its author wrote it, where that is not Quarto's way.
    """

    label: str
    capitalised: bool = False
    number_only: bool = False
    location: Location = NOWHERE
    written: str = ""


@frozen
class SectionNumber:
    """Where the number of a heading stands, which the whole site counts; "" for none."""

    anchor: str
    number: str = ""


@frozen
class LocalLink:
    """An author's link or image that stays in the project: it fills the `href` or `src` of the HTML around it.

    `target` is written as in the Markdown: a path relative to the file it
    stands in (`20-methods.md#sec-x`, `images/a.png`), a path from the site's
    root (`/studies/`), or a bare `#anchor`. What `is_loaded` is part of the page, and not what it leads to.
    """

    target: str
    location: Location = NOWHERE
    is_loaded: bool = False


@frozen
class LocalImage:
    """An author's picture of the project: it fills the `src` of an `img`, whose size goes on behind that.

    `width` and `height` are in pixels, 0 where the author leaves them to the picture.
    """

    link: LocalLink
    width: int = 0
    height: int = 0


@frozen
class Word:
    """A word of the interface, by the name of its phrase: it stands in the text, in the language of the site."""

    name: str


class TargetKind(Enum):
    """What Quarto's label prefixes name."""

    SECTION = "sec"
    FIGURE = "fig"
    TABLE = "tbl"
    EQUATION = "eq"
    LISTING = "lst"
    NOTE = "nte"
    TIP = "tip"
    WARNING = "wrn"
    IMPORTANT = "imp"
    CAUTION = "cau"
    THEOREM = "thm"
    LEMMA = "lem"
    COROLLARY = "cor"
    PROPOSITION = "prp"
    CONJECTURE = "cnj"
    DEFINITION = "def"
    EXAMPLE = "exm"
    EXERCISE = "exr"
    HYPOTHESIS = "hyp"
    REMARK = "rem"
    SOLUTION = "sol"
    ALGORITHM = "alg"


@frozen
class TargetList:
    """`::: {.list-of-figures}`: all figures, tables or listings of the site."""

    kind: TargetKind


@frozen
class AxisName:
    """What an author names to count studies by: a facet, “year” or “keyword”; "" where nothing is named."""

    name: str
    location: Location = NOWHERE


@frozen
class EvidenceMap:
    """`::: {.evidence-map rows=… columns=…}`: how many studies have which values of two facets."""

    rows: AxisName
    columns: AxisName


@frozen
class Chart:
    """`::: {.chart of=…}`: how many studies have each value of a facet, of the year, or each keyword."""

    of: AxisName


@frozen
class FlowDiagram:
    """`::: {.prisma-flow file=…}`: how many records were found, and what became of them. `file` is as written."""

    file: str
    location: Location = NOWHERE


@frozen
class NoteMark:
    """Where the text refers to a footnote: `note` is its place in the document's `notes`, from 0."""

    note: int


@frozen
class NotePlace:
    """Where footnotes may stand beside the block that first refers to them: `notes` as in `NoteMark`."""

    notes: tuple[int, ...]


@frozen
class TableBreak:
    """Where a long table may be parted: before the rows from `first` to `last`, and behind its last row.

    `opening` and `closing` are what stands around these rows where they are shown apart; `opening` is empty behind the
    last row, where `columns` say how wide the table is.
    """

    first: int
    last: int
    columns: int
    opening: Html
    closing: Html


Hole: TypeAlias = (
    Citation
    | CrossReference
    | SectionNumber
    | LocalLink
    | LocalImage
    | Word
    | TargetList
    | EvidenceMap
    | Chart
    | FlowDiagram
    | NoteMark
    | NotePlace
    | TableBreak
)


Body: TypeAlias = tuple[Html | Hole, ...]
