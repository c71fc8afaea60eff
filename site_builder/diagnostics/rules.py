"""What can be wrong: every rule with its permanent name, its severity and its meaning."""

from __future__ import annotations

from enum import Enum


class Severity(Enum):
    """How much a diagnostic weighs, the heaviest first.

    An error fails every build, a warning a strict one, and advice none: it is shown only to those who ask for it.
    """

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Rule(Enum):
    """What can be wrong. `MISSING_DOI` is told as “missing-doi”. The names are permanent: people search for them."""

    name_: str
    severity: Severity
    meaning: str

    def __init__(self, severity: Severity, meaning: str) -> None:
        self.name_ = self.name.lower().replace("_", "-")
        self.severity = severity
        self.meaning = meaning

    # Files and YAML
    NOT_UTF8 = Severity.ERROR, "A file of settings is not in UTF-8, so some of its letters are lost."
    UNREADABLE_FILE = Severity.ERROR, "A file could not be read from the disk."
    TOO_LONG = Severity.ERROR, "A file, paragraph or value is longer than any that people write."
    UNREADABLE_YAML = Severity.ERROR, "A YAML file or front matter has a syntax error."
    UNKNOWN_KEY = Severity.ERROR, "A key in review.yaml, keywords.yaml or front matter has no meaning."
    WRONG_TYPE = Severity.ERROR, "A value is of another type than its key takes."
    REPEATED_KEY = Severity.ERROR, "A YAML mapping has the same key twice; only the first counts."
    MISSING_VALUE = Severity.ERROR, "A record, map, chart or table lacks a key that it must have."
    UNKNOWN_RULE = Severity.ERROR, "`rules` in review.yaml names a rule that does not exist."
    UNUSED_KEY = Severity.ADVICE, "A key in another tool's front matter has no meaning here."
    CSV_SYNTAX = Severity.ERROR, "The header or a row of a CSV file could not be read as written."
    NO_CONTENT = Severity.ERROR, "The project has no Markdown file to make a page of."

    # Bibliographies
    MISSING_BIBLIOGRAPHY = Severity.ERROR, "There is no bibliography, or it has no entries."
    BIBTEX_SYNTAX = Severity.ERROR, "A BibTeX entry could not be read as written."
    DUPLICATE_CITATION_KEY = Severity.ERROR, "Two entries have the same citation key."
    REPEATED_FIELD = Severity.WARNING, "An entry gives the same field twice; only the first counts."
    MISSPELT_FIELD = Severity.WARNING, "An entry's field is nearly one that is printed, and is not."
    UNDEFINED_STRING = Severity.WARNING, "A field uses an @string abbreviation that is not defined."
    ENTRY_IN_COMMENT = Severity.WARNING, "An entry stands in a @comment, and is read all the same."
    UNKNOWN_ENTRY_TYPE = Severity.WARNING, "An entry's type is none of BibTeX's, BibLaTeX's or RIS's."
    UNKNOWN_COMMAND = Severity.WARNING, "A LaTeX command has no meaning here."
    MISSING_TITLE = Severity.WARNING, "An entry has no title."
    MISSING_YEAR = Severity.WARNING, "An entry has no year or date."
    MALFORMED_DOI = Severity.WARNING, "What an entry gives as its DOI is none, or several are."
    MALFORMED_URL = Severity.WARNING, "What an entry gives as its URL is no address, so no link."
    UNREADABLE_NAME = Severity.WARNING, "A personal name could not be split into its parts."
    UNREADABLE_DATE = Severity.WARNING, "A date could not be read; it is shown as written."
    DUPLICATE_ENTRY = Severity.WARNING, "Two entries are of one work: same DOI, or title and year."

    # Importing
    UNKNOWN_FORMAT = Severity.ERROR, "A file of records is of no format that can be read."
    UNREADABLE_RECORD = Severity.ERROR, "A record could not be read."
    GUESSED_ENCODING = Severity.WARNING, "A text, a table or a file of records is not UTF-8: its encoding was guessed."

    # Text
    MALFORMED_CITATION = Severity.ERROR, "A citation is begun but cannot be read as one."
    UNKNOWN_CITATION_KEY = Severity.ERROR, "A citation names a key that no bibliography has."
    CITATION_IN_ALT_TEXT = Severity.ERROR, "A citation stands in an image's alternative text."
    CITATION_IN_FORMULA = Severity.WARNING, "A citation in a formula is shown behind it."
    UNKNOWN_CROSS_REFERENCE = Severity.ERROR, "A cross-reference names nothing."
    DUPLICATE_ANCHOR = Severity.ERROR, "Two elements have the same id, or the same label."
    UNRUN_CODE = Severity.WARNING, "Code would show something, but is not run."
    UNKNOWN_FOOTNOTE = Severity.ERROR, "A footnote is referred to but never written."
    UNUSED_FOOTNOTE = Severity.WARNING, "A footnote is written, and nothing refers to it or another has its name."
    MISSPELT_CLASS = Severity.WARNING, "A div's class or attribute is nearly one that has a meaning."
    MALFORMED_ATTRIBUTES = (
        Severity.WARNING,
        "Braces that look like attributes could not be read, so they are shown as text.",
    )
    MALFORMED_HEADING = Severity.WARNING, "A line begins like a heading, without the space, so it is shown as text."
    UNCLOSED_BLOCK = Severity.WARNING, "A div or code is never closed, or a fence closes no div."
    UNRESOLVED_MERGE = Severity.WARNING, "A merge of Git's has left two versions in a text, which are both shown."
    BROKEN_TABLE = Severity.ERROR, "A table's lines do not close, so it is shown as text."
    RAW_TEXT_DROPPED = Severity.WARNING, "Raw LaTeX, or raw text in another format, was left out."
    MISSING_ALT = Severity.WARNING, "An image has neither alternative text nor a caption."
    UNREADABLE_MATHEMATICS = Severity.WARNING, "A formula could not be read; its TeX is shown."
    MISSING_TABLE = Severity.ERROR, "An evidence table names a file or column that does not exist."
    RAW_HTML_REFUSED = Severity.ERROR, "`raw_html: refuse` holds, and a text has raw HTML."
    RAW_HTML_REMOVED = Severity.WARNING, "`raw_html: sanitise` took something out of raw HTML."
    SCRIPT_IN_FILE = Severity.WARNING, "A file below content/ holds a script that was not asked for."
    UNENDED_HTML = Severity.WARNING, "A tag or comment of raw HTML never ends, so it is shown as text."
    BLOCKED_BY_POLICY = Severity.WARNING, "Raw HTML holds what browsers will not run on our pages."

    UNKNOWN_INCLUDE = Severity.ERROR, "A text to be included or listed is not there, or has no end."
    UNKNOWN_SHORTCODE = Severity.WARNING, "A shortcode of another tool has no meaning here."
    UNFILLED_VARIABLE = Severity.WARNING, "Nothing says what is to stand in a place left open."
    LEFT_OUT = Severity.ADVICE, "What another tool would show or do has no place here."

    # The review as a whole
    STUDY_WITHOUT_ENTRY = Severity.ERROR, "A study note belongs to no entry, or to another's."
    SLUG_CLASH = Severity.ERROR, "Two pages would have the same address."
    KEYWORD_CLASH = Severity.ERROR, "Two keywords share an id, a label or a synonym."
    UNLISTED_KEYWORD = Severity.WARNING, "A study has a keyword that keywords.yaml does not list."
    UNKNOWN_FACET = Severity.ERROR, "A study, map or chart has a facet that review.yaml lacks."
    MISSING_DATA = Severity.ERROR, "A table or diagram is made of a file that does not exist."
    PRISMA_ARITHMETIC = Severity.WARNING, "A number of a PRISMA flow diagram does not add up."
    PRISMA_INCLUDED = Severity.WARNING, "A PRISMA flow diagram includes more or fewer studies than the review has."
    CITES_RETRACTED = Severity.WARNING, "The text cites a work that was retracted."
    CITES_CONCERN = Severity.WARNING, "The text cites a work under an expression of concern."
    CITES_SUPERSEDED = Severity.ADVICE, "The text cites a work that a newer one has superseded."

    # Retractions that a file knows
    UNMARKED_RETRACTION = Severity.WARNING, "A work was retracted, and its note does not say so."
    UNMARKED_CONCERN = Severity.WARNING, "A work is under an expression of concern, and its note does not say so."
    UNMARKED_CORRECTION = Severity.WARNING, "A work was corrected, and its note does not say so."
    REINSTATED = Severity.WARNING, "A note says “retracted” of a work that was since reinstated."
    UNREADABLE_RETRACTIONS = Severity.ERROR, "A file of retractions could not be read."

    # Coverage of the review
    UNCITED_ENTRY = Severity.ADVICE, "An entry of the bibliography is never cited."
    UNDISCUSSED_STUDY = Severity.ADVICE, "A study is coded, and no section discusses it."
    UNCITED_MENTION = Severity.ADVICE, "A sentence names a study by author and year, uncited."
    SECTION_WITHOUT_CITATION = Severity.ADVICE, "A section cites nothing."
    SINGLE_STUDY_CLAIM = Severity.ADVICE, "A paragraph rests its claims on one study alone."
    MISSING_DOI = Severity.ADVICE, "An article or conference paper has no DOI."
    MISSING_FACET = Severity.ADVICE, "A coded study lacks a facet that review.yaml declares."
    LONE_KEYWORD = Severity.ADVICE, "Only one study has a keyword, so that it groups nothing."
    KEYWORD_SPELLINGS = Severity.ADVICE, "One keyword is spelled in two ways."

    # Styles
    UNKNOWN_STYLE = Severity.ERROR, "No citation style has this name."
    MALFORMED_STYLE = Severity.ERROR, "A CSL style or locale file could not be read."
    UNKNOWN_LOCALE = Severity.WARNING, "There is no CSL locale for this language."
    UNTRANSLATED_INTERFACE = Severity.ADVICE, "There are no interface words in the review's language."

    MISSING_FONTS = Severity.WARNING, "`web_fonts` asks for fonts that are not installed."

    # The built site
    TEMPLATE_ERROR = Severity.ERROR, "A template could not be read or rendered."
    DEAD_LINK = Severity.ERROR, "An internal link leads to a page or file that does not exist."
    DEAD_ANCHOR = Severity.ERROR, "An internal link leads to an anchor that its page does not have."
    WRONG_DOMAIN = Severity.WARNING, "content/CNAME is no domain, or another than that of base_url."
    NO_SEARCH_INDEX = Severity.WARNING, "The index that the search needs could not be made."

    # Links to other sites, where `check --external` tries them
    DEAD_EXTERNAL_LINK = Severity.WARNING, "A link to another site leads nowhere."
    UNKNOWN_DOI = Severity.WARNING, "A DOI does not exist."
    MOVED_LINK = Severity.ADVICE, "What a link to another site leads to has moved for good."
    UNJUDGED_LINK = Severity.ADVICE, "Whether a link to another site leads anywhere is unknown."
    NO_NETWORK = Severity.WARNING, "Links to other sites could not be tried for want of a network."


GROUPS = {
    Rule.NOT_UTF8: "Files and YAML",
    Rule.MISSING_BIBLIOGRAPHY: "Bibliographies",
    Rule.UNKNOWN_FORMAT: "Importing",
    Rule.MALFORMED_CITATION: "Text",
    Rule.STUDY_WITHOUT_ENTRY: "The review as a whole",
    Rule.UNMARKED_RETRACTION: "Retractions that `--retractions` finds",
    Rule.UNCITED_ENTRY: "Coverage of the review",
    Rule.UNKNOWN_STYLE: "Styles",
    Rule.TEMPLATE_ERROR: "The built site",
    Rule.DEAD_EXTERNAL_LINK: "Links to other sites, with `--external`",
}
"""The first rule of each group, with what the group is about."""

RULES = {rule.name_: rule for rule in Rule}
