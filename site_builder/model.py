"""The review as frozen values: what the parsers make, what every later stage reads.

Names are the field's: CSL for citing, BibTeX for entries, PRISMA 2020 for
evidence (a *report* is a document, a *study* the investigation behind one or
more reports).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from site_builder.diagnostics import NOWHERE, Location, Weights

Files: TypeAlias = Mapping[PurePosixPath, bytes]


class Html(str):
    """Text that is HTML already: templates print it as it is, and escape every other string."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


# References


@dataclass(frozen=True, slots=True)
class Name:
    """A person or an institution, in the parts of CSL's name model (CSL-JSON schema, “name-variable”).

    An institution has only `literal`.
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False


@dataclass(frozen=True, slots=True)
class Contributor:
    """An author of the review: the name as it is read, the ORCID iD that tells who it is, the places of work."""

    name: str
    orcid: str = ""
    affiliations: tuple[str, ...] = ()


DateParts: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Date:
    """One date or a range: each part is (year), (year, month) or (year, month, day).

    `parts` holds none, one or two of them; an open end is (0,). A year before
    the common era is negative. `season` is 1 (spring) to 4 (winter); in a
    range, seasons are the months 21 to 24, as in EDTF. A date that cannot be
    expressed so has only `literal`.
    """

    parts: tuple[DateParts, ...] = ()
    season: int = 0
    circa: bool = False
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A report: one bibliography entry as CSL sees it (CSL 1.0.2, appendices III and IV).

    Values of `texts` may carry CSL-JSON's rich text: `<i>`, `<b>`, `<sup>`,
    `<sub>`, `<sc>` and `<span class="nocase">`; every other character stands for itself.
    `source` is the entry as its author wrote it; of another format than BibTeX, an entry that says the same.
    `further` are fields that no variable stands for, as plain text. Where the
    entry stands is no part of what it is: two references are equal wherever they stand.
    """

    key: str
    type: str
    texts: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, tuple[Name, ...]], ...] = ()
    dates: tuple[tuple[str, Date], ...] = ()
    keywords: tuple[str, ...] = ()
    further: tuple[tuple[str, str], ...] = ()
    source: str = ""
    location: Location = field(default=NOWHERE, compare=False)

    def text(self, variable: str) -> str:
        for name, text in self.texts:
            if name == variable:
                return text
        return ""

    def name_list(self, variable: str) -> tuple[Name, ...]:
        for name, names in self.names:
            if name == variable:
                return names
        return ()

    def date(self, variable: str) -> Date:
        for name, found in self.dates:
            if name == variable:
                return found
        return Date()

    @property
    def year(self) -> int:
        """The year issued, 0 where there is none."""
        parts = self.date("issued").parts
        return parts[0][0] if parts and parts[0] else 0


# Citations and text


class CitationMode(Enum):
    """How a citation stands in its sentence: Pandoc's `[@a]` or `@a`."""

    PARENTHETICAL = "parenthetical"
    TEXTUAL = "textual"


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work in a citation. `prefix` and `suffix` may carry CSL-JSON's rich text.

    `label` is a CSL locator term (“page”, “chapter”, …), and means something only with a `locator`.
    """

    key: str
    prefix: str = ""
    suffix: str = ""
    locator: str = ""
    label: str = "page"
    suppress_author: bool = False
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Citation:
    """A cluster of cited works at one place of the text. In TEXTUAL mode the first item's author stands outside.

    `note` is the number, on its page, of the footnote that it stands in or makes, 0 for none.
    """

    items: tuple[CitationItem, ...]
    mode: CitationMode = CitationMode.PARENTHETICAL
    location: Location = NOWHERE
    note: int = 0


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Quarto's `@sec-x`, `@Fig-x` (capitalised) or `[-@tbl-x]` (only the number).

    `written` is how its author wrote it, where that is not Quarto's way.
    """

    label: str
    capitalised: bool = False
    number_only: bool = False
    location: Location = NOWHERE
    written: str = ""


@dataclass(frozen=True, slots=True)
class SectionNumber:
    """Where the number of a heading stands, which the whole site counts; "" for none."""

    anchor: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class LocalLink:
    """An author's link or image that stays in the project: it fills the `href` or `src` of the HTML around it.

    `target` is written as in the Markdown: a path relative to the file it
    stands in (`20-methods.md#sec-x`, `images/a.png`), a path from the site's
    root (`/studies/`), or a bare `#anchor`. What `is_loaded` is part of the page, and not what it leads to.
    """

    target: str
    location: Location = NOWHERE
    is_loaded: bool = False


@dataclass(frozen=True, slots=True)
class LocalImage:
    """An author's picture of the project: it fills the `src` of an `img`, whose size goes on behind that.

    `width` and `height` are in pixels, 0 where the author leaves them to the picture.
    """

    link: LocalLink
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class TargetList:
    """`::: {.list-of-figures}`: all figures, tables or listings of the site."""

    kind: TargetKind


@dataclass(frozen=True, slots=True)
class AxisName:
    """What an author names to count studies by: a facet, “year” or “keyword”; "" where nothing is named."""

    name: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """`::: {.evidence-map rows=… columns=…}`: how many studies have which values of two facets."""

    rows: AxisName
    columns: AxisName


@dataclass(frozen=True, slots=True)
class Chart:
    """`::: {.chart of=…}`: how many studies have each value of a facet, of the year, or each keyword."""

    of: AxisName


