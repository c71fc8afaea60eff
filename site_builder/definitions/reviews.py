"""What review.yaml may say."""

from __future__ import annotations

from typing import Final

from site_builder.definitions.keys import Key, Record, ValueType
from site_builder.definitions.patterns import (
    A_DATE,
    A_DAY,
    A_DOI,
    A_LANGUAGE,
    A_SITE_ADDRESS,
    A_WEB_ADDRESS,
    AN_ORCID,
    DATE,
    DAY,
    DOI_OR_ITS_ADDRESS,
    LANGUAGE,
    ORCID,
    SITE_ADDRESS,
    WEB_ADDRESS,
)
from site_builder.diagnostics import CHOICES, RULES

FACET: Final = Record(
    "A way to code studies.",
    (
        Key("label", ValueType.TEXT, "What readers see, as a heading."),
        Key("count_label", ValueType.TEXT, "The plural for the figures on the home page: “countries or territories”."),
        Key(
            "labels",
            ValueType.RECORD,
            "What to show for a value.",
            Record("Display texts by values.", others=Key("", ValueType.TEXT, "What to show for this value.")),
        ),
        Key("absent", ValueType.TEXTS, "Values that say there is none, such as “not stated”: shown, but not counted."),
    ),
)

MAP: Final = Record(
    "Which facets make the main evidence map. Either may be “year”.",
    (
        Key("rows", ValueType.TEXT, "The facet whose values are the rows.", required=True),
        Key("columns", ValueType.TEXT, "The facet whose values are the columns.", required=True),
    ),
)

