"""Code chunks of R Markdown and Quarto, which are not run, to figures that say so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.diagnostics import Rule
from site_builder.frozen import frozen
from site_builder.markdown.citing.crossrefs import kind_of
from site_builder.markdown.code.defaults import options_set
from site_builder.markdown.code.named_texts import NamedTexts
from site_builder.markdown.code.options import (
    by_code,
    comments_above,
    options_in,
    pasted,
    stated_in_comments,
    texts_in,
    unescaped,
    with_paths,
)
from site_builder.markdown.code.pictures import Named, images_of, paths_shown, quoted, unrun
from site_builder.markdown.code.silent import draws_nothing, shows_nothing
from site_builder.markdown.code.stored import Form, blocks_of, outputs_in
from site_builder.markdown.divs.panels import caption_of, framed, stated_text
from site_builder.markdown.places import reading_of
from site_builder.markdown.raw.latex_captions import marks_in_markdown
from site_builder.model import TargetKind
from site_builder.patterns import pattern
from site_builder.yaml_values import NO

CHUNK: Final = pattern(r"\{\s*(?P<language>[A-Za-z][\w-]*)(?:[\s,]+(?P<options>[^\n]*?))?\s*\}")
BARE_NAME: Final = pattern(r"[^\s\[\],]+")
TEXT: Final = r"""(?:"((?:\\.|[^"\\]){1,2000})"|'((?:\\.|[^'\\]){1,2000})')"""
STATED: Final = (
    r"(?:\bcaption\s*=\s*|\b(?:set|modify|tab)_caption\(\s*"
    r"|\b(?:modelsummary|msummary|datasummary\w{0,30}|stargazer)\([^\n]{0,500}?\btitle\s*=\s*)"
)
CAPTION_IN_CODE: Final = pattern(rf"{STATED}(?P<call>(?:[A-Za-z.][\w.]{{0,60}}\(\s*)?){TEXT}", re.DOTALL)
NAMED_CAPTION: Final = pattern(rf"{STATED}(?!(?:NULL|NA|TRUE|FALSE|T|F)\b)([A-Za-z.][\w.]{{0,60}})\s*[,)]")
# Other functions have captions of another kind: `labs(caption = "Source: …")`.
MAKES_TABLE: Final = pattern(r"\b(?:kable|kbl|apa_table|xtable|(?:set|modify|tab)_caption|modelsummary|stargazer)\(")
DRAWS: Final = pattern(r"\b(?:ggplot|labs|plot_annotation|qplot)\(")
# Quarto draws these, and never shows their code.
DIAGRAMS: Final = ("mermaid", "dot")
OF_KNITR: Final = ".rmd"
OF_QUARTO: Final = (".qmd", ".ipynb")
NO_WORD: Final = pattern(r"\W+")
# “Figure 1: A curve”
NUMBERED_BY_HAND: Final = pattern(
    r"[*_]{0,3}(?:fig(?:ure|\.)?|table|tab\.|abbildung|abb\.|tabelle)[ ~]\s{0,3}S?\d", re.IGNORECASE
)
# The options by which a chunk has the code of a file, or of other chunks.
TAKES: Final = ("code", "file", "ref-label")
# What R finds of the format that it makes; here it is HTML.
OF_LATEX: Final = pattern(r"(?:knitr:::?)?is_latex(?:_output\(\))?|!\s?(?:knitr:::?)?is_html(?:_output\(\))?")
LONGEST_INFO: Final = 5_000
DISTANCE: Final = pattern(r"\\[vh]space\*?\{[^{}]{0,100}\}")
LABEL: Final = pattern(r" ?(?:\\label\{(?P<latex>[\w:.-]{1,200})\}|\(\\#(?P<bookdown>(?:fig|tab):[\w:.-]{1,200})\) ?)")


@frozen
class Chunk:
    """A chunk's options, by their names in Quarto (“fig-cap”, not “fig.cap”)."""

    language: str
    options: dict[str, str]

    def says_no(self, key: str) -> bool:
        said = self.options.get(key, "").lower()
        return said in NO or said == "f" or OF_LATEX.fullmatch(said) is not None


def chunks_plugin(md: MarkdownIt) -> None:
    md.core.ruler.before("inline", "chunks", chunks_rule)


