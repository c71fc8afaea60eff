"""What the front matter of sections and of notes on studies may say, and keywords.yaml."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from site_builder.definitions.keys import Key, Record, ValueType
from site_builder.definitions.patterns import A_DATE, A_DAY, A_LANGUAGE, DATE, DAY, DOI, LANGUAGE, WEB_ADDRESS
from site_builder.foreign_front_matter import FOREIGN_KEYS

_NOCITE = Key(
    "nocite",
    ValueType.TEXTS,
    "Works to list in the references without citing them: “@a, @b”, or “@*” for all.",
    pattern=r"[^@]*@[\s\S]+",
)
_LANG = Key(
    "lang", ValueType.TEXT, "The text's language, if it is not the site's.", pattern=LANGUAGE, wanted=A_LANGUAGE
)

SECTION: Final = Record(
    "The front matter of a section.",
    (
        Key("title", ValueType.TEXT, "The section's title; without it, the first heading of level 1."),
        Key("description", ValueType.TEXT, "One sentence, for the home page and for search engines.", is_plain=True),
        Key("abstract", ValueType.TEXT, "An abstract in Markdown, shown at the start of the section."),
        _LANG,
        _NOCITE,
    ),
    # In a review, keywords belong to studies. An author who gives them to a section should learn that nothing uses
    # them.
    foreign=FOREIGN_KEYS - {"keywords"},
)

# Other tools read Markdown in a description, of which its words are shown.
FOREIGN_SECTION: Final = replace(
    SECTION, keys=tuple(replace(key, is_plain=False) for key in SECTION.keys), foreign=FOREIGN_KEYS
)

FACT: Final = Record(
    "A characteristic of a study, with its source.",
    (
        Key(
            "field",
            ValueType.TEXT,
            "methods, participants, interventions, outcomes, notes, or any other.",
            required=True,
        ),
        Key("value", ValueType.TEXT, "What the source says about it.", required=True, is_plain=True),
        Key("source", ValueType.TEXT, "Where it was read."),
        Key("note", ValueType.TEXT, "Anything to add.", is_plain=True),
    ),
)

NOTICE: Final = Record(
    "What has happened to a work since it was published.",
    (
        Key("date", ValueType.TEXT, "When it was announced.", pattern=DATE, wanted=A_DATE),
        Key("reason", ValueType.TEXT, "Why, in your own words or those of the notice.", is_plain=True),
        Key(
            "notice",
            ValueType.TEXT,
            "Where it was announced: a DOI or an address.",
            pattern=f"{DOI}|{WEB_ADDRESS}",
            wanted="a DOI, or an address that begins with “https://”",
        ),
        Key("by", ValueType.TEXT, "What replaces it: a key of the bibliography, a DOI or an address."),
        Key("report", ValueType.TEXT, "The key of the report, if it is not the one that the note is named after."),
        Key(
            "cited_knowingly", ValueType.YES_OR_NO, "true if the text takes account of it, or may cite it all the same."
        ),
    ),
)

CODINGS: Final = Record(
    "Values by facets.", others=Key("", ValueType.TEXTS, "The study's value or values in this facet of review.yaml.")
)

STUDY: Final = Record(
    "The front matter of a note on a study: content/studies/KEY.md.",
    (
        Key("title", ValueType.TEXT, "A short title."),
        Key("reports", ValueType.TEXTS, "The keys of further reports of the same study, which share its page."),
        Key("facets", ValueType.RECORD, "How the study is coded.", CODINGS),
        Key("keywords", ValueType.TEXTS, "Ids, labels or synonyms from keywords.yaml."),
        Key("summary", ValueType.TEXT, "One line on what was found, in your own words.", is_plain=True),
        Key("facts", ValueType.RECORDS, "Characteristics of the study, each with its source.", FACT),
        Key("cautions", ValueType.TEXTS, "What to read with care.", is_plain=True),
        Key("retracted", ValueType.RECORD_OR_RECORDS, "It was retracted.", NOTICE),
        Key("concern", ValueType.RECORD_OR_RECORDS, "Its publisher has expressed concern about it.", NOTICE),
        Key("superseded", ValueType.RECORD_OR_RECORDS, "A newer work has replaced it.", NOTICE),
        Key("corrected", ValueType.RECORD_OR_RECORDS, "A correction of it was published.", NOTICE),
        Key("updated", ValueType.TEXT, "The day when this was last changed, for the feed.", pattern=DAY, wanted=A_DAY),
        _LANG,
        _NOCITE,
    ),
)

KEYWORD: Final = Record(
    "A keyword.",
    (
        Key("label", ValueType.TEXT, "The preferred word, as shown."),
        Key("group", ValueType.TEXT, "Its heading in the list of keywords."),
        Key("synonyms", ValueType.TEXTS, "Other words for it, which lead here."),
        Key("definition", ValueType.TEXT, "What it means, in one line.", is_plain=True),
    ),
)

KEYWORDS: Final = Record(
    "The keywords: keywords.yaml.",
    others=Key(
        "", ValueType.TEXT_OR_RECORD, "A keyword by its id, which is its address: its label, or more about it.", KEYWORD
    ),
)
