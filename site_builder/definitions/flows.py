"""The numbers of a flow diagram, by the boxes of PRISMA 2020."""

from __future__ import annotations

from functools import partial
from typing import Final

from site_builder.definitions.keys import Key, Record, ValueType
from site_builder.definitions.patterns import A_NUMBER, NUMBER

_PARTS = Record(
    "Names with numbers, of which it is the sum.",
    others=Key("", ValueType.TEXT, "How many.", pattern=NUMBER, wanted=A_NUMBER),
)
_amount = partial(Key, takes=ValueType.TEXT_OR_RECORD, record=_PARTS, pattern=NUMBER, wanted=A_NUMBER)

FLOW_PAIR: Final = Record(
    "Studies and their reports.",
    (_amount(name="studies", about="How many studies."), _amount(name="reports", about="How many reports of them.")),
)

FLOW_OTHER: Final = Record(
    "What became of the reports found by other methods.",
    (
        _amount(name="sought", about="Reports sought for retrieval."),
        _amount(name="not_retrieved", about="Reports not retrieved."),
        _amount(name="assessed", about="Reports assessed for eligibility."),
        _amount(name="reports_excluded", about="Reports excluded, by reasons."),
    ),
)

FLOW_WHERE: Final = Record(
    "The facet, with its value, of the studies that count as included.",
    others=Key("", ValueType.TEXT, "The value that included studies have."),
)

FLOW: Final = Record(
    "The numbers of a PRISMA 2020 flow diagram. Each is a whole number, or names with numbers, of which it is the sum.",
    (
        Key("previous", ValueType.RECORD, "What an earlier version of the review included.", FLOW_PAIR),
        _amount(name="databases", about="Records identified from databases."),
        _amount(name="registers", about="Records identified from registers."),
        _amount(name="duplicates", about="Duplicate records, removed before screening."),
        _amount(name="automation", about="Records that automation tools marked as ineligible."),
        _amount(name="removed_otherwise", about="Records removed before screening for other reasons."),
        _amount(name="screened", about="Records screened."),
        _amount(name="excluded", about="Records excluded."),
        _amount(name="sought", about="Reports sought for retrieval."),
        _amount(name="not_retrieved", about="Reports not retrieved."),
        _amount(name="assessed", about="Reports assessed for eligibility."),
        _amount(name="reports_excluded", about="Reports excluded, by reasons."),
        _amount(name="websites", about="Records identified from websites."),
        _amount(name="organisations", about="Records identified from organisations."),
        _amount(name="citation_searching", about="Records identified by citation searching."),
        Key("other", ValueType.RECORD, "What became of those found by other methods.", FLOW_OTHER),
        Key("included", ValueType.RECORD, "What this version of the review includes anew.", FLOW_PAIR),
        Key("total", ValueType.RECORD, "What the review includes with its earlier versions.", FLOW_PAIR),
        Key("where", ValueType.RECORD, "Which studies of this review count as included.", FLOW_WHERE),
    ),
)
