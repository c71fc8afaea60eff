"""What review.yaml, keywords.yaml and front matter may say.

One definition serves the reader, which refuses all else, and the JSON Schema,
by which editors complete and check a file while it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import Final

from site_builder.diagnostics import CHOICES, RULES
from site_builder.foreign_keys import FOREIGN_KEYS


class Takes(Enum):
    """The type of a key's value. A number or a date where text is wanted is the text as written."""

    TEXT = "text"
    TEXTS = "text or a list of texts"
    RECORD = "keys with values"
    RECORDS = "a list of keys with values"
    RECORD_OR_RECORDS = "keys with values, or a list of them"
    YES_OR_NO = "true or false"
    TEXT_OR_RECORD = "text, or keys with values"


@dataclass(frozen=True, slots=True)
class Key:
    """A key, what it takes and what it means. `wanted` says in a message what `pattern` asks for."""

    name: str
    takes: Takes
    about: str
    record: Record | None = None
    pattern: str = ""
    wanted: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False

    def fault(self, written: str) -> str:
        """What is wrong with a text that is meant for this key, by its pattern; "" where nothing is."""
        fits = not self.pattern or re.fullmatch(self.pattern, written)
        return "" if fits else f"“{self.name}” takes {self.wanted}, not “{written}”."


@dataclass(frozen=True, slots=True)
class Record:
    """The keys of a mapping. `others` is what any other key takes; None where there are no others.

    `foreign` are those that other tools define: they mean nothing here, and may stand all the same.
    """

    about: str
    keys: tuple[Key, ...] = ()
    others: Key | None = None
    foreign: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(key.name for key in self.keys)

    def key(self, name: str) -> Key:
        found = next((key for key in self.keys if key.name == name), self.others)
        assert found is not None, f"“{name}” is not defined"
        return found


WEB_ADDRESS: Final = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/]+\S*"
A_WEB_ADDRESS: Final = "an address that begins with “https://”"
# What follows it begins with a slash: no query, no fragment, nobody's name and password, and no step upwards.
SITE_ADDRESS: Final = (
    r"[Hh][Tt][Tt][Pp][Ss]?://(?:[^\s/?#@:\[\]<>\"\\^`{|}]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
    r"(?:/(?!\.\.?(?:/|$))[^\s/?#<>\"\\^`{|}]+)*/*"
)
A_SITE_ADDRESS: Final = "an address such as “https://example.org/review”"
LANGUAGE: Final = r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"

_NOCITE = Key("nocite", Takes.TEXTS, "Works for the references that the text does not cite: “@a, @b”, or “@*” for all.")

FACET: Final = Record(
    "A way to code studies.",
    (
        Key("label", Takes.TEXT, "What readers see, as a heading."),
        Key("count_label", Takes.TEXT, "The plural for the figures on the home page: “countries or territories”."),
        Key(
            "labels",
            Takes.RECORD,
            "What to show for a value.",
            Record("Display texts by values.", others=Key("", Takes.TEXT, "What to show for this value.")),
        ),
        Key("absent", Takes.TEXTS, "Values that say there is none, such as “not stated”: shown, but not counted."),
    ),
)

MAP: Final = Record(
    "Which facets make the main evidence map. Either may be “year”.",
    (
        Key("rows", Takes.TEXT, "The facet whose values are the rows.", required=True),
        Key("columns", Takes.TEXT, "The facet whose values are the columns.", required=True),
    ),
)

DATE: Final = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
A_DATE: Final = "a date such as 2025, 2025-03 or 2025-03-01"

DAY: Final = r"\d{4}-\d{2}-\d{2}"
A_DAY: Final = "a day such as 2025-03-01"

