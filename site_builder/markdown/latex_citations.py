r"""LaTeX's citations to Markdown's: `\citep[p. 3]{a,b}` to `[@{a}; @{b}, p. 3]`, in a text and in a formula."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

CITING: Final = (
    r"(?P<cite>(?:[Cc]ite(?:p|t|al[pt]|author|year|yearpar)?|(?:[Pp]aren|[Tt]ext|[Aa]uto|[Ss]mart|[Ff]oot|super)cite)\*?)"
    r"(?P<notes>(?:\[[^\[\]\n]{0,200}\]){0,2})\{(?P<keys>[^{}\n]{1,1000})\}"
)
"""A command that cites, without its backslash."""
IN_FORMULA: Final = re.compile(rf"\\{CITING}")
EMPTIED: Final = re.compile(r"\\(?:text[a-z]{0,9}|mbox|hbox|mathrm|tag\*?)[ ]{0,9}\{[\s~()\[\],;]{0,99}\}")
NAMING: Final = ("citet", "citealt", "citeauthor", "textcite")
NOTE: Final = re.compile(r"\[([^\[\]]*)\]")


class Cited(NamedTuple):
    """A citation as it is written in LaTeX, how far behind the formula's start, and in Markdown."""

    written: str
    offset: int
    markdown: str


def citation_in_markdown(found: re.Match[str]) -> str:
    """A command that `CITING` has found. Of two notes, the first stands before; a lone one after, as natbib has it."""
    command = found["cite"].rstrip("*").lower()
    notes = NOTE.findall(found["notes"])
    before, after = (notes[0], notes[1]) if len(notes) > 1 else ("", notes[0] if notes else "")
    keys = [key.strip() for key in found["keys"].split(",") if key.strip()]
    if command in NAMING:
        named = "; ".join(f"@{{{key}}}" for key in keys)
        return f"{before} {named}".strip() + (f" [{after}]" if after else "")
    sign = "-@" if command.startswith("citeyear") else "@"
    listed = "; ".join(f"{sign}{{{key}}}" for key in keys)
    return f"[{before} {listed}".replace("[ ", "[") + (f", {after}]" if after else "]")


def take_citations(tex: str) -> tuple[str, tuple[Cited, ...]]:
    """A formula without its citations, which cannot be links in it, and these."""
    cited = tuple(Cited(found[0], found.start(), citation_in_markdown(found)) for found in IN_FORMULA.finditer(tex))
    return (EMPTIED.sub("", IN_FORMULA.sub("", tex)) if cited else tex), cited
