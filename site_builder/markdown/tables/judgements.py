"""A cell's words to the sign and the class of a judgement of bias, or to the sign of a level of certainty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

from site_builder.csv_tables import CsvTable
from site_builder.diagnostics.suggestions import is_one_edit_away
from site_builder.patterns import pattern

Judgements: TypeAlias = Mapping[str, tuple[str, str]]
"""The sign and the class of each word that is a judgement in a table."""

PARTING: Final = pattern(r"[\s_-]+")
# What names GRADE in a column's name. In “tumour grade”, as in “uncertainty”, nothing does.
CERTAINTY: Final = pattern(
    r"(?<![^\W_])(?i:certainty|quality of (?:the )?evidence)(?![^\W_])|\A\W*GRADE(?![^\W_])|[(\[]GRADE[)\]]"
)
# Marks of footnotes: signs, and raised figures and letters.
MARKS: Final = " ^*†‡§¶#\u00b9\u00b2\u00b3" + "".join(map(chr, (*range(0x2070, 0x207A), *range(0x1D43, 0x1DBC))))
# Words in the names of columns in which “high” is good, unlike a high risk of bias.
GOOD: Final = ("quality", "confidence", "grade")
BAD: Final = ("bias", "risk")

# The judgements of RoB 2, ROBINS-I, ROBINS-E, OHAT, CINeMA and Cochrane's first tool: each with its glyph and class.
JUDGEMENTS: Final = {
    "low": ("+", "low"),
    "definitely low": ("+", "low"),
    "probably low": ("+", "low"),
    "no concerns": ("+", "low"),
    "some concerns": ("?", "some"),
    "some concern": ("?", "some"),
    "unclear": ("?", "some"),
    "moderate": ("?", "some"),
    "high": ("–", "high"),
    "probably high": ("–", "high"),
    "major concerns": ("–", "high"),
    "serious": ("–", "high"),
    "very high": ("×", "high"),
    "definitely high": ("×", "high"),
    "critical": ("×", "high"),
    "no information": ("○", "none"),
    "ni": ("○", "none"),
}
# QUADAS-2 has concerns about applicability. ROBINS-I names a reservation: “low risk of bias except for concerns about
# uncontrolled confounding”.
OF_BIAS: Final = pattern(
    r"(?:\s+(?:risk(?:\s+of\s+bias)?|rob)|(?<=low|igh|ear)\s+concerns?)?"
    r"(?:\s+\(?except for concerns about [^()]*\)?)?\Z"
)
# GRADE's four levels.
LEVELS: Final = {"high": "⊕⊕⊕⊕", "moderate": "⊕⊕⊕◯", "low": "⊕⊕◯◯", "very low": "⊕◯◯◯"}
# Letters or numbers of footnotes may follow, which say why: “very low a,b”.
LEVEL: Final = pattern(r"(high|moderate|(?:very )?low)(?: certainty)?(?:\d\d?)?(?:[\s,;^]+(?:[a-z]|\d\d?)\b)*")
# The answers to the checklists of JBI, MMAT, CASP and AMSTAR 2, in whose questions “yes” is always good
ANSWERS: Final = {
    **dict.fromkeys(("yes", "y"), ("+", "low")),
    **dict.fromkeys(("unclear", "u", "can't tell", "cannot tell", "ct", "partial yes"), ("?", "some")),
    **dict.fromkeys(("no", "n"), ("–", "high")),
    **dict.fromkeys(("not applicable", "n/a", "na"), ("○", "none")),
}
# Answers to signalling questions of RoB 2 and ROBINS-I, in some of which “yes” is bad
SIGNALLING: Final = frozenset({"py", "pn", "probably yes", "probably no"})
# What makes a question about bias one in which “yes” is good: “Is the risk of nonresponse bias low?”
NOT_BIASED: Final = pattern(r"\b(?:low\b|assess)")


def judgements_of(table: CsvTable) -> Judgements:
    """The judgements of a table on risk of bias. Answers are among them if they fill several of its columns."""
    bare = [Counter(map(_bare, filter(None, cells))) for cells in zip(*(row.cells for row in table.rows), strict=True)]
    answered, judged = (sum(_fill(cells, known) for cells in bare) for known in (ANSWERS, JUDGEMENTS))
    is_checklist = answered > max(judged, 1) and not any(SIGNALLING & cells.keys() for cells in bare)
    return MappingProxyType(JUDGEMENTS | ANSWERS if is_checklist else JUDGEMENTS)


def _fill(cells: Counter[str], known: Judgements) -> bool:
    """Whether most cells of a column are known."""
    return 2 * sum(count for cell, count in cells.items() if cell in known) > cells.total()


def signs_of(name: str, cells: Sequence[str], known: Judgements) -> dict[str, tuple[str, str]]:
    """The sign and the class of each of a column's different cells that is a judgement or a level of certainty."""
    if states_certainty(name):
        return {cell: (level, "") for cell in cells if (level := certainty_of(cell))}
    is_answered = 2 * sum(_bare(cell) in known for cell in cells) > len(cells)
    known = known if is_answered or not known else JUDGEMENTS
    signs = {cell: sign for cell in cells if (sign := judgement_of(name, cell, known))}
    if len(signs) < len(cells):
        # Beside other words, it may be short for “no intervention”.
        signs.pop("NI", None)
    return signs


def judgement_of(name: str, text: str, known: Judgements) -> tuple[str, str] | None:
    """The sign and the class of a judgement in a column, which may name its subject: “high risk of bias”."""
    bare = _bare(text)
    if bare in known and bare not in JUDGEMENTS:
        return None if _asks_for_bias(name) else known[bare]
    return JUDGEMENTS.get(OF_BIAS.sub("", bare)) if known and _judges(name) else None


def certainty_of(text: str) -> str:
    """The sign of GRADE's level; "" if the text is none."""
    level = LEVEL.fullmatch(_bare(text))
    return LEVELS[level[1]] if level else ""


def states_certainty(name: str) -> bool:
    """Whether a column of that name holds GRADE's levels, in which “high” is good, unlike a high risk of bias."""
    return bool(CERTAINTY.search(name))


def is_misspelt(name: str, text: str, known: Judgements) -> bool:
    """Whether a cell of a column is nearly a judgement or a level of certainty."""
    if states_certainty(name):
        return is_one_edit_away(text, LEVELS) and not certainty_of(text)
    is_near = _bare(text) not in known and is_one_edit_away(text, known)
    return is_near and _judges(name) and not judgement_of(name, text, known)


def _judges(name: str) -> bool:
    """Whether a column of that name may hold judgements of a risk of bias."""
    folded = name.casefold()
    return any(word in folded for word in BAD) or not any(word in folded for word in GOOD)


def _asks_for_bias(name: str) -> bool:
    folded = name.casefold()
    return any(word in folded for word in BAD) and not NOT_BIASED.search(folded)


def _bare(text: str) -> str:
    """A text in lower case, without marks of footnotes, and with spaces also for “_” as in “some_concerns”."""
    return PARTING.sub(" ", text.casefold()).strip(MARKS).replace("’", "'")