# CSL 1.0.2, appendix III.
TYPES: Final = tuple(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage""".split()
)

CITATION: Final = Record(
    "What else to say where the review is cited, by the names of CSL's variables.",
    (
        Key("type", Takes.TEXT, "What the review is: “article-journal”, “report”, “thesis”, ….", choices=TYPES),
        Key("title", Takes.TEXT, "The title it was published under, where that is not the site's."),
        Key("container-title", Takes.TEXT, "The journal, book or series that it appeared in."),
        Key("collection-title", Takes.TEXT, "The series that its book or report belongs to."),
        Key("publisher", Takes.TEXT, "The publisher or institution."),
        Key("publisher-place", Takes.TEXT, "The publisher's place."),
        Key("volume", Takes.TEXT, "The volume."),
        Key("issue", Takes.TEXT, "The issue."),
        Key("page", Takes.TEXT, "The pages: “1-20”."),
        Key("number", Takes.TEXT, "The number of an article or a report."),
        Key("edition", Takes.TEXT, "The edition."),
        Key("genre", Takes.TEXT, "What kind of report or thesis: “Doctoral dissertation”."),
        Key("issued", Takes.TEXT, "When it was published.", pattern=DATE, wanted=A_DATE),
        Key("url", Takes.TEXT, "Its address.", pattern=WEB_ADDRESS, wanted=A_WEB_ADDRESS),
        Key("issn", Takes.TEXT, "The journal's ISSN."),
        Key("isbn", Takes.TEXT, "The book's ISBN."),
    ),
)


NUMBER: Final = r"\d{1,9}|\d{1,3}(?:,\d{3}){1,2}"
A_NUMBER: Final = "a whole number, such as 120"
_PARTS = Record(
    "Names with numbers, of which it is the sum.",
    others=Key("", Takes.TEXT, "How many.", pattern=NUMBER, wanted=A_NUMBER),
)
_amount = partial(Key, takes=Takes.TEXT_OR_RECORD, record=_PARTS, pattern=NUMBER, wanted=A_NUMBER)

FLOW_PAIR: Final = Record(
    "Studies and their reports.",
    (
        _amount(name="studies", about="How many studies."),
        _amount(name="reports", about="How many reports of them."),
    ),
)

FLOW_OTHER: Final = Record(
    "What became of the reports that were found by other methods.",
    (
        _amount(name="sought", about="Reports sought for retrieval."),
        _amount(name="not_retrieved", about="Reports not retrieved."),
        _amount(name="assessed", about="Reports assessed for eligibility."),
        _amount(name="reports_excluded", about="Reports excluded, by reasons."),
    ),
)

FLOW_WHERE: Final = Record(
    "The facet, with its value, of the studies that count as included.",
    others=Key("", Takes.TEXT, "The value that included studies have."),
)

FLOW: Final = Record(
    "The numbers of a PRISMA 2020 flow diagram. Each is a whole number, or names with numbers, of which it is the sum.",
    (
        Key("previous", Takes.RECORD, "What an earlier version of the review included.", FLOW_PAIR),
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
        Key("other", Takes.RECORD, "What became of those found by other methods.", FLOW_OTHER),
        Key("included", Takes.RECORD, "What this version of the review includes anew.", FLOW_PAIR),
        Key("total", Takes.RECORD, "What the review includes with its earlier versions.", FLOW_PAIR),
        Key("where", Takes.RECORD, "Which studies of this review count as included.", FLOW_WHERE),
    ),
)

REVIEW: Final = Record(
    "The settings of a review: review.yaml.",
    (
        Key("title", Takes.TEXT, "The review's title."),
        Key("description", Takes.TEXT, "One or two sentences, for the home page and for search engines."),
        Key("authors", Takes.TEXTS, "The authors' names; in braces those that are no person's: “{The Sleep Group}”."),
        Key("doi", Takes.TEXT, "The review's DOI, with or without https://doi.org/."),
        Key("published_in", Takes.TEXT, "Journal or series, with volume and issue: “Psychosocia, 3(1)”."),
        Key(
            "landing_page",
            Takes.TEXT,
            "The address of the published review.",
            pattern=WEB_ADDRESS,
            wanted=A_WEB_ADDRESS,
        ),
        Key("citation", Takes.RECORD, "How the review is cited.", CITATION),
        Key("updated", Takes.TEXT, "The day of the last update, for readers and the feed.", pattern=DAY, wanted=A_DAY),
        Key("keywords", Takes.TEXTS, "The review's own keywords."),
        Key(
            "base_url",
            Takes.TEXT,
            "Where the site will live. Only the site map, the feed, the 404 page and canonical links use it.",
            pattern=SITE_ADDRESS,
            wanted=A_SITE_ADDRESS,
        ),
        Key("citation_style", Takes.TEXT, "A CSL style by name, such as “apa”, or the path of a .csl file."),
        Key(
            "lang",
            Takes.TEXT,
            "The site's language: “en-GB”, “de”.",
            pattern=LANGUAGE,
            wanted="a language tag such as “en-GB”",
        ),
        Key(
            "web_fonts",
            Takes.TEXT,
            "Fonts that the site brings along: “source” for Source Serif and Source Sans; by default “none”.",
            choices=("source", "none"),
            wanted="“source” or “none”",
        ),
        Key(
            "raw_html",
            Takes.TEXT,
            "HTML in Markdown: “allow” keeps it, “sanitise” takes out what could act, “refuse” shows it as text.",
            choices=("allow", "sanitise", "refuse"),
            wanted="“allow”, “sanitise” or “refuse”",
        ),
        Key(
            "smart",
            Takes.YES_OR_NO,
            "false leaves straight quotation marks, hyphens in a row and three full stops in Markdown as they are.",
        ),
        Key(
            "number_sections",
            Takes.YES_OR_NO,
            "true puts numbers before the headings of sections; {.unnumbered} leaves one out.",
        ),
        Key("bibliography", Takes.TEXTS, "A file or a list of files; references.bib by default."),
        Key(
            "facets",
            Takes.RECORD,
            "How studies are coded; the order is that of display.",
            Record(
                "Facets by their names, which notes use.",
                others=Key("", Takes.TEXT_OR_RECORD, "A facet: its label, or more about it.", FACET),
            ),
        ),
        Key("evidence_map", Takes.RECORD, "What the main evidence map shows; by default the first two facets.", MAP),
        Key(
            "rules",
            Takes.RECORD,
            "The severity of rules, by the names in brackets behind messages.",
            Record(
                "Severities by rules.",
                tuple(Key(name, Takes.TEXT, rule.meaning, choices=CHOICES) for name, rule in RULES.items()),
            ),
        ),
    ),
)

SECTION: Final = Record(
    "The front matter of a section.",
    (
        Key("title", Takes.TEXT, "The section's title; without it, the first heading of level 1."),
        Key("description", Takes.TEXT, "One sentence, for the home page and for search engines."),
        Key("abstract", Takes.TEXT, "An abstract in Markdown, which the section begins with."),
        _NOCITE,
    ),
    # In a review, keywords are those of studies: who gives them to a section expects what does not happen.
    foreign=FOREIGN_KEYS - {"keywords"},
)

FOREIGN_SECTION: Final = replace(SECTION, foreign=FOREIGN_KEYS)

FACT: Final = Record(
    "A characteristic of a study, with where it was read.",
    (
        Key("field", Takes.TEXT, "methods, participants, interventions, outcomes, notes, or any other.", required=True),
        Key("value", Takes.TEXT, "What the source says of it.", required=True),
        Key("source", Takes.TEXT, "Where it was read."),
        Key("note", Takes.TEXT, "Anything to add."),
    ),
)

DOI: Final = r"(?:[Dd][Oo][Ii]:\s*)?10\.\d{4,9}(?:\.\d+)*/\S+"

NOTICE: Final = Record(
    "What has become of a work since it was published.",
    (
        Key("date", Takes.TEXT, "When it was announced.", pattern=DATE, wanted=A_DATE),
        Key("reason", Takes.TEXT, "Why, in your own words or those of the notice."),
        Key(
            "notice",
            Takes.TEXT,
            "Where it was announced: a DOI or an address.",
            pattern=f"{DOI}|{WEB_ADDRESS}",
            wanted="a DOI, or an address that begins with “https://”",
        ),
        Key("by", Takes.TEXT, "What stands in its place: a key of the bibliography, a DOI or an address."),
        Key("report", Takes.TEXT, "The key of the report meant, where it is not the one that the note is named after."),
        Key("cited_knowingly", Takes.YES_OR_NO, "true where the text says so, or may cite it all the same."),
    ),
)

CODINGS: Final = Record(
    "Values by facets.", others=Key("", Takes.TEXTS, "The study's value or values in this facet of review.yaml.")
)

STUDY: Final = Record(
    "The front matter of a note on a study: content/studies/KEY.md.",
    (
        Key("title", Takes.TEXT, "A short title."),
        Key("reports", Takes.TEXTS, "The keys of further reports of the same study, which share its page."),
        Key("facets", Takes.RECORD, "How the study is coded.", CODINGS),
        Key("keywords", Takes.TEXTS, "Ids, labels or synonyms from keywords.yaml."),
        Key("summary", Takes.TEXT, "One line on what was found, in your own words."),
        Key("facts", Takes.RECORDS, "Characteristics of the study, each with where it was read.", FACT),
        Key("cautions", Takes.TEXTS, "What to read with care."),
        Key("retracted", Takes.RECORD_OR_RECORDS, "Its publication was taken back.", NOTICE),
        Key("concern", Takes.RECORD_OR_RECORDS, "Its publisher has expressed concern about it.", NOTICE),
        Key("superseded", Takes.RECORD_OR_RECORDS, "A newer work has taken its place.", NOTICE),
        Key("corrected", Takes.RECORD_OR_RECORDS, "A correction of it was published.", NOTICE),
        Key("updated", Takes.TEXT, "The day when this was last changed, for the feed.", pattern=DAY, wanted=A_DAY),
        _NOCITE,
    ),
)

KEYWORD: Final = Record(
    "A keyword.",
    (
        Key("label", Takes.TEXT, "The preferred word, as shown."),
        Key("group", Takes.TEXT, "The heading it stands under in the list of keywords."),
        Key("synonyms", Takes.TEXTS, "Other words for it, which lead here."),
        Key("definition", Takes.TEXT, "What it means, in one line."),
    ),
)

KEYWORDS: Final = Record(
    "The keywords: keywords.yaml.",
    others=Key("", Takes.RECORD, "A keyword by its id, which is its address.", KEYWORD),
)
