"""The keys of review.yaml, keywords.yaml and front matter to what each of them takes.

The same definition serves the reader, which reports other keys and values, and the JSON Schema, with which editors
complete and check a file.
"""

from __future__ import annotations

from site_builder.definitions.flows import FLOW, FLOW_WHERE
from site_builder.definitions.keys import Key, Record, ValueType
from site_builder.definitions.patterns import A_NUMBER, DOI, LANGUAGE, NUMBER, WEB_ADDRESS
from site_builder.definitions.reviews import AUTHOR, CITATION, FACET, MAP, REVIEW, variable_of
from site_builder.definitions.texts import CODINGS, FACT, FOREIGN_SECTION, KEYWORD, KEYWORDS, NOTICE, SECTION, STUDY

__all__ = [
    "AUTHOR",
    "A_NUMBER",
    "CITATION",
    "CODINGS",
    "DOI",
    "FACET",
    "FACT",
    "FLOW",
    "FLOW_WHERE",
    "FOREIGN_SECTION",
    "KEYWORD",
    "KEYWORDS",
    "LANGUAGE",
    "MAP",
    "NOTICE",
    "NUMBER",
    "REVIEW",
    "SECTION",
    "STUDY",
    "WEB_ADDRESS",
    "Key",
    "Record",
    "ValueType",
    "variable_of",
]
