"""Pandoc's attributes, `{#id .class key=value}`, to their parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from site_builder.frozen import frozen
from site_builder.patterns import pattern

ATTRIBUTE: Final = pattern(
    r"""\s*(?:
        \#(?P<id>[^\s{}"'<>=\#]+)
      | \.(?P<class>[^\s{}"'<>=\#.]+)
      | (?P<dash>-)(?=[\s}])
      | (?P<key>[A-Za-z_:][\w:.-]*)=(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'|(?P<bare>[^\s}"'`]*))
    )""",
    re.VERBOSE,
)
LONGEST: Final = 2_000
FENCE: Final = pattern(r"(?P<language>[^\s`{}]*+)\s*+(?=\{)")
# The address of a link after its text; brackets with a citation or a note in them
LINKED: Final = pattern(r"""\]\((?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)""")
CITES: Final = pattern(r"\[(?:\^|[^\[\]]*(?<!\w)@)")
TICKS: Final = pattern("`+")

# Attributes that mean something on any element; the rest become `data-…`, as in Pandoc's HTML.
GLOBAL: Final = frozenset({"style", "title", "lang", "dir", "role", "hidden", "tabindex", "translate"})
OF_TAG: Final = {
    "img": frozenset({"alt", "width", "height", "loading", "decoding"}),
    "a": frozenset({"target", "rel", "download", "hreflang", "type"}),
}
SIZES: Final = frozenset({"width", "height"})
LENGTH: Final = pattern(r"(\d{1,6}(?:\.\d{1,6})?)(%|[a-z]*)")
PIXELS: Final = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "em": 16.0,
    "rem": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
}
# A page's Content-Security-Policy forbids styles unless HTML on it has some, so widths in percent become classes, in
# steps.
SHARE_STEP: Final = 5
# The alternative text of an image, for those who cannot see it
ALTERNATIVES: Final = ("fig-alt", "alt")


@frozen
class Attributes:
    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str:
        return next((value for known, value in self.pairs if known == key), "")

    def html_attributes(self, tag: str) -> dict[str, str]:
        """The attributes as an HTML element takes them, in Pandoc's order."""
        taken: dict[str, str] = {}
        styles: list[str] = []
        if self.id:
            taken["id"] = self.id
        if self.classes:
            taken["class"] = " ".join(self.classes)
        for key, value in self.pairs:
            if key in SIZES and tag == "img" and (length := LENGTH.fullmatch(value)) and length[2] in PIXELS:
                taken[key] = str(round(float(length[1]) * PIXELS[length[2]]))
            elif key == "width" and tag == "img" and value.endswith("%") and (length := LENGTH.fullmatch(value)):
                taken["class"] = " ".join([*self.classes, share_class(float(length[1]))])
            elif key in SIZES and tag == "img":
                taken[f"data-{key}"] = value
            elif key == "style":
                styles.append(value.rstrip("; "))
            elif key in GLOBAL or key in OF_TAG.get(tag, ()) or key.startswith(("data-", "aria-")):
                taken[key] = value
            else:
                taken[f"data-{key.lower()}"] = value
        if styles:
            taken["style"] = ";".join(styles)
        return taken


NO_ATTRIBUTES: Final = Attributes()


def attributes_of(token: Token) -> Attributes:
    """The attributes that the author gave an element in braces."""
    attributes: Attributes = token.meta.get("attributes", NO_ATTRIBUTES)
    return attributes


def state_language(tokens: Iterable[Token], language: str) -> None:
    """Give the outermost elements of a text, and of its notes, a language if they have none of their own."""
    depth = 0
    for token in tokens:
        if token.type.startswith(("footnote_", "table_")):
            continue
        if token.nesting > 0 and not depth:
            token.attrs.setdefault("lang", language)
        depth += token.nesting


def share_class(percent: float) -> str:
    step = round(percent / SHARE_STEP) * SHARE_STEP
    return f"width-{min(max(step, SHARE_STEP), 100)}"


def attributes_at(text: str, start: int, end: int | None = None) -> tuple[Attributes, int] | None:
    """The attributes that begin at `start`, and where they end; None if there are none."""
    end = min(len(text) if end is None else end, start + LONGEST)
    if start >= end or text[start] != "{":
        return None
    at = start + 1
    identifier, classes, pairs = "", list[str](), list[tuple[str, str]]()
    while match := ATTRIBUTE.match(text, at, end):
        at = match.end()
        if match["id"]:
            identifier = match["id"]
        elif match["class"]:
            classes.append(match["class"])
        elif match["dash"]:
            classes.append("unnumbered")
        else:
            quoted = match["double"] if match["double"] is not None else match["single"]
            value = match["bare"] if quoted is None else re.sub(r"\\([\W_])", r"\1", quoted)
            if match["key"] == "class":
                classes.extend(value.split())
            elif match["key"] == "id":
                identifier = value
            else:
                pairs.append((match["key"], value))
    while at < end and text[at].isspace():
        at += 1
    if at >= end or text[at] != "}":
        return None
    return Attributes(identifier, tuple(classes), tuple(pairs)), at + 1


def attributes_of_fence(info: str) -> Attributes | None:
    """What a fence says in braces, with the language before them as the first class; None if it has no braces."""
    found = FENCE.match(info.strip()[:LONGEST])
    read = attributes_at(found.string, found.end()) if found else None
    if found is None or read is None:
        return None
    before = (unescapeAll(found["language"]),) if found["language"] else ()
    return replace(read[0], classes=(*before, *read[0].classes))


def split_attributes(text: str) -> tuple[str, Attributes | None]:
    """A text without the attributes at its end, and these attributes."""
    stripped = text.rstrip()
    start = stripped.rfind("{") if stripped.endswith("}") else -1
    found = attributes_at(stripped, start) if start >= 0 and not _escaped(stripped, start) else None
    if found is None or found[1] != len(stripped) or _ends_inline_element(stripped[:start]):
        return text, None
    before, attributes = stripped[:start], found[0]
    if before.endswith("[]"):
        # Pandoc writes LaTeX's labels as spans without text.
        label = attributes.id or attributes.get("label")
        return before[:-2].rstrip(), Attributes(label, attributes.classes)
    return before.rstrip(), attributes


def _ends_inline_element(text: str) -> bool:
    """Whether a text ends with a span, a link, an image or code, to which attributes right after it belong."""
    text = text[-LONGEST:]
    if _escaped(text, len(text) - 1):
        return False
    if text.endswith("]"):
        start = _opening_bracket(text)
        return 0 <= start < len(text) - 2 and not CITES.match(text, start) and not text.endswith("^", 0, start)
    if text.endswith(")"):
        return LINKED.fullmatch(text, max(text.rfind("]("), 0)) is not None
    opening = ""
    for run in TICKS.finditer(text) if text.endswith("`") else ():
        if opening == run[0]:
            if run.end() == len(text):
                return True
            opening = ""
        elif not opening and not _escaped(text, run.start()):
            opening = run[0]
    return False


def _opening_bracket(text: str) -> int:
    """The place of the bracket that the last one closes; -1 if there is none."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        if text[at] in "[]" and not _escaped(text, at):
            depth += 1 if text[at] == "]" else -1
            if depth == 0:
                return at
    return -1


def _escaped(text: str, at: int) -> bool:
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1
