"""Fields that state a CSL variable by its own name: `csl-medium`, `csl-names-interviewer`, `csl-date-submitted`.

BibLaTeX has no field for some variables; an import would have to drop them.
"""

from __future__ import annotations

from typing import Final

from site_builder.bibtex.dates import read_date
from site_builder.bibtex.field_texts import value_of
from site_builder.bibtex.inherit import Fields
from site_builder.bibtex.latex import plain_text, rich_text
from site_builder.bibtex.name_lists import read_names
from site_builder.frozen import frozen
from site_builder.model import Date, Name

STATED: Final = "csl-"
NAMES: Final = f"{STATED}names-"
DATES: Final = f"{STATED}date-"
TYPE: Final = f"{STATED}type"
# Variables in capitals, as the names of fields are in lower case
CAPITALS: Final = frozenset({"doi", "isbn", "issn", "pmcid", "pmid", "url"})


@frozen
class CslFields:
    type: str
    texts: dict[str, str]
    names: dict[str, tuple[Name, ...]]
    dates: dict[str, Date]


def read_csl_fields(fields: Fields) -> CslFields:
    """What an entry's `csl-` fields state, which overrides its other fields."""
    stated = CslFields(plain_text(value_of(fields, TYPE)), {}, {}, {})
    for name, field in fields.items():
        if name.startswith(NAMES):
            stated.names[name.removeprefix(NAMES)], _ = read_names(field.value)
        elif name.startswith(DATES):
            date = read_date(field.value) or Date(literal=plain_text(field.value))
            stated.dates[name.removeprefix(DATES)] = date
        elif name.startswith(STATED) and name != TYPE:
            variable = name.removeprefix(STATED)
            variable = variable.upper() if variable in CAPITALS else variable
            stated.texts[variable] = rich_text(field.value, nocase=True)
    return stated
