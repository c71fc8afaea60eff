"""The review as frozen values: what the parsers make to what every later stage reads.

Names come from the field: CSL's for citing, BibTeX's for entries and PRISMA 2020's for evidence (a *report* is a
document, a *study* is the investigation behind one or more reports).
"""

from __future__ import annotations

from site_builder.model.citations import (
    Citation,
    CitationItem,
    CitationMode,
    Formatted,
    FormattedCitation,
    FormattedEntry,
    FormattedPart,
)
from site_builder.model.documents import MOST_CITED, Document, Heading, Sentence, Target, minutes_to_read
from site_builder.model.files import Asset, Files
from site_builder.model.holes import (
    AxisName,
    Body,
    Chart,
    CrossReference,
    EvidenceMap,
    FlowDiagram,
    Hole,
    LocalImage,
    LocalLink,
    NoteMark,
    NotePlace,
    SectionNumber,
    TableBreak,
    TargetKind,
    TargetList,
    Word,
)
from site_builder.model.html import Html
from site_builder.model.references import Date, DateParts, Name, Reference
from site_builder.model.settings import Contributor, Facet, RawHtml, Settings, Studies
from site_builder.model.studies import Fact, Keyword, Mark, Notice
from site_builder.model.variables import DATE_VARIABLES, NAME_VARIABLES
from site_builder.model.yaml import YamlMap, YamlNode

__all__ = [
    "DATE_VARIABLES",
    "MOST_CITED",
    "NAME_VARIABLES",
    "Asset",
    "AxisName",
    "Body",
    "Chart",
    "Citation",
    "CitationItem",
    "CitationMode",
    "Contributor",
    "CrossReference",
    "Date",
    "DateParts",
    "Document",
    "EvidenceMap",
    "Facet",
    "Fact",
    "Files",
    "FlowDiagram",
    "Formatted",
    "FormattedCitation",
    "FormattedEntry",
    "FormattedPart",
    "Heading",
    "Hole",
    "Html",
    "Keyword",
    "LocalImage",
    "LocalLink",
    "Mark",
    "Name",
    "NoteMark",
    "NotePlace",
    "Notice",
    "RawHtml",
    "Reference",
    "SectionNumber",
    "Sentence",
    "Settings",
    "Studies",
    "TableBreak",
    "Target",
    "TargetKind",
    "TargetList",
    "Word",
    "YamlMap",
    "YamlNode",
    "minutes_to_read",
]
