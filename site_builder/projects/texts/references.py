"""A text to whether it is only the place where another tool puts the references, or is empty."""

from __future__ import annotations

import re
from typing import Final

from site_builder.markdown import is_list_title, split_front_matter
from site_builder.patterns import pattern
from site_builder.projects.latex.lines import in_markdown
from site_builder.projects.latex.words import words_in_markdown
from site_builder.projects.texts.parts import part_of_heading

LONGEST_PLACE: Final = 2_000
# A heading, inline R that makes one, an empty div with the id `refs`, and commands for the list
PLACE_OF_REFERENCES: Final = pattern(
    r"^`r\b[^`]*`$|^#{1,3} [^\n]{0,80}$|^:{3,} ?\{#refs[^}\n]*\}\s*:{3,}$"
    r"|^(?:`{3,}|:{3,})\{bibliography\}[^`]{0,500}^(?:`{3,}|:{3,})$"
    r"|^<div id ?= ?.?refs[^>\n]*>\s*</div>$|^\\(?:printbibliography|bibliography\{[^}\n]*\}|backmatter)$",
    re.MULTILINE | re.DOTALL,
)

COMMENT: Final = pattern(r"<!--.*?-->", re.DOTALL)
# Comments, chunks of R that are not shown, and MyST's labels
UNSHOWN: Final = pattern(
    rf"{COMMENT.pattern}|^`{{3,}}\{{r\b[^}}\n]*\binclude ?= ?F[^}}\n]*\}}$[^`]*^`{{3,}}$|^\([^()\s]{{1,200}}\)=$",
    re.MULTILINE | re.DOTALL,
)
ATTRIBUTES: Final = pattern(r"\s*\{[^{}]*\}\s*$")


def is_blank(text: str, path: str) -> bool:
    """Whether a text has nothing to show: no front matter, and only LaTeX that arranges pages, such as the contents.

    A heading of a bookdown part does not count, since it is shown above the next text.
    """
    parts = split_front_matter(text, path, is_foreign=True)
    if len(parts.text) > LONGEST_PLACE or parts.front_matter.pairs:
        return False
    lines = COMMENT.sub("", parts.text).split("\n")
    return all(part_of_heading(line) is not None or not words_in_markdown(line).strip() for line in lines)


def is_place_of_references(text: str, path: str) -> bool:
    """Whether a text is only a place for the references, which have a page of their own here."""
    parts = split_front_matter(text, path, is_foreign=True)
    if len(parts.text) > LONGEST_PLACE:
        return False
    written = UNSHOWN.sub("", parts.text)
    # Templates of theses have LaTeX around it that sets pages and paragraphs.
    if any(in_markdown(line).strip() for line in PLACE_OF_REFERENCES.sub("", written).split("\n")):
        return False
    marks = [found[0] for found in PLACE_OF_REFERENCES.finditer(written)]
    return any(not mark.startswith("#") or is_list_title(ATTRIBUTES.sub("", mark.lstrip("# "))) for mark in marks)
