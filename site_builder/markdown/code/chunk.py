"""The fence above a block of code to the chunk of R Markdown or Quarto that it may begin: a language and options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from site_builder.frozen import frozen
from site_builder.markdown.code.options import options_in, options_in_chunk_comments, texts_in, with_paths
from site_builder.patterns import pattern
from site_builder.yaml_values import NO

CHUNK: Final = pattern(r"\{\s*+(?P<language>[A-Za-z][\w-]*+)(?:[\s,]++(?P<options>[^\n]*))?\}")
BARE_NAME: Final = pattern(r"[^\s\[\],]+")
# R's questions about the output format, all false since that is HTML here
OF_LATEX: Final = pattern(r"(?:knitr:::?)?is_latex(?:_output\(\))?|!\s?(?:knitr:::?)?is_html(?:_output\(\))?")
LONGEST_INFO: Final = 5_000


@frozen
class Chunk:
    """A chunk's options, by their names in Quarto (“fig-cap”, not “fig.cap”)."""

    language: str
    options: dict[str, str]

    def says_no(self, key: str) -> bool:
        said = self.options.get(key, "").lower()
        return said in NO or said == "f" or OF_LATEX.fullmatch(said) is not None

    def hides(self, key: str) -> bool:
        """Whether `results` or `fig.show` says so."""
        return self.options.get(key, "").strip("\"'") == "hide"


def chunk_of(info: str, comments: Sequence[str] = ()) -> Chunk | None:
    """The chunk that begins with `{r label, key=value}`; None for other code.

    Options in comments on its first lines take precedence.
    """
    found = CHUNK.fullmatch(info.strip()) if len(info) < LONGEST_INFO else None
    if found is None:
        return None
    return Chunk(found["language"], {**dict(options_in(found["options"] or "")), **options_in_chunk_comments(comments)})


def children_of(info: str, comments: Sequence[str]) -> tuple[str, ...] | None:
    """The files that a chunk shows in its place; None if the chunk has code of its own."""
    if not any("child" in said for said in (info, *comments)):
        return None
    chunk = chunk_of(info, comments)
    if chunk is None or chunk.language not in ("r", "R"):
        return None
    said = with_paths(chunk.options.get("child", ""))
    files = tuple(texts_in(said)) or tuple(name for name in BARE_NAME.findall(said) if "." in name and "(" not in said)
    return (() if chunk.says_no("eval") else files) if files else None
