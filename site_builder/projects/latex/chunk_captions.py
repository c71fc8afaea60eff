r"""Captions in the options of chunks to ones without LaTeX: `fig.cap="From \\citet{a}"` to `fig.cap="From @a"`.

So are those in code, `kable(x, caption="From \\citet{a}")`, if nobody sees the code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.markdown.code.chunk import Chunk, chunk_of
from site_builder.markdown.code.defaults import ChunkOptions, options_set
from site_builder.markdown.code.options import COMMENTED, SAID, TEXT, code_from, comments_above, unescaped
from site_builder.markdown.fences import CODE_FENCE
from site_builder.patterns import pattern
from site_builder.projects.latex.inline_commands import inline_commands_in_markdown
from site_builder.projects.lines.source_lines import Line, blocks_of_code

NAMES: Final = "|".join(sorted(SAID)).replace("-", "[.-]")
OPTION: Final = pattern(rf"(?<![\w.-])(?:{NAMES})\s*=\s*")
IN_CODE: Final = pattern(r"(?<![\w.])caption\s*=\s*")
# A line of YAML, with the key that it may begin, the sign of a list's item, and a quotation mark
STATED: Final = pattern(
    r"(?P<margin>\s*(?:#|//|%%) ?\|\s*)(?:(?P<key>[\w.-]+)\s*:(?=\s|\Z)\s*)?(?P<item>-\s+)?(?P<quote>\"?)(?P<text>.*)"
)
LITERAL: Final = pattern(TEXT)


def with_captions_of_chunks(lines: Sequence[Line], options: ChunkOptions) -> list[Line]:
    """The lines with Markdown in captions; each chunk begins with the `options`."""
    made, of_all = list(lines), dict(options)
    for start, end in blocks_of_code(lines):
        if "{" in lines[start].text:
            made[start] = lines[start]._replace(text=_with_options(lines[start].text))
            code = [*_with_comments(lines[start + 1 : end])]
            texts = [line.text for line in code]
            chunk = _chunk(lines[start].text, texts)
            if chunk and Chunk(chunk.language, {**of_all, **chunk.options}).says_no("echo"):
                code = [line._replace(text=_with_options(line.text, IN_CODE)) for line in code]
            of_all |= options_set("\n".join(texts)) if chunk else ()
            made[start + 1 : end] = code
    return made


def _with_comments(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a chunk's code. Its first ones may state options, a text of YAML over several of them."""
    is_above, is_said, is_quoted = True, False, False
    for line in lines:
        found = STATED.fullmatch(line.text) if is_above and COMMENTED.fullmatch(line.text) else None
        if found is None:
            is_above = False
            yield line
            continue
        if found["key"]:
            is_said, is_quoted = found["key"].replace(".", "-") in SAID, False
        if not is_said or OPTION.search(line.text):
            yield line._replace(text=_with_options(line.text))
            continue
        is_quoted = is_quoted or bool(found["quote"])
        before = line.text[: found.start("text")]
        text = found["text"].rstrip()
        end = '"' if is_quoted and text.endswith('"') else ""
        said = _said(text.removesuffix(end), '"') if is_quoted else inline_commands_in_markdown(text)
        is_quoted = is_quoted and not end
        yield line._replace(text=f"{before}{said}{end}")


def _chunk(opening: str, code: Sequence[str]) -> Chunk | None:
    found = CODE_FENCE.fullmatch(opening)
    return chunk_of(found["rest"], comments_above(code)) if found else None


def _with_options(text: str, option: re.Pattern[str] = OPTION) -> str:
    r"""The line with knitr's options, `fig.cap="…"`, in which R's texts double each backslash."""
    parts: list[str] = []
    start = 0
    for found in option.finditer(text) if "\\" in text else ():
        if found.end() >= start:
            code = code_from(text, found.end())
            parts += (text[start : found.end()], LITERAL.sub(_literal, code))
            start = found.end() + len(code)
    return "".join((*parts, text[start:]))


def _literal(found: re.Match[str]) -> str:
    quote = found[0][0]
    return f"{quote}{_said(found[0][1:-1], quote)}{quote}"


def _said(written: str, quote: str) -> str:
    """What stands between quotation marks, with its escapes."""
    text = unescaped(written)
    said = inline_commands_in_markdown(text)
    return written if said == text else said.replace("\\", "\\\\").replace(quote, f"\\{quote}")
