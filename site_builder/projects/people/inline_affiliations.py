"""A name with an affiliation or address beside it, `Ann Doe (University of Ash), ann@ash.edu`, to one with notes."""

from __future__ import annotations

import re
from typing import Final

from site_builder.characters import WIDE_SEPARATORS
from site_builder.patterns import pattern
from site_builder.projects.people.affiliations import BAR, PLACE, institution_in, without_links
from site_builder.projects.people.roles import ADDRESS, EMAIL, NOTE, is_role

# Templates have an ORCID of zeros.
ORCID: Final = pattern(r"(?!0000-0000-0000-0000)\d{4}-\d{4}-\d{4}-\d{3}[\dXx]")
# The degrees in “Ann Doe, PhD, MPH”, which would be read as given names. Without a comma, “MD” may be initials.
DEGREES: Final = pattern(
    r"(?:\s+Ph\.?D\.?(?=,|$))?"
    r"(?:,\s*(?:Ph\.?\s?D|D\.?Phil|M\.?D|M\.?Phil|M\.?Sc|B\.?Sc|M\.?P\.?H|M\.?A|B\.?A|M\.?S|R\.?N|MBBS|Dr\.?PH)\.?(?=,|$))*"
)
BESIDE: Final = pattern(
    r"(?<!\])\s?\((?P<said>[^()]{3,300})\)|(?<![\w(/<'\"=:.+-])[\s,;–—-]{0,4}"
    rf"(?:\[{EMAIL}\]\(mailto:[^()\s]{{1,200}}\)|{EMAIL}"
    rf"|(?:(?:ORCID|orcid)(?:\s?iD)?:?\s?)?(?:https?://orcid\.org/)?{ORCID.pattern})"
)
# “Ann Doe,^1^ Bo Li^2^\\*” is rewritten with the usual “^1^,” and “^2,*^”.
AROUND_MARKS: Final = pattern(r"([,;])?\^([^^\[\]]{1,20})\^(\\?\*(?!\*))?(?![^\s,;])")
PICTURE: Final = pattern(r"!\[[^\[\]]*\]\([^()]*\)")
AND: Final = r"(?:and|&|und|et(?!\s+al\b))"
SEVERAL: Final = pattern(rf"(?:(?<!\s)\s++)?(?:[;{WIDE_SEPARATORS}]\s*+|,\s*+{AND}\s+)|(?<!\s)\s++{AND}\s+")
# Behind a name, unlike the nickname in “Robert (Bob) Smith”
END_OF_NAME: Final = pattern(rf"\s*(?:[,;{WIDE_SEPARATORS}]|$)|\s+{AND}\s")
LINE_END: Final = pattern(
    rf"{BAR.pattern}|\\\\(?:\[[^\[\]]{{0,20}}\])?|<br ?/?>|(?:\\|[ ]{{2}}|\n)[ ]{{0,8}}(?:{BAR.pattern}|\n)"
)
# The end of a line that continues on the next
GOES_ON: Final = pattern(r",[ \t]{0,8}\\{0,2}[ \t]{0,8}\n\s*(?:\|[ \t]+)?")
# A line below a name that names nobody: “(with help)”, “*A note*”
NOBODY: Final = pattern(r"\s*(?:\(|_|\*(?!\*))")
# Nor does a line such as “Supervisor: Bo Li”, “PSYC0123, a thesis” or “A thesis that is submitted to the board”.
SAYS_WHAT: Final = pattern(r":|\d{3}|(?:[ ][a-z]{1,30}){4}")
LONGEST: Final = 2_000


def with_affiliation_notes(text: str) -> str:
    """The text with `^[…]` around affiliations, email addresses, ORCIDs, roles and what else is behind a name."""
    text = AROUND_MARKS.sub(r"^\2,\3^\1", GOES_ON.sub(", ", text))
    if len(text) > LONGEST or NOTE.search(text):
        return text
    if not LINE_END.search(text):
        return _with_notes(text)
    noted = [_with_notes(line) for line in LINE_END.split(text) if line.strip()]
    # If the first line has no affiliation, “A lab, University of Ash” below it is one.
    return "\\\\".join(noted) if noted and any(map(institution_in, NOTE.findall(noted[0]))) else text


def _with_notes(text: str) -> str:
    """One line with its notes."""
    name, _, rest = DEGREES.sub("", text).partition(",")
    are_places = [PLACE.search(part) is not None for part in rest.split(",")]
    # A part that is not an institution may be another name.
    is_one = are_places[0] and are_places == sorted(are_places, reverse=True) and not PLACE.search(name)
    if is_one and not SEVERAL.search(name) and not {*"^[]();|"} & {*text}:
        text = f"{name} ({rest.strip()})"
    return BESIDE.sub(_as_note, PICTURE.sub("", text))


def _as_note(found: re.Match[str]) -> str:
    said = found["said"] or without_links(found[0]).strip(" ,;–—-")
    ahead = found.string[: found.start()].rpartition(",")[2]
    is_aside = found["said"] and END_OF_NAME.match(found.string, found.end()) and not _abbreviates(said, ahead)
    is_note = is_aside or any(each.search(said) for each in (PLACE, ADDRESS, ORCID)) or is_role(said)
    return f"^[{said}]" if is_note else found[0]


def _abbreviates(said: str, name: str) -> bool:
    """Whether a word is made of a name's initials, as “WHO” is, and so belongs to it."""
    capitals = [sign for sign in said if sign.isupper()]
    initials = (word[0] for word in name.upper().split())
    return " " not in said and len(capitals) > 1 and all(sign in initials for sign in capitals)
