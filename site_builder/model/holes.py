"""The typed holes of a text: what stays open until the whole review is known."""

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

    `written` is the author's own notation if it is not Quarto's.
    """

    label: str
    capitalised: bool = False
    number_only: bool = False
    location: Location = NOWHERE
    written: str = ""


@frozen
class SectionNumber:
    """The place for the number of a heading, which is counted across the site; "" for none."""

    anchor: str
    number: str = ""


@frozen
class LocalLink:
    """A link or image that stays in the project: it fills the `href` or `src` of the HTML around it.

    `target` is written as in the Markdown: a path relative to the file that holds it (`20-methods.md#sec-x`,
    `images/a.png`), a path from the site's root (`/studies/`), or a bare `#anchor`. `is_loaded` tells what the page
    loads, such as an image, from what it links to.
    """

    target: str
    location: Location = NOWHERE
    is_loaded: bool = False


@frozen
class LocalImage:
    """A picture in the project: it fills the `src` of an `img`, followed by attributes for its size.

    `width` and `height` are in pixels, 0 where the author does not set them.
    """

    link: LocalLink
    width: int = 0
    height: int = 0


@frozen
class Word:
    """A word of the interface, by the name of its phrase. It is printed in the language of the site."""

    name: str


class TargetKind(Enum):
    """The kinds of targets, by Quarto's label prefixes."""

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
    """`::: {.list-of-figures}`: a list of all figures, tables or listings of the site."""

    kind: TargetKind


@frozen
class AxisName:
    """What an author wants studies counted by: a facet, “year” or “keyword”; "" if the author names nothing."""

    name: str
    location: Location = NOWHERE


@frozen
class EvidenceMap:
    """`::: {.evidence-map rows=… columns=…}`: how many studies have each pair of values of two facets."""

    rows: AxisName
    columns: AxisName


@frozen
class Chart:
    """`::: {.chart of=…}`: how many studies have each value of a facet, each year or each keyword."""

    of: AxisName


@frozen
class FlowDiagram:
    """`::: {.prisma-flow file=…}`: the numbers of records found, screened and so on. `file` is as written."""

    file: str
    location: Location = NOWHERE


@frozen
class NoteMark:
    """The mark of a footnote in the text: `note` is its index in the document's `notes`, from 0."""

    note: int


@frozen
class NotePlace:
    """A place for footnotes beside the block that first refers to them: `notes` are indices as in `NoteMark`."""

    notes: tuple[int, ...]


@frozen
class TableBreak:
    """A place where a long table may be divided: before the rows from `first` to `last`, and after its last row.

    `opening` and `closing` go around these rows where they are shown apart. After the last row, `opening` is empty and
    `columns` says how wide the table is.
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
