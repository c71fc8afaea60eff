"""Fields that state a CSL variable by its own name, such as `csl-medium`, `csl-interviewer` and `csl-submitted`.

BibLaTeX has no field for some variables; an import would have to drop them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from site_builder.bibtex.canonical_fields import Fields
from site_builder.bibtex.latex import rich_text
from site_builder.model import DATE_VARIABLES, NAME_VARIABLES

STATED: Final = "csl-"
TYPE: Final = f"{STATED}type"
# The variable of each field that states names or a date
NAMES: Final = MappingProxyType({STATED + variable: variable for variable in sorted(NAME_VARIABLES)})
DATES: Final = MappingProxyType({STATED + variable: variable for variable in sorted(DATE_VARIABLES)})
# Variables in capitals, as the names of fields are in lower case
CAPITALS: Final = frozenset({"doi", "isbn", "issn", "pmcid", "pmid", "url"})


def stated_texts(fields: Fields) -> dict[str, str]:
    """The variables that an entry's `csl-` fields state as text."""
    texts = {}
    for name, field in fields.items():
        if name.startswith(STATED) and name != TYPE and name not in NAMES and name not in DATES:
            variable = name.removeprefix(STATED)
            texts[variable.upper() if variable in CAPITALS else variable] = rich_text(field.value, nocase=True)
    return texts
