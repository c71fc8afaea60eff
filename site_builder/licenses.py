"""A licence as authors write it to its name and its address."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from site_builder.definitions import WEB_ADDRESS
from site_builder.patterns import pattern

# A Creative Commons licence by its name, “CC BY-NC 4.0”, its SPDX identifier, “CC-BY-4.0”, or its address.
OF_CREATIVE_COMMONS: Final = pattern(
    r"(?:https?://creativecommons\.org/(?:licenses|publicdomain)/|(?:creative\s+commons|cc)[\s-]*)"
    r"(?:(?P<zero>0|zero)|(?P<terms>(?:by|attribution)(?:[\s-]{1,3}(?:nc|nd|sa|noncommercial|noderivatives|sharealike))*))"
    r"(?:[\s/-]*v?(?P<version>[1-4]\.\d))?(?:/?(?:(?<=/)(?:deed|legalcode)\b[^\s?#]*)?(?:[?#]\S*|\.)?|\s+(?:international|unported|universal)(?:\s+licen[cs]e)?)?",
    re.IGNORECASE,
)
SHORT: Final = {"noncommercial": "nc", "noderivatives": "nd", "sharealike": "sa"}


class License(NamedTuple):
    """A licence's name, and the address of its text, "" if that is not known."""

    label: str = ""
    address: str = ""

    @property
    def identifier(self) -> str:
        """The form that identifies the licence to machines."""
        return self.address or self.label


def license_of(written: str) -> License:
    """A Creative Commons licence under its usual name, as version 4.0 if none is stated; any other as it is written."""
    written = " ".join(written.split())
    found = OF_CREATIVE_COMMONS.fullmatch(written)
    if found is None:
        return License(written, written if re.fullmatch(WEB_ADDRESS, written) else "")
    if found["zero"]:
        return License("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    terms = "-".join(["by", *(SHORT.get(term, term) for term in re.split(r"[\s-]+", found["terms"].lower())[1:])])
    version = found["version"] or "4.0"
    return License(f"CC {terms.upper()} {version}", f"https://creativecommons.org/licenses/{terms}/{version}/")