def chunks_rule(state: StateCore) -> None:
    tokens: list[Token] = []
    of_all = dict(reading_of(state).chunk_options)
    texts = NamedTexts()
    for token in state.tokens:
        chunk = _chunk(token, of_all, texts) if token.type == "fence" else None
        if chunk is not None and "opts_chunk" in token.content:
            of_all |= options_set(token.content)
        tokens += [token] if chunk is None else _shown(chunk, token, texts, state)
    state.tokens = tokens


def chunk_of(info: str, comments: Sequence[str] = ()) -> Chunk | None:
    """The chunk that begins with `{r label, key=value}`, None for other code. The comments on its first lines count."""
    found = CHUNK.fullmatch(info.strip()) if len(info) < LONGEST_INFO else None
    if found is None:
        return None
    return Chunk(found["language"], {**dict(options_in(found["options"] or "")), **stated_in_comments(comments)})


def children_of(info: str, comments: Sequence[str]) -> tuple[str, ...] | None:
    """The files that a chunk shows in its place; None for a chunk that has code of its own."""
    if not any("child" in said for said in (info, *comments)):
        return None
    chunk = chunk_of(info, comments)
    if chunk is None or chunk.language not in ("r", "R"):
        return None
    said = with_paths(chunk.options.get("child", ""))
    files = tuple(texts_in(said)) or tuple(name for name in BARE_NAME.findall(said) if "." in name and "(" not in said)
    return (() if chunk.says_no("eval") else files) if files else None


def _chunk(fence: Token, of_all: Mapping[str, str], texts: NamedTexts) -> Chunk | None:
    lines = fence.content.split("\n")
    comments = comments_above(lines)
    chunk = chunk_of(fence.info, comments)
    if chunk is None:
        return None
    fence.content = "\n".join(lines[len(comments) :])
    texts.learn(fence.content)
    return Chunk(chunk.language, {**of_all, **texts.filled(chunk.options)})


def _shown(chunk: Chunk, fence: Token, texts: NamedTexts, state: StateCore) -> list[Token]:
    reading = reading_of(state)
    language = chunk.language.lower().removeprefix("webr-").removeprefix("pyodide-").removeprefix("shinylive-")
    file = quoted(chunk.options.get("filename", ""))
    code = fence.copy(info=f'{{.{language} filename="{file}"}}' if file else language)
    if chunk.says_no("include") or language == "comment":
        return []
    if caption := chunk.options.get("lst-cap", ""):
        return framed(
            chunk.options.get("lst-label", ""), TargetKind.LISTING, caption_of(stated_text(caption, fence.map)), code
        )
    row = (fence.map or [0])[0]
    named = _named(chunk, fence, texts, is_of_quarto=reading.path.lower().endswith(OF_QUARTO))
    if named and not named[0] and _is_numbered_by_knitr(reading.path, named[2]):
        # knitr gives every chunk a label, so that bookdown counts whatever has a caption.
        count = state.env["unnamed_chunks"] = state.env.get("unnamed_chunks", 0) + 1
        prefix = "tab" if named[1] is TargetKind.TABLE else "fig"
        named = None if chunk.says_no("eval") else (f"{prefix}:{NO_WORD.sub('-', reading.path)}-{count}", *named[1:])
    if images := images_of(paths_shown(fence.content), fence, named, chunk.options):
        if by_code("fig-cap") in chunk.options:
            message = "Code that is not run makes the caption of this figure, so it is missing."
            place = reading.place_of(row, fence.markup)
            reading.add(Rule.UNRUN_CODE, place, message, "write it out in the options of the chunk.")
        return images
    # What stands for a diagram is its code, though that is not shown beside it.
    is_blank = not fence.content.strip()
    is_hidden = is_blank or (chunk.says_no("echo") and chunk.language not in DIAGRAMS)
    if outputs := outputs_in(chunk.options, hides_warnings=chunk.says_no("warning")):
        if chunk.says_no("output"):
            outputs = []
        elif _hides_results(chunk):
            outputs = [output for output in outputs if output.form is Form.PICTURE]
        if any(output.form is Form.UNKNOWN for output in outputs):
            message = "What the code of this cell shows needs a program to be shown, so it is missing."
            hint = "save a picture of it in the notebook, too, or beside this text."
            reading.add(Rule.UNRUN_CODE, reading.place_of(row, fence.markup), message, hint)
        shown = blocks_of(outputs, fence, named, chunk.options, state) if outputs else []
        return [*([] if is_hidden else [code]), *shown]
    if named or chunk.language in DIAGRAMS or (is_hidden and _may_show(chunk, fence.content)):
        message = f"This chunk of “{chunk.language}” is not run, so what it would show is missing."
        hint = "run it yourself, save what it makes beside this text, and show that in its place."
        reading.add(Rule.UNRUN_CODE, reading.place_of(row, fence.markup), message, hint)
    elif is_blank and _takes_code(chunk):
        message = "What this chunk takes from elsewhere is not read, so it is missing."
        reading.add(Rule.UNRUN_CODE, reading.place_of(row, fence.markup), message, "write the code into the chunk.")
    if named is None:
        return [] if is_hidden else [code]
    label, kind, caption = named
    tokens = framed(label, kind, caption_of(stated_text(caption, fence.map)), code)
    tokens[0].meta["place"] = reading.place_of(row, chunk.options.get("label") or fence.markup)
    missing = unrun()
    at = tokens.index(code)
    tokens[at : at + 1] = missing if is_hidden else [*missing, code]
    return tokens


