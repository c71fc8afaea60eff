"""bookdown's theorems, and chunks of text instead of code, to the divs that Quarto and Pandoc have for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from posixpath import splitext
from typing import Final

from site_builder.markdown import Chunk, ChunkOptions, chunk_of
from site_builder.markdown.divs.callouts import UNNUMBERED
from site_builder.patterns import pattern

NUMBERED: Final = {
    "theorem": "thm",
    "lemma": "lem",
    "corollary": "cor",
    "proposition": "prp",
    "conjecture": "cnj",
    "definition": "def",
    "example": "exm",
    "exercise": "exr",
    "hypothesis": "hyp",
}
AS_IT_IS: Final = "asis"
LABELS: Final = ("fig-", "tbl-")
BLOCKS: Final = ("block", "block2")
# The engine of the package tufte for text in the margin
IN_MARGIN: Final = "marginfigure"
DIV: Final = pattern(r"(?P<signs>:{3,}[ \t]*)\{(?P<attributes>[^{}\n]{1,1000})\}[: \t]*")
BARE: Final = pattern(r"(?P<signs>:{3,}[ \t]*)(?P<name>[a-z]+)[: \t]*")
NO_WORD: Final = pattern(r"\W+")
# Quarto numbers a theorem even if its id is only the kind: `::: {#thm-}`
ONLY_KIND: Final = pattern(rf"(?<!\S)#({'|'.join(NUMBERED.values())}|rem|sol|alg)-(?=[\s}}])")
ID: Final = pattern(r"(?<!\S)#([\w:.-]{1,200})")
CLASS: Final = pattern(r"(?<!\S)\.([\w-]{1,100})")


@dataclass(slots=True)
class Environments:
    """The theorems of a text. Those without a label get one of the text's own, since they are numbered, too."""

    path: str
    chunk_options: ChunkOptions = ()
    unnamed: Counter[str] = field(default_factory=Counter)

    def of_chunk(self, info: str, comments: Sequence[str], is_of_quarto: bool) -> str | None:
        """The line that opens the div for a chunk of text; "" if it needs no div, None for what is code or hidden.

        `comments` are the options on its first lines. In Quarto, only `asis` is a chunk of text.
        """
        chunk = chunk_of(info, comments)
        if chunk is None or chunk.says_no("include") or (is_of_quarto and chunk.language != AS_IT_IS):
            return None
        name = chunk.language
        chunk = replace(chunk, options={**dict(self.chunk_options), **chunk.options})
        if name == AS_IT_IS:
            return None if chunk.says_no("echo") or chunk.says_no("eval") else _framed(chunk)
        if name == IN_MARGIN:
            return "::: {.column-margin}"
        if name in BLOCKS and chunk.says_no("echo"):
            return None
        if name in BLOCKS:
            kind = chunk.options.get("type", "")
            return f"::: {{.{kind}}}" if CLASS.fullmatch(f".{kind}") else ""
        if name in NUMBERED:
            return f"::: {{#{self.label(name, chunk.options.get('label', ''))} .{name}{_name(chunk)}}}"
        return f"::: {{.{name}{_name(chunk)}}}" if name in UNNUMBERED else None

    def of_div(self, line: str) -> str:
        """The line `::: {.theorem #x}` with the label by which bookdown refers to it, `thm:x`; others unchanged."""
        if (bare := BARE.fullmatch(line)) and bare["name"] in NUMBERED:
            line = f"{bare['signs']}{{.{bare['name']}}}"
        found = DIV.fullmatch(line)
        name = next((each for each in CLASS.findall(found["attributes"]) if each in NUMBERED), "") if found else ""
        if found is None or not name:
            return line
        stated = ID.search(found["attributes"])
        others = ID.sub("", found["attributes"])
        return f"{found['signs']}{{#{self.label(name, stated[1] if stated else '')} {others.strip()}}}"

    def of_quartos_div(self, line: str) -> str:
        found = DIV.fullmatch(line)
        kind = ONLY_KIND.search(found["attributes"] + " ") if found else None
        if kind is None:
            return line
        return line.replace(kind[0], f"{kind[0]}{self.own_name(kind[1])}", 1)

    def label(self, name: str, stated: str) -> str:
        prefix = NUMBERED[name]
        if not ID.fullmatch(f"#{stated}"):
            stated = self.own_name(name)
        return stated if stated.startswith((f"{prefix}:", f"{prefix}-")) else f"{prefix}:{stated}"

    def own_name(self, name: str) -> str:
        self.unnamed[name] += 1
        return f"unnamed-{NO_WORD.sub('-', splitext(self.path)[0])}-{self.unnamed[name]}"


def _framed(chunk: Chunk) -> str:
    """The line that opens the div of a figure or table, with its label and caption; "" for a chunk of anything else."""
    label = chunk.options.get("label", "")
    if not ID.fullmatch(f"#{label}") or not label.startswith(LABELS):
        return ""
    key = f"{label[:3]}-cap"
    caption = chunk.options.get(key, "").replace('"', '\\"')
    return f'::: {{#{label} {key}="{caption}"}}' if caption else f"::: {{#{label}}}"


def _name(chunk: Chunk) -> str:
    name = chunk.options.get("name", "").replace('\\"', '"').replace("\\\\", "\\").replace('"', '\\"')
    return f' name="{name}"' if name else ""
