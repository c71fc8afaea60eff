"""Settings for all chunks to the options that each of them begins with."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final, TypeAlias

from site_builder.markdown.code.options import TEXT, code_from, options_in, with_paths
from site_builder.model import YamlMap
from site_builder.patterns import pattern
from site_builder.yaml_values import names_of, node_at, pairs_of

ChunkOptions: TypeAlias = tuple[tuple[str, str], ...]

# Options that hide or show a chunk; captions and labels are each chunk's own.
OF_ALL: Final = frozenset({"echo", "eval", "include", "results"})
# Formats whose chunks show no code unless they say so: `output: papaja::apa6_pdf`
HIDES_CODE: Final = pattern(r"(?:papaja|csasdown)::")
SET: Final = pattern(r"\bopts_chunk\$set(?=\()")
# What is done only under a condition, which nobody here can know
CONDITION: Final = pattern(r"(?<![\w.#])(?:if\s{0,9}(?=\()|else\b(?!\s{0,9}if\b)\s{0,9})")
BLANK: Final = pattern(r"\s*+")
# R's function that runs the code in a file
RUN: Final = pattern(rf"(?<![\w.])(?:sys\.)?source\(\s*(?:file\s*=\s*)?({TEXT})")


def options_stated(values: YamlMap) -> ChunkOptions:
    """The options in front matter or a project's file: `execute` in Quarto, `knitr: opts_chunk` in both, R's format."""
    places = (("knitr", "opts_chunk"), ("execute",))
    formats = names_of(node_at(values, "output"))
    hidden = (("echo", "FALSE"),) if any(map(HIDES_CODE.match, formats)) else ()
    return (*hidden, *(option for place in places for option in _stated(pairs_of(node_at(values, *place)))))


def options_set(code: str) -> ChunkOptions:
    """The options that R code sets for the chunks after it: `opts_chunk$set(echo = FALSE)`."""
    code = _unconditional(code) if "if" in code or "else" in code else code
    calls = (code_from(code, found.end())[1:-1] for found in SET.finditer(code))
    return tuple((key, value) for call in calls for key, value in options_in(call) if key in OF_ALL)


def _unconditional(code: str) -> str:
    """Code without what stands behind `if (…)` or `else`."""
    kept: list[str] = []
    at = 0
    while found := CONDITION.search(code, at):
        kept.append(code[at : found.start()])
        at = found.end()
        if code.startswith("(", at):
            at += len(code_from(code, at))
        if not code.endswith("}", found.end(), at):
            blank = BLANK.match(code, at)
            at = blank.end() if blank else at
            at += len(code_from(code, at))
    return "".join([*kept, code[at:]])


def files_run(code: str) -> list[str]:
    """The files that R code runs: `source("R/setup.R")`."""
    return [posixpath.normpath(found[1][1:-1]) for found in RUN.finditer(with_paths(code))]


def _stated(values: YamlMap) -> Iterator[tuple[str, str]]:
    return ((key, node.value) for key, node in values.pairs if key in OF_ALL and isinstance(node.value, str))