# CSL 1.0.2, appendix III.
TYPES: Final = tuple(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage""".split()
)

CITATION: Final = Record(
    "More about how to cite the review, by the names of CSL's variables.",
    (
        Key("type", ValueType.TEXT, "What the review is: “article-journal”, “report”, “thesis”, ….", choices=TYPES),
        Key("title", ValueType.TEXT, "The title it was published under, if it is not the site's."),
        Key("container-title", ValueType.TEXT, "The journal, book or series that it appeared in."),
        Key("collection-title", ValueType.TEXT, "The series that its book or report belongs to."),
        Key("publisher", ValueType.TEXT, "The publisher or institution."),
        Key("publisher-place", ValueType.TEXT, "The publisher's place."),
        Key("volume", ValueType.TEXT, "The volume."),
        Key("issue", ValueType.TEXT, "The issue."),
        Key("page", ValueType.TEXT, "The pages: “1-20”."),
        Key("number", ValueType.TEXT, "The number of an article or a report."),
        Key("edition", ValueType.TEXT, "The edition."),
        Key("genre", ValueType.TEXT, "What kind of report or thesis: “Doctoral dissertation”."),
        Key("issued", ValueType.TEXT, "When it was published.", pattern=DATE, wanted=A_DATE),
        Key("url", ValueType.TEXT, "Its address.", pattern=WEB_ADDRESS, wanted=A_WEB_ADDRESS),
        Key("issn", ValueType.TEXT, "The journal's ISSN."),
        Key("isbn", ValueType.TEXT, "The book's ISBN."),
    ),
)

AUTHOR: Final = Record(
    "An author of the review.",
    (
        Key("name", ValueType.TEXT, "The name, in braces if it is not a person's: “{The Sleep Group}”.", required=True),
        Key(
            "orcid", ValueType.TEXT, "The ORCID iD, with or without https://orcid.org/.", pattern=ORCID, wanted=AN_ORCID
        ),
        Key("affiliation", ValueType.TEXTS, "Where the author works; several places as a list."),
        Key("corresponding", ValueType.YES_OR_NO, "“true” for the corresponding author."),
        Key("email", ValueType.TEXT, "The e-mail address of the corresponding author."),
        Key("equal_contributor", ValueType.YES_OR_NO, "“true” for each author who contributed as much as the others."),
    ),
)

REVIEW: Final = Record(
    "The settings of a review: review.yaml.",
    (
        Key("title", ValueType.TEXT, "The review's title."),
        Key(
            "description",
            ValueType.TEXT,
            "One or two sentences, for the home page and for search engines.",
            is_plain=True,
        ),
        Key(
            "authors",
            ValueType.TEXTS_OR_RECORDS,
            "The authors: names, in braces if not a person's, “{The Sleep Group}”, or more about each.",
            AUTHOR,
        ),
        Key(
            "doi",
            ValueType.TEXT,
            "The review's DOI, with or without https://doi.org/.",
            pattern=DOI_OR_ITS_ADDRESS,
            wanted=A_DOI,
        ),
        Key("published_in", ValueType.TEXT, "Journal or series, with volume and issue: “Psychosocia, 3(1)”."),
        Key(
            "landing_page",
            ValueType.TEXT,
            "The address of the published review.",
            pattern=WEB_ADDRESS,
            wanted=A_WEB_ADDRESS,
        ),
        Key("citation", ValueType.RECORD, "How the review is cited.", CITATION),
        Key(
            "updated",
            ValueType.TEXT,
            "The day of the last update, for readers and the feed.",
            pattern=DAY,
            wanted=A_DAY,
        ),
        Key("keywords", ValueType.TEXTS, "The review's own keywords."),
        Key(
            "license",
            ValueType.TEXT,
            "The licence of the review: “CC BY 4.0”, the licence's address, or its name.",
        ),
        Key(
            "base_url",
            ValueType.TEXT,
            "Where the site will live: the only source of absolute addresses. Links between pages are relative.",
            pattern=SITE_ADDRESS,
            wanted=A_SITE_ADDRESS,
        ),
        Key("citation_style", ValueType.TEXT, "A CSL style by name, such as “apa”, or the path of a .csl file."),
        Key(
            "notes_after_punctuation",
            ValueType.YES_OR_NO,
            "Whether note marks and raised numbers stand behind punctuation; by default, only note marks do.",
        ),
        Key(
            "lang",
            ValueType.TEXT,
            "The site's language: “en-GB”, “de”.",
            pattern=LANGUAGE,
            wanted=A_LANGUAGE,
        ),
        Key(
            "web_fonts",
            ValueType.TEXT,
            "Fonts that come with the site: “source” for Source Serif and Source Sans; by default “none”.",
            choices=("source", "none"),
        ),
        Key(
            "raw_html",
            ValueType.TEXT,
            "HTML in Markdown: “allow” keeps it, “sanitise” removes what could act, “refuse” shows it as text.",
            choices=("allow", "sanitise", "refuse"),
        ),
        Key(
            "smart",
            ValueType.YES_OR_NO,
            "false leaves straight quotation marks, hyphens in a row and three full stops in texts as they are.",
        ),
        Key(
            "number_sections",
            ValueType.YES_OR_NO,
            "true puts numbers before the headings of sections; {.unnumbered} leaves one out.",
        ),
        Key("bibliography", ValueType.TEXTS, "A file or a list of files; references.bib by default."),
        Key(
            "studies",
            ValueType.TEXT,
            "Which entries of the bibliography the site shows: “all”, or “cited” for those that texts cite or list.",
            choices=("all", "cited"),
        ),
        Key(
            "facets",
            ValueType.RECORD,
            "How studies are coded; the order is that of display.",
            Record(
                "Facets by their names, which notes use.",
                others=Key("", ValueType.TEXT_OR_RECORD, "A facet: its label, or more about it.", FACET),
            ),
        ),
        Key(
            "evidence_map", ValueType.RECORD, "What the main evidence map shows; by default the first two facets.", MAP
        ),
        Key(
            "rules",
            ValueType.RECORD,
            "The severity of rules, by the names in brackets after messages.",
            Record(
                "Severities by rules.",
                tuple(Key(name, ValueType.TEXT, rule.meaning, choices=CHOICES) for name, rule in RULES.items()),
            ),
        ),
    ),
)


def variable_of(key: str) -> str:
    """CSL's variable for a key of `citation`. Quarto's mapping has the same keys, none of them in capitals."""
    return key.upper() if key in ("url", "issn", "isbn") else key
