"""An entry's fields that no CSL variable stands for, so that exports in other formats can show them."""

from __future__ import annotations

from typing import Final

from site_builder.bibtex.entries import Entry
from site_builder.bibtex.inherit import ALIASES, canonical
from site_builder.bibtex.latex import plain_text
from site_builder.bibtex.stated import STATED

# Fields that become variables or parts of them, and those that only steer BibLaTeX
_KNOWN: Final = frozenset(
    """abstract addendum annotation author bookauthor booksubtitle booktitle booktitleaddon chapter crossref date day
    director doi edition editor editortype eid entryset entrysubtype eprint eprinttype eventdate eventtitle execute
    howpublished ids institution isbn issn issue issuesubtitle issuetitle issuetitleaddon journalsubtitle journaltitle
    journaltitleaddon keywords label langid langidopts language library location mainsubtitle maintitle maintitleaddon
    month note number options organization origdate origlocation origpublisher origtitle pages pagetotal part pmcid
    pmid presort publisher pubstate school series shortjournal shorttitle sortkey sortname sorttitle sortyear subtitle
    title titleaddon translator type url urldate venue version volume volumes xdata xref year""".split()
)
# What reference managers keep for themselves: paths on a disk, owners and times of entry
_HOUSEKEEPING: Final = frozenset(
    "__markedentry added-at comment-owner creationdate date-added date-modified file groups local-url modificationdate "
    "owner pdf readstatus timestamp".split()
)
_LEFT_OUT: Final = _KNOWN | _HOUSEKEEPING | {name for name, alias in ALIASES.items() if alias in _KNOWN}


def further_fields(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Name and plain text of each such field of the entry's own."""
    left = (
        field for field in entry.fields if not (field.name in _LEFT_OUT or field.name.startswith((STATED, "bdsk-")))
    )
    return tuple((name, text) for name, field in canonical(left).items() if (text := plain_text(field.value)))
