"""RIS's types and tags to BibLaTeX's entry types and fields."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

_TYPES: Final = """
    JOUR article; EJOUR article; ABST article; INPR article; MGZN article magazine; NEWS article newspaper;
    JFULL periodical; BOOK book; EBOOK book; CLSWK book; ANCIENT book; EDBOOK collection; SER collection;
    CHAP incollection; ECHAP incollection; BOOK_CHAPTER incollection; CPAPER inproceedings; CONF inproceedings;
    ENCYC inreference; DICT inreference; THES thesis; RPRT report; GOVDOC report; GRANT report; ELEC online;
    WEB online; BLOG online; DATA dataset; DBASE dataset; AGGR dataset; COMP software; VIDEO movie; MPCT movie;
    ADVS movie; SOUND audio; MUSIC music; ART artwork; FIGURE image; CHART image; MAP image; PAMP booklet; PAT patent;
    CASE jurisdiction; STAT legislation; BILL legislation; LEGAL legal; STAND standard; PCOMM letter;
    UNPB unpublished; MANSCPT unpublished; SLIDE unpublished; GEN misc; HEAR misc; MULTI misc; EQUA misc; CTLG misc;
    UNBILL misc; ICOMM online; GRNT report; UNPD unpublished
"""


def _types() -> dict[str, tuple[str, str, bool]]:
    """Each RIS type with its entry type and subtype, and whether it is the first one with these."""
    types: dict[str, tuple[str, str, bool]] = {}
    seen: set[tuple[str, str]] = set()
    for line in _TYPES.split(";"):
        kind, entry_type, *rest = line.split()
        found = (entry_type, rest[0] if rest else "")
        types[kind] = (*found, found not in seen)
        seen.add(found)
    # Zotero exports conference papers as this type.
    types["CONF"] = ("inproceedings", "", True)
    return types


TYPES: Final = _types()
ARTICLES: Final = frozenset({"article", "periodical"})
WHOLE: Final = frozenset({"book", "collection", "proceedings", "periodical", "thesis", "report", "booklet"})
# The field for the title of the work that contains another; nothing contains a thesis.
CONTAINERS: Final = {
    "book": "series",
    "booklet": "series",
    "collection": "series",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "inreference": "booktitle",
    "proceedings": "series",
    "report": "series",
    "thesis": "",
}
PUBLISHERS: Final = {"jurisdiction": "institution", "report": "institution", "thesis": "institution"}
_NAMES: Final = {"author": ("AU", "A1"), "editor": ("ED", "A2"), "editora": ("A3",), "translator": ("A4",)}
# In others, “A3” and “A4” are people with other parts, such as the advisor of a thesis.
_EDITED: Final = frozenset(
    """article book booklet collection incollection inproceedings inreference misc periodical proceedings
    unpublished""".split()
)
# In these, “A2” is a recipient, a department, a reporter, a sponsor, a performer and others.
_UNEDITED: Final = frozenset("ADVS BILL CASE DATA GOVDOC ICOMM LEGAL MPCT PAMP PAT PCOMM SOUND STAT".split())
SINGLE: Final = {
    "VL": "volume",
    "VO": "volume",
    "SV": "number",
    "IS": "number",
    "CP": "number",
    "C7": "eid",
    "AR": "eid",
    "CY": "location",
    "PP": "location",
    "LA": "language",
    "CN": "library",
    "NV": "volumes",
}
# Types of which “M1” is the number in a series, of an issue or of an act
NUMBERED_IN_M1: Final = frozenset("BOOK CLSWK EBOOK ECHAP EDBOOK EJOUR HEAR MGZN PAMP SER STAT".split())
# Tags that mean other things in some types: a degree and the number in a series
OTHERWISE: Final = frozenset({("VL", "thesis"), ("NV", "report")})


def tags_of_names(kind: str, entry_type: str, given: Set[str]) -> dict[str, tuple[str, ...]]:
    """The tags of each field of names in a record of a type with these tags."""
    if kind in _UNEDITED:
        return {"author": _NAMES["author"], "editor": ("ED",)}
    names = _NAMES if entry_type in _EDITED else {field: _NAMES[field] for field in ("author", "editor")}
    # Zotero's and EndNote's books; in those of other programs, “A2” is the editor.
    if kind in ("BOOK", "CLSWK") and "A3" in given:
        return {**names, "editor": ("ED", "A3"), "editora": ("A2",)}
    # Zotero's talks
    if kind == "SLIDE":
        return {**names, "author": ("AU", "A1", "A2"), "editor": ("ED",)}
    # EndNote's edited books
    if kind == "EDBOOK" and not {"AU", "A1"}.isdisjoint(given) and "ED" not in given:
        return {**names, "author": (), "editor": ("AU", "A1"), "editora": ("A2",)}
    return names
