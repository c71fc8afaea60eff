"""Pictures that code shows to Markdown's images."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from markdown_it.token import Token

from site_builder.markdown.code.string_variables import with_paths_substituted
from site_builder.markdown.divs.figure_divs import attribute_text_token
from site_builder.markdown.lone_brackets import with_lone_brackets_escaped
from site_builder.markdown.paragraphs import paragraph
from site_builder.model import TargetKind, Word
from site_builder.patterns import pattern

# Files that R shows as they are: `knitr::include_graphics("map.png")`.
SHOWN_FILES: Final = pattern(
    r"\binclude_graphics\(\s*+(?:path\s*=\s*+)?(?:(?:c|rep)\(\s*+)?(?P<paths>[\"'][^()]{1,2000}?)(?:,\s*(?P<times>\d))?\s*\)"
)
IMAGE: Final = pattern(
    r"""["']([^"'<>\n]{1,500}\.(?:png|jpe?g|gif|svg|webp|avif|pdf)(?:\?[\w=&.%-]{0,200})?)["']""", re.IGNORECASE
)
QUOTE: Final = pattern(r'\\?"')
SIZE: Final = pattern(r"\d{1,4}(?:\.\d{1,3})?(?:%|px|cm|in)")
LABEL: Final = pattern(r"[\w:.-]{1,200}")


class NamedOutput(NamedTuple):
    """The label, kind and caption of what code shows, or would show."""

    label: str
    kind: TargetKind
    caption: str


def unrun_paragraph() -> list[Token]:
    """A paragraph in place of something that code makes and that is not shown here."""
    return paragraph(Token("exhibit", "", 0, block=True, meta={"hole": Word("block.unrun")}))


def paths_shown(code: str) -> list[str]:
    found = SHOWN_FILES.search(with_paths_substituted(code)) if "include_graphics" in code else None
    return IMAGE.findall(found["paths"]) * int(found["times"] or 1) if found else []


def images_of(paths: Sequence[str], fence: Token, named: NamedOutput | None, options: Mapping[str, str]) -> list[Token]:
    """Markdown's images for paths. The first one has the label and the caption."""
    label, _, caption = named or ("", None, "")
    size = options.get("out-width", "")
    said = [f'fig-alt="{escaped_for_attribute(options["fig-alt"])}"'] if options.get("fig-alt") else []
    said += [f"width={size}"] if SIZE.fullmatch(size) else []
    tokens: list[Token] = []
    for path in paths:
        first = not tokens
        own = [f"#{label}"] if first and LABEL.fullmatch(label) else []
        identified = f"{{{' '.join([*own, *said])}}}" if own or said else ""
        shown = with_lone_brackets_escaped(caption) if first else ""
        text = attribute_text_token(f"![{shown}](<{path}>){identified}", fence.map)
        text.meta["pictures"] = 0
        tokens += paragraph(text, fence.map)
    return tokens


def escaped_for_attribute(text: str) -> str:
    """The text of an option for an attribute, with backslashes before quotation marks."""
    return QUOTE.sub(r'\\"', " ".join(text.split()))
