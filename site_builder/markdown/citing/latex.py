r"""LaTeX's citations to Markdown's: `\citep[p. 3]{a,b}` to `[@{a}; @{b}, p. 3]`, in a text and in a formula."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from site_builder.patterns import pattern

CITING: Final = (
    r"(?:(?P<cite>(?:[Cc]ite(?:(?:p|t)(?:alias)?|al[pt]|author|year|yearpar|title|num|n|(?:author)?online)?"
    r"|(?:[Pp]aren|[Tt]ext|[Aa]uto|[Ss]mart|[Ff]oot|super|full|footfull|online|short)cite)\*?)"
    r"(?P<notes>(?:\[[^\[\]\n]{0,200}\]){0,2})\{(?P<keys>[^{}\n]{1,1000})\}"
    r"|(?P<several>(?:[Cc]ite|(?:[Pp]aren|[Tt]ext|[Aa]uto|[Ss]mart|[Ff]oot|super)cite)s)"
    r"(?P<around>(?:\([^()\n]{0,200}\)){0,2})"
    r"(?P<works>(?:(?:\[[^\[\]\n]{0,200}\]){0,2}\{[^{}\n]{1,300}\}){1,30}))"
)
"""A command that cites, without its backslash."""
IN_FORMULA: Final = pattern(rf"\\{CITING}")
EMPTIED: Final = pattern(r"\\(?:text[a-z]{0,9}|mbox|hbox|mathrm|tag\*?)[ ]{0,9}\{[\s~()\[\],;]{0,99}\}")
NAMING: Final = ("citet", "citetalias", "citealt", "citeauthor", "textcite", "citeonline", "citeauthoronline")
# A citation in brackets right after a work would be part of its own.
CITED_NEXT: Final = pattern(r"\s*+\\[A-Za-z]*?cite")
NOTE: Final = pattern(r"\[([^\[\]]*)\]")
AROUND: Final = pattern(r"\(([^()]*)\)")
TIE: Final = pattern(r"(?<!\\)~")
WORK: Final = pattern(r"(?P<notes>(?:\[[^\[\]]*\])*)\{(?P<keys>[^{}]*)\}")


class FormulaCitation(NamedTuple):
    """A citation in a formula: as written in LaTeX, its offset in the formula, and in Markdown."""

    written: str
    offset: int
    markdown: str


def citation_in_markdown(found: re.Match[str]) -> str:
    """The Markdown for a command that `CITING` has found."""
    if found["several"]:
        return _several(found)
    command = found["cite"].rstrip("*").lower()
    before, after = _notes(NOTE.findall(found["notes"]))
    if command in NAMING:
        named = "; ".join(f"@{{{key}}}" for key in _keys(found["keys"]))
        apart = f" [{after}]" if after else "<!-- -->" if CITED_NEXT.match(found.string, found.end()) else ""
        return f"{before} {named}".strip() + apart
    sign = "-@" if command.startswith("citeyear") else "@"
    return f"[{_item(before, found['keys'], after, sign)}]"


def _several(found: re.Match[str]) -> str:
    r"""BibLaTeX's `\autocites(see)[1]{a}{b}`, in which each work has notes of its own."""
    before, after = _notes(AROUND.findall(found["around"]))
    items = [(*_notes(NOTE.findall(work["notes"])), work["keys"]) for work in WORK.finditer(found["works"])]
    if found["several"].lower() == "textcites":
        named = [f"{start} @{{{key}}}{f' [{end}]' * bool(end)}" for start, end, keys in items for key in _keys(keys)]
        return " ".join(f"{before} {'; '.join(map(str.strip, named))} {after}".split())
    listed = "; ".join(_item(start, keys, end) for start, end, keys in items)
    return f"[{before} {listed}".replace("[ ", "[") + (f", {after}]" if after else "]")


def _item(before: str, keys: str, after: str, sign: str = "@") -> str:
    listed = "; ".join(f"{sign}{{{key}}}" for key in _keys(keys))
    return f"{before} {listed}".strip() + (f", {after}" if after else "")


def _keys(written: str) -> list[str]:
    return [key.strip() for key in written.split(",") if key.strip()]


def _notes(notes: list[str]) -> tuple[str, str]:
    """The notes before and after the works. As in natbib, a lone note stands after them. A tie is a space."""
    notes = [TIE.sub(" ", note) for note in notes]
    return (notes[0], notes[1]) if len(notes) > 1 else ("", notes[0] if notes else "")


def extract_citations(tex: str) -> tuple[str, tuple[FormulaCitation, ...]]:
    """A formula without its citations, which cannot be links in it, and the citations."""
    cited = tuple(
        FormulaCitation(found[0], found.start(), citation_in_markdown(found)) for found in IN_FORMULA.finditer(tex)
    )
    return (EMPTIED.sub("", IN_FORMULA.sub("", tex)) if cited else tex), cited
