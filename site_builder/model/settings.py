"""What review.yaml says."""

from __future__ import annotations

from datetime import date
from enum import Enum

from site_builder.diagnostics import Weights
from site_builder.frozen import frozen
from site_builder.model.holes import EvidenceMap
from site_builder.model.references import Name


@frozen
class Contributor:
    """An author of the review: the name as it is read and in its parts, the ORCID iD, the places of work.

    `email` is known of who `is_corresponding` alone. Several whose work `is_equal` contributed as much as each other.
    """

    name: str
    in_parts: Name
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    is_corresponding: bool = False
    email: str = ""
    is_equal: bool = False

    @property
    def orcid_address(self) -> str:
        return f"https://orcid.org/{self.orcid}" if self.orcid else ""


class RawHtml(Enum):
    """What becomes of HTML that an author writes: it stands, nothing in it can act, or it is shown as text."""

    ALLOW = "allow"
    SANITISE = "sanitise"
    REFUSE = "refuse"


class Studies(Enum):
    """Which entries of the bibliography are shown: all, or those that texts cite, `nocite` lists or notes are on."""

    ALL = "all"
    CITED = "cited"


@frozen
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

    def value_of(self, written: str) -> str:
        """The value that is meant, which may be written with other capitals, or as its label."""
        as_known = ((name, value) for value, label in self.labels for name in (value, label))
        names = (*as_known, *((value, value) for value in self.absent))
        return next((value for name, value in names if name.casefold() == written.strip().casefold()), written)

    def label_of(self, value: str) -> str:
        return next((label for known, label in self.labels if known == value), value)


@frozen
class Settings:
    """What `review.yaml` says, with a good default for everything it leaves out.

    `contributors` are the authors. `citation` holds CSL's variables, the
    type and the date of issue as text among them. `words` are phrases of the interface that a project of another
    tool's states, `number_depth` the last level of headings that it wants to have numbers.
    """

    title: str = "Literature review"
    description: str = ""
    contributors: tuple[Contributor, ...] = ()
    doi: str = ""
    citation: tuple[tuple[str, str], ...] = ()
    published_in: str = ""
    landing_page: str = ""
    updated: date | None = None
    keywords: tuple[str, ...] = ()
    license: str = ""
    base_url: str = ""
    citation_style: str = "apa"
    lang: str = "en-US"
    has_web_fonts: bool = False
    raw_html: RawHtml = RawHtml.ALLOW
    smart: bool = True
    number_sections: bool = False
    number_depth: int = 6
    bibliography: tuple[str, ...] = ("references.bib",)
    studies: Studies = Studies.ALL
    facets: tuple[Facet, ...] = ()
    evidence_map: EvidenceMap | None = None
    rules: Weights = ()
    words: tuple[tuple[str, str], ...] = ()