def _may_show(chunk: Chunk, code: str) -> bool:
    is_text = chunk.language == "asis"
    if is_text or chunk.says_no("eval") or shows_nothing(code, chunk.language.lower()):
        return False
    return not (_hides_results(chunk) and draws_nothing(code))


def _takes_code(chunk: Chunk) -> bool:
    return any(key in chunk.options for key in TAKES) and not (chunk.says_no("echo") and chunk.says_no("eval"))


def _hides_results(chunk: Chunk) -> bool:
    return chunk.options.get("results", "").strip("\"'") == "hide"


def _named(chunk: Chunk, fence: Token, texts: NamedTexts, is_of_quarto: bool) -> Named | None:
    """The label, kind and caption of what the code would show; None where nothing names it.

    R Markdown puts a prefix before a figure's label, and Quarto counts nothing whose label has none; of a table only
    the code says that it is one.
    """
    label = chunk.options.get("label", "")
    if is_of_quarto and kind_of(label) is None:
        label = ""
    for kind, key in ((TargetKind.FIGURE, "fig-cap"), (TargetKind.TABLE, "tbl-cap"), (TargetKind.TABLE, "tab-cap")):
        if key in chunk.options:
            label = _label(label, "fig" if kind is TargetKind.FIGURE else "tab")
            return _labelled(label, kind, _caption(chunk.options, key))
    code = fence.content
    caption = _caption_in(code, texts)
    if own := kind_of(label):
        return label, own, (caption or "") if own is TargetKind.TABLE else ""
    is_table = MAKES_TABLE.search(code) is not None or (label and not DRAWS.search(code))
    if caption is None or not (caption or label) or not is_table or shows_nothing(code, chunk.language.lower()):
        return None
    return _labelled(label and f"tab:{label}", TargetKind.TABLE, caption)


def _is_numbered_by_knitr(path: str, caption: str) -> bool:
    return path.lower().endswith(OF_KNITR) and NUMBERED_BY_HAND.match(caption) is None


def _caption_in(code: str, texts: NamedTexts) -> str | None:
    """The caption that code states; "" for one that only has a name here, None where there is none."""
    if found := CAPTION_IN_CODE.search(code):
        text = pasted(code, found.start("call")) or unescaped(found[2] or found[3])
        return " ".join(text.split())
    name = NAMED_CAPTION.search(code)
    return texts.said(name[1]) if name else None


def _labelled(label: str, kind: TargetKind, caption: str) -> Named:
    r"""A label that the caption gives, `\label{x}` or `(\#tab:x)`, is the one that its author refers to."""
    if found := LABEL.search(caption):
        label = found["latex"] or found["bookdown"]
        caption = f"{caption[: found.start()]}{caption[found.end() :]}".strip()
    return label, kind, marks_in_markdown(caption)


def _caption(options: Mapping[str, str], key: str) -> str:
    """The caption with those of the parts, which are not told apart where code draws them."""
    whole, parts = options.get(key, ""), options.get(key.replace("cap", "subcap"), "")
    return DISTANCE.sub("", f"{whole} ({parts})" if parts else whole).strip()


def _label(label: str, prefix: str) -> str:
    return label if kind_of(label) or not label else f"{prefix}:{label}"
