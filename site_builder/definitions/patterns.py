"""The patterns that the values of some keys must match, each with a description in words."""

from __future__ import annotations

from typing import Final

WEB_ADDRESS: Final = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/]+\S*"
A_WEB_ADDRESS: Final = "an address that begins with “https://”"
# The path may follow it, so there is no query, fragment, name or password, and no step upwards.
SITE_ADDRESS: Final = (
    r"[Hh][Tt][Tt][Pp][Ss]?://(?:[^\s/?#@:\[\]<>\"\\^`{|}]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
    r"(?:/(?!\.\.?(?:/|$))[^\s/?#<>\"\\^`{|}]+)*/*"
)
A_SITE_ADDRESS: Final = "an address such as “https://example.org/review”"
LANGUAGE: Final = r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"
A_LANGUAGE: Final = "a language tag such as “en-GB”"

DATE: Final = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
A_DATE: Final = "a date such as 2025, 2025-03 or 2025-03-01"

DAY: Final = r"\d{4}-\d{2}-\d{2}"
A_DAY: Final = "a day such as 2025-03-01"

NUMBER: Final = r"\d{1,9}|\d{1,3}(?:,\d{3}){1,2}"
A_NUMBER: Final = "a whole number, such as 120"

ORCID: Final = r"(?:[Hh][Tt][Tt][Pp][Ss]?://(?:www\.)?orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dXx]"
AN_ORCID: Final = "an ORCID iD such as “0000-0002-1825-0097”"

DOI: Final = r"(?:[Dd][Oo][Ii]:\s*)?10\.\d{4,9}(?:\.\d+)*/\S+"
A_DOI: Final = "a DOI such as “10.1000/182”"
DOI_OR_ITS_ADDRESS: Final = rf"(?:[Hh][Tt][Tt][Pp][Ss]?://(?:[Dd][Xx]\.)?[Dd][Oo][Ii]\.[Oo][Rr][Gg]/)?{DOI}"