@dataclass(frozen=True, slots=True)
class FlowDiagram:
    """`::: {.prisma-flow file=…}`: how many records were found, and what became of them. `file` is as written."""

    file: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where the text refers to a footnote: `note` is its place in the document's `notes`, from 0."""

    note: int


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Where footnotes may stand beside the block that first refers to them: `notes` as in `NoteMark`."""

    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
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


class RawHtml(Enum):
    """What becomes of HTML that an author writes: it stands, nothing in it can act, or it is shown as text."""

    ALLOW = "allow"
    SANITISE = "sanitise"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    anchor: str
    content: Body
    is_numbered: bool = True


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a cross-reference can name. `number` counts its kind within the document, from 1.

    `title` is the heading or caption as plain text. A part of a figure has the figure's number and a letter, its
    `part`. `tag` is what the author calls it in the place of a number.
    """

    label: str
    kind: TargetKind
    number: int
    title: str
    location: Location
    part: str = ""
    tag: str = ""


MOST_CITED: Final = 60
"""A sentence that cites more works than this is quoted on their pages without its citations."""


@dataclass(frozen=True, slots=True)
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


# Located YAML


@dataclass(frozen=True, slots=True)
class YamlNode:
    """A YAML value that knows its place. `value` is a scalar, a tuple of nodes, or a `YamlMap`."""

    value: str | int | float | bool | tuple[YamlNode, ...] | YamlMap | None
    location: Location


@dataclass(frozen=True, slots=True)
class YamlMap:
    """A YAML mapping: pairs of a key with its node, in order; `key_locations` runs beside them."""

    pairs: tuple[tuple[str, YamlNode], ...] = ()
    key_locations: tuple[Location, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file, parsed: front matter, and HTML with typed holes.

    `body` holds everything below the title. `title` comes from the front
    matter, else from the file's first heading where that is of level 1.
    `notes` are the footnotes, in the order of their first marks. `sentences`
    are those that cite: their citations, in order, are those of the body and
    then of the notes. `words` counts the words of the text.
    `label` is the id that the author gave that first heading: it leads to the top of the page.
    `sections` are the headings whose ids are no labels; only LaTeX and bookdown refer to those.
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
    words: int = 0
    is_numbered: bool = True
    label: str = ""
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load: `version` changes with its bytes. A picture has a `width` and `height`, others 0."""

    version: str
    width: int = 0
    height: int = 0


# The review


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to code studies, declared in `review.yaml`.

    `labels` gives values their display text. Values in `absent` (“not stated”)
    say that there is none: they are shown but not counted. `count_label` is
    the plural used in figures, e.g. “countries or territories”; "" leaves it out of them.
    """

    name: str
    label: str
    count_label: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()

    def label_of(self, value: str) -> str:
        return next((label for known, label in self.labels if known == value), value)


@dataclass(frozen=True, slots=True)
class Settings:
    """What `review.yaml` says, with a good default for everything it leaves out.

    `names` are the authors in the parts of their names, `contributors` with what else is known of them. `citation`
    holds CSL's variables, the type and the date of issue as text among them.
    """

    title: str = "Literature review"
    description: str = ""
    authors: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    doi: str = ""
    citation: tuple[tuple[str, str], ...] = ()
    published_in: str = ""
    landing_page: str = ""
    updated: date | None = None
    keywords: tuple[str, ...] = ()
    base_url: str = ""
    citation_style: str = "apa"
    lang: str = "en-US"
    has_web_fonts: bool = False
    raw_html: RawHtml = RawHtml.ALLOW
    smart: bool = True
    number_sections: bool = False
    bibliography: tuple[str, ...] = ("references.bib",)
    facets: tuple[Facet, ...] = ()
    evidence_map: EvidenceMap | None = None
    rules: Weights = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One coded statement about a study, with where it was read. `field` is lower case: “methods”, “sample”, …"""

    field: str
    value: str
    source: str = ""
    note: str = ""


class Mark(Enum):
    """What has become of a work since it was published, the gravest first."""

    RETRACTED = "retracted"
    CONCERN = "concern"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Notice:
    """An editorial notice on a work, the one with the `key`. `link` and `by` are a DOI or an address.

    `by` names what has taken the work's place; it may be a key of the bibliography, too.
    """

    mark: Mark
    key: str = ""
    date: Date = Date()
    reason: str = ""
    link: str = ""
    by: str = ""
    cited_knowingly: bool = False
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Keyword:
    """A subject heading: one preferred label, its synonyms, its group and its definition."""

    slug: str
    label: str
    group: str = ""
    definition: str = ""
    synonyms: tuple[str, ...] = ()


# Formatted citations


@dataclass(frozen=True, slots=True)
class FormattedPart:
    """A stretch of a formatted citation. `item` is the index of the cited work it renders, None for punctuation."""

    html: Html
    item: int | None = None


@dataclass(frozen=True, slots=True)
class FormattedCitation:
    """A citation as the style prints it: `parts` joined are its HTML, `text` is the same as plain text.

    A note style prints `parts` in the note, and `author` before the note's
    mark, where the citation names the author in its sentence.
    """

    parts: tuple[FormattedPart, ...]
    text: str
    author: tuple[FormattedPart, ...] = ()


@dataclass(frozen=True, slots=True)
class FormattedEntry:
    """A reference as the style prints it in the bibliography.

    `html` goes inside `<div class="csl-entry">`, `text` is the same as plain
    text, and `citation` is how running text names the work: “Hall (2017)”.
    `alone` is the text without the number or label that the list gives it.
    """

    key: str
    html: Html
    text: str
    citation: str
    alone: str


@dataclass(frozen=True, slots=True)
class Formatted:
    """Every citation of the site in its given order, and every reference in the order of the bibliography."""

    citations: tuple[FormattedCitation, ...]
    bibliography: tuple[FormattedEntry, ...]
