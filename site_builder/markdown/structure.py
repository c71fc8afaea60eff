"""Tokens to a document's structure: its title, its list of references, its figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it.token import Token

from site_builder.markdown.attributes import Attributes, attributes_of
from site_builder.markdown.citing.labels import kind_of_element
from site_builder.markdown.token_text import plain_text
from site_builder.model import TargetKind
from site_builder.patterns import pattern

# Headings above a list of references, in the languages of most texts
LIST_TITLES: Final = frozenset(
    (
        "references,reference list,references cited,literature cited,works cited,bibliography,literature,literatur,"
        "literaturverzeichnis,quellenverzeichnis,références,bibliographie,referencias,bibliografía,referências,"
        "bibliografia,riferimenti bibliografici,literatuur,literatuurlijst,referenties,referenser,referanser,"
        "litteratur,daftar pustaka,kaynakça,kaynaklar,"
        "参考文献,引用文献,文献,참고문헌,참고 문헌,литература,список литературы,библиография,literatura,piśmiennictwo"
    ).split(",")
)
EMPTY_LIST: Final = pattern(r"\s*<div\s+id\s*=\s*[\"']?refs[\"']?[^<>]*>\s*</div>\s*")


def take_title(tokens: Sequence[Token], is_foreign: bool = False) -> tuple[list[Token], list[Token]]:
    """The three tokens of a leading heading of level 1, if there is one, and the tokens without it.

    Comments and code may be before it. In another tool's text, so may anything that is no heading, such as a motto,
    which is below the title then.
    """

    def is_ahead(token: Token) -> bool:
        return token.type in ("html_block", "fence") or (
            is_foreign and (token.type != "heading_open" or token.level > 0)
        )

    start = next((at for at, token in enumerate(tokens) if not is_ahead(token)), 0)
    if len(tokens) > start + 2 and tokens[start].type == "heading_open" and tokens[start].tag == "h1":
        return list(tokens[start : start + 3]), [*tokens[:start], *tokens[start + 3 :]]
    return [], list(tokens)


def without_list(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the mark for the place of the list of references, which each page makes itself.

    The mark is Pandoc's div with the id `refs` that holds nothing or only a heading, or a heading like “References” at
    the end, with nothing below it.
    """
    kept: list[Token] = []
    for token in tokens:
        opening = _opening_of_list(kept, token)
        if opening is None:
            kept.append(token)
            continue
        del kept[opening:]
        if _ends_in_title(kept):
            del kept[-3:]
    # Footnotes come last, wherever they are written.
    end = next((at for at, token in enumerate(kept) if token.type == "footnote_block_open"), len(kept))
    while end and kept[end - 1].type == "html_block" and kept[end - 1].content.lstrip().startswith("<!--"):
        end -= 1
    if _ends_in_title(kept[:end]):
        del kept[end - 3 : end]
    return kept


def _opening_of_list(tokens: Sequence[Token], end: Token) -> int | None:
    """Where the mark begins that ends in a token: Pandoc's div, in its notation or in HTML; None for anything else."""
    if end.type == "html_block" and EMPTY_LIST.fullmatch(end.content):
        return len(tokens)
    at = len(tokens) - (4 if _ends_in_title(tokens) else 1)
    is_opening = end.type == "div_close" and at >= 0 and tokens[at].type == "div_open"
    return at if is_opening and tokens[at].attrs.get("id") == "refs" else None


def _ends_in_title(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 2 and tokens[-1].type == "heading_close" and is_list_title(plain_text(tokens[-2].children))


def is_list_title(heading: str) -> bool:
    """Whether a heading stands above a list of references."""
    return heading.strip().strip(".:").casefold() in LIST_TITLES


def make_figures(tokens: Sequence[Token]) -> list[Token]:
    """Turn an image alone in its paragraph into a figure, if it has a label or a description, which is the caption."""
    made: list[Token] = []
    waiting = list(reversed(tokens))
    while waiting:
        token = waiting.pop()
        image = _lone_image(token, waiting)
        if image is None:
            made.append(token)
            continue
        inline, _ = waiting.pop(), waiting.pop()
        shown = inline.children or []
        attributes = attributes_of(image)
        opening = Token("figure_open", "figure", 1, block=True, map=token.map)
        # The whole figure bears the id and classes; its size and other attributes are the image's.
        opening.attrs.update(Attributes(attributes.id, attributes.classes).html_attributes("figure"))
        opening.meta |= {**image.meta, "pictures": inline.meta.get("pictures", 1)}
        image.attrs = {key: value for key, value in image.attrs.items() if key not in ("id", "class")}
        image.attrs.update(Attributes(pairs=attributes.pairs).html_attributes("img"))
        caption = Token("inline", "", 0, content=inline.content, children=image.children, map=inline.map)
        made += [
            opening,
            Token("figure_image", "", 0, children=shown, map=inline.map),
            Token("caption_open", "figcaption", 1, block=True),
            caption,
            Token("caption_close", "figcaption", -1, block=True),
            Token("figure_close", "figure", -1, block=True),
        ]
    return made


def _lone_image(token: Token, following: list[Token]) -> Token | None:
    if token.type != "paragraph_open":
        return None
    children = following[-1].children or []
    is_linked = [child.type for child in children] == ["link_open", "image", "link_close"]
    if not is_linked and [child.type for child in children] != ["image"]:
        return None
    image = children[is_linked]
    # A linked image may be a badge, so only a label or a sentence makes it a figure.
    text = plain_text(children, holes=True).strip()
    is_figure = kind_of_element(image) is TargetKind.FIGURE or (text.endswith(".") if is_linked else text)
    return image if is_figure else None
