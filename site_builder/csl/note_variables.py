"""The note of a CSL-JSON item to the variables that Zotero's users write into it.

Zotero and citeproc-js read `{:variable: value}` anywhere, and `variable: value` in lines at the start of the note.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from site_builder.model import DATE_VARIABLES, NAME_VARIABLES
from site_builder.patterns import pattern

# The variables of CSL 1.0.2 that are neither names nor dates, without those that only a processor fills in.
_TEXT_VARIABLES = frozenset(
    """abstract annote archive archive-place archive_collection archive_location authority call-number chapter-number
    citation-key collection-number collection-title container-title container-title-short dimensions division edition
    event event-place event-title genre issue jurisdiction keyword language license medium number number-of-pages
    number-of-volumes original-publisher original-publisher-place original-title page part part-number part-title
    printing printing-number publisher publisher-place references reviewed-genre reviewed-title scale section source
    status supplement supplement-number title title-short type version volume volume-title volume-title-short
    DOI ISBN ISSN PMCID PMID URL""".split()
)
_VARIABLES = MappingProxyType({name.lower(): name for name in _TEXT_VARIABLES | NAME_VARIABLES | DATE_VARIABLES})
_LINE = pattern(r"[ \t]*([A-Za-z][\w -]{0,40}):[ \t]*(\S.*)")
_BRACED = pattern(r"\{:[ \t]*([A-Za-z][\w -]{0,40}):[ \t]*([^{}\n]{1,2000})\}")


def with_note_variables(item: Mapping[str, object]) -> dict[str, object]:
    """The item with the variables in its note. The item's own values count; anything else stays in the note."""
    note = item.get("note")
    if not isinstance(note, str) or ":" not in note:
        return dict(item)
    noted: dict[str, object] = {}

    def taken(name: str, value: str) -> bool:
        variable = _VARIABLES.get(name.strip().lower().replace(" ", "-"))
        if variable is None or item.get(variable):
            return False
        if variable in NAME_VARIABLES:
            people = noted.setdefault(variable, [])
            if isinstance(people, list):
                people.append(_name(value))
        elif variable in noted:
            return False
        else:
            noted[variable] = {"raw": value} if variable in DATE_VARIABLES else value
        return True

    left = _BRACED.sub(lambda found: "" if taken(found[1], found[2].strip()) else found[0], note)
    lines = left.split("\n")
    kept = []
    for at, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        if found is None and line.strip() and at:
            kept += lines[at:]
            break
        if found is None or not taken(found[1], found[2].strip()):
            kept.append(line)
    return {**item, **noted, "note": "\n".join(kept).strip()} if noted else dict(item)


def _name(value: str) -> dict[str, str]:
    family, _, given = value.partition("||")
    return {"family": family.strip(), "given": given.strip()} if given.strip() else {"literal": family.strip()}
