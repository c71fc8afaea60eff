"""Text as it is shown to what was meant as something else in it: attributes, links and formulas that are none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markdown_it.token import Token

from site_builder.diagnostics import Rule, Severity
from site_builder.markdown.code.text_references import TEXT_REFERENCE
from site_builder.markdown.source_positions import Reading, row_of
from site_builder.patterns import pattern

# Braces after colons are those of a div, which is reported as such, and so is an address that is no link or never ends.
ATTRIBUTES: Final = pattern(
    r"(?<!\.\w{3}\))(?<!\.\w{4}\))(?<!\.\w{3})(?<!\.\w{4})(?<!::)(?<!:: )(?<!\{)\{(?:#[ ][\w-]+"
    r"|[ ]?#[A-Za-z][\w:-]*(?:[ ][^{}\n]{0,200})?|[ ]?\.[A-Za-z][\w-]+(?:[ ][^{}\n]{0,200})?"
    r"|(?:sec|fig|tbl|eq|lst)-[\w-]+|(?:width|height|alt|fig-alt|fig-cap)[ ]?=[^{}\n]{0,500})\}"
)
SPACED: Final = pattern(
    r"!?\[[^\[\]\n]{0,300}\]\((?=[^\s()]*[ ]\S)"
    r"(?:[^()<>\n\"']{1,300}\.\w{2,5}(?:#[^()\s]{1,100})?|/[^()<>\n\"']{1,300})\)"
)
ON_DISK: Final = pattern(r"!?\[[^\[\]\n]{0,300}\]\(<?file:[^()<>\n]{1,300}>?\)")
# An address with an ending, up to the end of the line, a space or the braces that were to follow the link
UNENDED: Final = pattern(
    r"!?\[[^\[\]\n]{0,300}\]\([^\s()<>{}\[\]]{1,300}\.\w{2,5}(?:#[\w-]{1,100})?[.,;:]?(?=[\s{]|$)(?![^)]{0,300}\))"
)
UNENDED_NOTE: Final = pattern(r"\^\[[^\]]{0,60}")
WIKI_LINK: Final = pattern(r"(?<![\w\[\])\\])!?\[\[[^\[\]\n@]{2,200}\]\](?![\](])")
# Not “x[1][2]”, nor “[1][2]” as some styles cite, nor “[0, 1][1, 2]”, “[…][…]” and “[H+][OH-]”
UNDEFINED: Final = pattern(
    r"(?<![\w\]\\])!?\[(?![\d\s.,;…]+\]|\^)[^\[\]\n]{1,300}\]\[[^\[\]\n]{0,100}(?<![+\-−–])\](?![\[(])"
)
DOLLARS: Final = pattern(r"\$\$")
# Not at the beginning of a text that it would stand for, though nothing uses it
WITHOUT_TEXT: Final = pattern(rf"(?!\A\S+ ){TEXT_REFERENCE.pattern}")
MERGE: Final = pattern(r"^<{7} [^\n]{1,200}")
STRAIGHT: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."})
# For each: a part of it, its pattern, the rule, what is wrong, and how to write it
UNREAD: Final = (
    (
        "{",
        ATTRIBUTES,
        Rule.MALFORMED_ATTRIBUTES,
        "cannot be read as attributes here",
        'write {#label .class key="value"} right after an image or link, or at the end of a heading, with no spaces'
        " around “=” and straight quotation marks; a table's caption begins with “:”.",
    ),
    (
        "](",
        SPACED,
        Rule.DEAD_LINK,
        "has a space in its address and is not a link",
        "put the address into angle brackets: [words](<my file.md>).",
    ),
    (
        "](",
        UNENDED,
        Rule.DEAD_LINK,
        "has an address that never ends and is not a link",
        "add “)” after the address.",
    ),
    (
        "^[",
        UNENDED_NOTE,
        Rule.UNKNOWN_FOOTNOTE,
        "begins a footnote that never ends",
        "add “]” after the note.",
    ),
    (
        "file:",
        ON_DISK,
        Rule.DEAD_LINK,
        "leads to a file on your disk, which readers do not have",
        "copy the file into content/, and write its path from this text.",
    ),
    (
        "[[",
        WIKI_LINK,
        Rule.DEAD_LINK,
        "leads to no text or picture",
        "write [words](20-methods.md), with the path of the file.",
    ),
    (
        "][",
        UNDEFINED,
        Rule.DEAD_LINK,
        "is a link without an address",
        "write [words](address), or define the second brackets on a line of their own: [name]: address.",
    ),
    (
        "$$",
        DOLLARS,
        Rule.UNREADABLE_MATHEMATICS,
        "does not begin or end a formula",
        "write it before and after the formula, with no empty line between; \\$\\$ are two dollars.",
    ),
    (
        "(ref:",
        WITHOUT_TEXT,
        Rule.UNKNOWN_CROSS_REFERENCE,
        "stands for no text",
        "write the text that it stands for behind it, in a paragraph of its own.",
    ),
    (
        "<<<<<<<",
        MERGE,
        Rule.UNRESOLVED_MERGE,
        "begins two versions left by a merge",
        "keep one of them, and remove the lines that begin with “<<<<<<<”, “=======” and “>>>>>>>”.",
    ),
)


def report_unparsed_markup(tokens: Iterable[Token], reading: Reading) -> None:
    for token in tokens:
        for child in token.children or () if token.type == "inline" else ():
            if child.type == "text":
                _report(child.content, token, reading)


def _report(text: str, paragraph: Token, reading: Reading) -> None:
    for sign, meant, rule, what, hint in UNREAD:
        for found in meant.finditer(text) if sign in text else ():
            # A backslash says that the sign is meant as text.
            if f"\\{found[0][:1]}" in paragraph.content:
                continue
            # Typography has changed quotation marks.
            straight = found[0].translate(STRAIGHT)
            written = straight if straight in paragraph.content else found[0]
            message = f"“{written[:80]}” {what}, so it is shown as text."
            place = reading.place_of(row_of(paragraph), found[0].partition("“")[0].partition("”")[0])
            reading.add(rule, place, message, hint, Severity.WARNING)
