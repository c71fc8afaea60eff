"""A report as CSL describes it: an entry of a bibliography, with its names and dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import TypeAlias

from site_builder.diagnostics import NOWHERE, Location
from site_builder.frozen import frozen


@frozen
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


DateParts: TypeAlias = tuple[int, ...]


@frozen
class Date:
    """One date or a range. Each part is (year), (year, month) or (year, month, day).

    `parts` holds none, one or two of them; an open end is (0,). A year before the common era is negative. `season` is 1
    (spring) to 4 (winter); in a range, seasons are the months 21 to 24, as in EDTF. A date that does not fit this has
    only `literal`.
    """

    parts: tuple[DateParts, ...] = ()
    season: int = 0
    circa: bool = False
    literal: str = ""


@frozen
class Reference:
    """A report: one bibliography entry as CSL describes it (CSL 1.0.2, appendices III and IV).

    Values of `texts` may carry CSL-JSON's rich text: `<i>`, `<b>`, `<sup>`, `<sub>`, `<sc>` and `<span
    class="nocase">`; every other character stands for itself. `unmapped_fields` are fields without a CSL variable, as
    plain text. `aliases` are other keys to cite the entry by. `source` is the entry as its author wrote it, or an
    equivalent BibTeX entry if it was written in another format. `location` does not count for equality.
    """

    key: str
    type: str
    texts: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, tuple[Name, ...]], ...] = ()
    dates: tuple[tuple[str, Date], ...] = ()
    keywords: tuple[str, ...] = ()
    unmapped_fields: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
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
        """The year issued, 0 if there is none."""
        parts = self.date("issued").parts
        return parts[0][0] if parts and parts[0] else 0

    def contradicts(self, other: Reference, variables: Iterable[str]) -> bool:
        """Whether both have one of the variables, with different values."""
        pairs = ((self.text(variable).casefold(), other.text(variable).casefold()) for variable in variables)
        return any(own and others and own != others for own, others in pairs)
