"""DOIs, ISBNs and ISSNs out of the text around them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from site_builder.patterns import pattern

_DOI: Final = pattern(r"(?:^|\bdoi(?:\.org/|:)\s*)(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ISBN: Final = pattern(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_ISSN: Final = pattern(r"\d{4}-?\d{3}[\dXx]")


def doi_in(text: str) -> str:
    """The DOI that a text is, or gives after “doi:” or as an address."""
    found = _DOI.search(text.strip())
    return unquote(found[1].rstrip(".,;")) if found else ""


def serial_kind(text: str) -> str:
    """Whether a serial number is an ISBN or an ISSN, as the name of its field; "" for neither."""
    first = text.split("(")[0].strip()
    return "issn" if _ISSN.match(first) and not _ISBN.match(first) else "isbn" if _ISBN.match(first) else ""
