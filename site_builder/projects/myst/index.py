"""The labels and titles in the texts of a MyST book to the targets of links from any of these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from posixpath import splitext
from types import MappingProxyType
from typing import Final, NamedTuple

from site_builder.characters import as_compared
from site_builder.frozen import frozen
from site_builder.model import YamlMap
from site_builder.patterns import pattern
from site_builder.projects.kinds import Kind
from site_builder.projects.myst.options import STATED, options_in_braces
from site_builder.projects.text_splitting import split_text
from site_builder.yaml_values import node_at, text_of

# What another page or a player is shown in
FRAMES: Final = ("iframe", "video", "youtube", "h5p", "iframe-figure", "video-figure", "h5p-figure")
# The prefixes of our labels, by the directive that has the label
KINDS: Final = {
    **dict.fromkeys(("figure", "image", "figure-md", "subfigure", "glue:figure", *FRAMES), "fig"),
    **dict.fromkeys(("table", "list-table", "csv-table"), "tbl"),
    **dict.fromkeys(("code-block", "code", "sourcecode", "literalinclude"), "lst"),
    **dict.fromkeys(("exercise", "exercise-start"), "exr"),
    "math": "eq",
    "prf:theorem": "thm",
    "prf:lemma": "lem",
    "prf:corollary": "cor",
    "prf:proposition": "prp",
    "prf:conjecture": "cnj",
    "prf:definition": "def",
    "prf:example": "exm",
    "prf:algorithm": "alg",
    "prf:remark": "rem",
}
OTHER_PREFIXES: Final = {"tbl": ("tab", "table"), "fig": ("figure",), "eq": ("eqn", "equation"), "lst": ("code",)}
OPENING: Final = pattern(
    r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[A-Za-z][\w:+-]{0,60})"
    r"(?:[ \t](?P<attributes>[^{}\n]{0,300}))?\}[ \t]*(?P<argument>.*)"
)
CLOSING: Final = pattern(r"[ \t]*(?:`{3,}|~{3,}|:{3,})[ \t]*")
TARGET: Final = pattern(r"[ \t]*\(#?(?P<label>[^()\n]{1,200})\)=[ \t]*")
# How a directive begins its options: between two such lines, or each between colons
IN_YAML: Final = "---"
IN_COLONS: Final = ":"
OPTION: Final = pattern(r"[ \t]*:?(?:name|label):[ \t]+[\"']?(?P<label>[^\s\"'].{0,199}?)[\"']?[ \t]*")
OF_FORMULA: Final = pattern(r"(?P<formula>.*\$\$)[ \t]*\((?P<label>[^()\s]{1,200})\)[ \t]*")
OF_LATEX: Final = pattern(r"\\label\{(?P<label>[^{}\n]{1,200})\}")
HEADING: Final = pattern(
    r"#{1,6}[ \t]+(?P<title>[^ \t\n](?:.{0,500}?[^ \t\n])??)(?:[ \t]+#+)?[ \t]*"
    r"(?:\{#(?P<label>[\w:.-]{1,200})\}[ \t]*)?"
)
PART: Final = pattern(r"-[a-z]")
NO_LABEL: Final = pattern(r"[^\w:.-]+")


class Target(NamedTuple):
    """Something with a label: the label in our Markdown, its prefix, "" for headings and places, and a title."""

    label: str
    kind: str = ""
    title: str = ""


@frozen
class Index:
    """The targets by label, the `titles` of texts by path, and the paths of `texts` by themselves and without ending.

    `labels` are those of whole texts, with their paths. `is_of_mystmd` says that mystmd prints the book, not Sphinx.
    """

    targets: Mapping[str, Target] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    is_of_mystmd: bool = False

    def target(self, name: str) -> Target | None:
        """What has a label; `x-b` is the second of the pictures of the figure `x`, as Quarto's `fig-x-2` is."""
        found = self.targets.get(as_compared(name))
        whole = self.targets.get(as_compared(name[:-2])) if PART.fullmatch(name[-2:]) and not found else None
        if whole and whole.kind == "fig":
            return whole._replace(label=f"{whole.label}-{ord(name[-1]) - ord('a') + 1}")
        return found

    def knows(self, name: str) -> bool:
        return self.target(name) is not None or as_compared(name) in self.labels


def index_of(
    texts: Sequence[str],
    read: Callable[[str], str],
    heads: Mapping[str, YamlMap] = MappingProxyType({}),
    is_of_mystmd: bool = False,
    included: Iterable[str] = (),
) -> Index:
    """The index of a book's texts, and of those that are `included` in them. `heads` are the texts' front matter."""
    targets: dict[str, Target] = {}
    titles: dict[str, str] = {}
    paths: dict[str, str] = {}
    labels: dict[str, str] = {}
    for text in texts:
        head = heads.get(text, YamlMap())
        titles |= {text: title} if (title := text_of(node_at(head, "title"))) else {}
        labels |= {as_compared(label): text} if (label := text_of(node_at(head, "label"))) else {}
        paths |= {splitext(text)[0]: text, text: text}
    for text in (*texts, *included):
        for names, target in _targets(split_text(read(text), text, Kind.MYST).text.split("\n")):
            if not target.kind and target.title and text in paths:
                titles.setdefault(text, target.title)
            for name in names:
                targets.setdefault(as_compared(name), target)
    return Index(targets, titles, paths, labels, is_of_mystmd)


def label_of(label: str, kind: str = "") -> str:
    """A label in our Markdown, where the prefix tells whether it is that of a figure or the like."""
    plain = NO_LABEL.sub("-", label.strip()).strip("-.")
    for prefix in (kind, *OTHER_PREFIXES.get(kind, ())):
        for sign in ":-_" if kind else "":
            if plain.lower().startswith(f"{prefix}{sign}"):
                return f"{kind}-{plain[len(prefix) + 1 :]}"
    return f"{kind}-{plain}" if kind else plain


def _targets(lines: Iterable[str]) -> Iterator[tuple[list[str], Target]]:
    """Each target, with its names: several may stand before it."""
    names: list[str] = []
    kind, options = "", ""
    for line in lines:
        if CLOSING.fullmatch(line):
            options = ""
            continue
        if options and line.strip() == IN_YAML:
            options = IN_YAML if options == IN_COLONS else ""
            continue
        if options == IN_YAML or (options and STATED.fullmatch(line)):
            if found := OPTION.fullmatch(line):
                yield [found["label"]], Target(label_of(found["label"], kind), kind)
            continue
        options = ""
        if found := TARGET.fullmatch(line):
            names.append(found["label"])
        elif found := OPENING.fullmatch(line.lstrip("*- \t")):
            stated = options_in_braces(found["attributes"] or "").get("name", "")
            names += [stated] if stated else []
            kind, options = KINDS.get(found["name"], ""), IN_COLONS
            if found["name"] == "figure-md" and found["argument"].strip():
                names.append(found["argument"])
            if names:
                yield names, Target(label_of(names[0], kind), kind)
                names = []
        elif found := OF_FORMULA.fullmatch(line):
            yield [*names, found["label"]], Target(label_of(found["label"], "eq"), "eq")
            names = []
        elif found := OF_LATEX.search(line):
            yield [found["label"]], Target(label_of(found["label"], "eq"), "eq")
        elif found := HEADING.fullmatch(line):
            labels = [*names, found["label"]] if found["label"] else names
            yield labels, Target(label_of(labels[0]) if labels else "", "", found["title"])
            names = []
        elif names and line.strip() and not line.startswith("%"):
            below = "fig" if line.startswith("![") else ""
            yield names, Target(label_of(names[0], below), below)
            names = []
