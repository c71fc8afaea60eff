"""What an author says of a study and its keywords."""

from __future__ import annotations

from dataclasses import field
from enum import Enum

from site_builder.diagnostics import NOWHERE, Location
from site_builder.frozen import frozen
from site_builder.model.references import Date


@frozen
class Fact:
    """A coded statement about a study, and its source. `field` is in lower case: “methods”, “sample”, …"""

    field: str
    value: str
    source: str = ""
    note: str = ""


class Mark(Enum):
    """What has become of a work since it was published, gravest first."""

    RETRACTED = "retracted"
    CONCERN = "concern"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"


@frozen
class Notice:
    """An editorial notice on the work with that `key`. `link` and `by` are each a DOI or an address.

    `by` is the work that replaces this one; it may also be a key of the bibliography.
    """

    mark: Mark
    key: str = ""
    date: Date = field(default_factory=Date)
    reason: str = ""
    link: str = ""
    by: str = ""
    cited_knowingly: bool = False
    location: Location = NOWHERE


@frozen
class Keyword:
    """A subject heading: one preferred label, its synonyms, its group and its definition."""

    slug: str
    label: str
    group: str = ""
    definition: str = ""
    synonyms: tuple[str, ...] = ()
