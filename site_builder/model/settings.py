"""What review.yaml says."""

from __future__ import annotations

from datetime import date
from enum import Enum

from site_builder.characters import as_compared
from site_builder.diagnostics import Weights
from site_builder.frozen import frozen
from site_builder.model.holes import EvidenceMap
from site_builder.model.references import Name


@frozen
class Contributor:
    """An author of the review. `name` is in spoken order, `in_parts` the same name in CSL's parts.

    Only a corresponding author has an `email`. `is_equal` marks those who contributed equally.
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
    """How an author's HTML is treated: kept as it is, kept without anything that can act, or shown as text."""

    ALLOW = "allow"
    SANITISE = "sanitise"
    REFUSE = "refuse"


class Studies(Enum):
    """Which entries of the bibliography are shown: all, or only those with a note, a citation or a `nocite`."""

    ALL = "all"
    CITED = "cited"


@frozen
class Facet:
    """A way to code studies, declared in `review.yaml`.

    `labels` gives values their display text. A value in `absent` (“not stated”) says that a study has none: it is shown
    but not counted. `count_label` is the plural used in the home page's figures, such as “countries or territories”; ""
    leaves the facet out of them.
    """

    name: str
    label: str
    count_label: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()

    def value_of(self, written: str) -> str:
        """The value that an author means, who may write it in other capitals, or as its label."""
        as_known = ((name, value) for value, label in self.labels for name in (value, label))
        names = (*as_known, *((value, value) for value in self.absent))
        return next((value for name, value in names if as_compared(name) == as_compared(written)), written)

    def label_of(self, value: str) -> str:
        return next((label for known, label in self.labels if known == value), value)


@frozen
class Settings:
    """What `review.yaml` says, with a good default for everything that it leaves out.

    `contributors` are the authors. `citation` holds CSL's variables, including the type and the date of issue, as text.
    `notes_after_punctuation` is None if the style decides. Another tool's project may set `words`, phrases of the
    interface, and `number_depth`, the deepest level of headings with numbers.
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
    notes_after_punctuation: bool | None = None
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
