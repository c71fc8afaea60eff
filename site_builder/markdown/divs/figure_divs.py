"""Divs with a figure's, table's or listing's label to figures, with their parts, and labelled code to listings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from string import ascii_lowercase
from typing import Final

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.markdown.attributes import ALTERNATIVES, Attributes, attributes_of, attributes_of_fence
from site_builder.markdown.citing.crossrefs import kind_of
from site_builder.markdown.citing.labels import kind_of_element, set_label
from site_builder.markdown.code.options import in_one
from site_builder.markdown.token_text import without_citations
from site_builder.model import TargetKind

FRAMED: Final = frozenset({TargetKind.FIGURE, TargetKind.TABLE, TargetKind.LISTING})
TABS: Final = "panel-tabset"
AROUND_HEADINGS: Final = ("div", "blockquote", "list_item", "table", "footnote")
CAPTIONS: Final = ("fig-cap", "tbl-cap", "lst-cap", "caption")
CAPTIONS_OF_PARTS: Final = ("fig-subcap", "tbl-subcap")


def stated_captions_rule(state: StateCore) -> None:
    """Turn captions in attributes into text that is parsed like any other."""
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "fence" and (listing := _listing(token)):
            tokens += listing
            continue
        tokens.append(token)
        if token.type == "div_open" and frames(token):
            caption = _stated_caption(attributes_of(token))
            tokens += caption_of(attribute_text_token(caption, token.map)) if caption else ()
    state.tokens = tokens


def first_stated_value(attributes: Attributes, keys: Sequence[str]) -> str:
    """The first value of the attributes that is not empty; "" if there is none."""
    return next((text for key in keys if (text := attributes.get(key).strip())), "")


def _stated_caption(attributes: Attributes) -> str:
    """The caption with those of the parts, which Quarto keeps beside it when it has run code: “Both (One; Two)”."""
    whole = first_stated_value(attributes, CAPTIONS)
    parts = in_one(CAPTIONS_OF_PARTS[0], [first_stated_value(attributes, CAPTIONS_OF_PARTS)])
    return f"{whole} ({parts})".strip() if parts else whole


def make_figure_divs(tokens: Sequence[Token]) -> list[Token]:
    """Turn each div with a figure's, table's or listing's label into a figure. Its last paragraph is the caption."""
    made: list[Token] = []
    open_divs: list[int | None] = []
    uncounted: list[bool] = []
    for token in tokens:
        kind, _, edge = token.type.rpartition("_")
        if kind in AROUND_HEADINGS and edge == "open":
            uncounted.append(kind != "div" or TABS in attributes_of(token).classes)
        elif kind in AROUND_HEADINGS and edge == "close":
            uncounted.pop()
        elif token.type == "heading_open" and any(uncounted):
            # The name of a tab begins no section; nor, as in Pandoc, does one in a quotation, list, table or note.
            token.meta["is_aside"] = True
        if token.type == "div_open":
            open_divs.append(len(made) if frames(token) else None)
            made.append(token)
        elif token.type == "div_close" and (opening := open_divs.pop()) is not None:
            made[opening:] = _panel(made[opening], made[opening + 1 :], token)
        else:
            made.append(token)
    return made


def part_images(tokens: Sequence[Token]) -> list[Token]:
    """Put images that are side by side in a figure's div into paragraphs of their own, so that each is a figure."""
    parted: list[Token] = []
    depth: list[bool] = []
    for at, token in enumerate(tokens):
        if token.type == "div_open":
            depth.append(frames(token) or any(key.startswith("layout") for key, _ in attributes_of(token).pairs))
        elif token.type == "div_close":
            depth.pop()
        elif token.type == "inline" and any(depth) and tokens[at - 1].type == "paragraph_open":
            images = [child for child in token.children or () if child.type == "image"]
            others = [child for child in token.children or () if child.type not in ("image", "softbreak")]
            if all(attributes_of(image).id for image in images):
                others = [child for child in others if child.type != "text" or child.content.strip()]
            if len(images) > 1 and not others:
                for image in images[:-1]:
                    parted += [token.copy(children=[image]), tokens[at + 1].copy(), tokens[at - 1].copy()]
                parted.append(token.copy(children=images[-1:]))
                continue
        parted.append(token)
    return parted


def frames(div: Token) -> bool:
    return kind_of_element(div) in FRAMED


def _panel(div: Token, inside: list[Token], end: Token) -> list[Token]:
    attributes = attributes_of(div)
    opening = div.copy(type="figure_open", tag="figure", attrs={}, meta=dict(div.meta))
    if not attributes.id:
        opening.meta.pop("kind", None)
    kept = tuple(pair for pair in attributes.pairs if pair[0] not in (*CAPTIONS, *CAPTIONS_OF_PARTS))
    opening.attrs.update(Attributes(attributes.id, attributes.classes, kept).html_attributes("figure"))
    inside, caption = _split_caption(inside)
    if not caption:
        if inside and inside[0].type == "table_open" and inside[-1].type == "table_close" and _is_one(inside):
            return _labelled_table(inside, div)
        if inside and inside[0].type == "figure_open" and "id" not in inside[0].attrs and _is_one(inside):
            # The div takes the caption of a figure that is alone in it.
            inside = inside[1:-1]
    if caption and len(images := list(_images(inside))) == 1:
        _describe(images[0], caption[1])
    # In LaTeX's figures, parts count without a label, too.
    parts = [token for token in inside if _is_part(token, kind_of_element(div), "kind" in div.meta)]
    for letter, part in zip(_letters(len(parts)), parts, strict=True):
        part.meta["part"] = letter
    opening.meta["pictures"] = len(list(_images(inside))) + sum(token.type == "table_open" for token in inside)
    has_own = any(token.type == "caption_open" for token in inside) and not (parts and attributes.id)
    caption = caption or ([] if has_own else caption_of(attribute_text_token("", None)))
    body = [*inside, *caption] if kind_of_element(div) is TargetKind.FIGURE else [*caption, *inside]
    return [opening, *body, end.copy(type="figure_close", tag="figure")]


def _is_part(token: Token, kind: TargetKind | None, are_all: bool) -> bool:
    if token.type not in ("figure_open", "table_open") or "part" in token.meta:
        return False
    return kind_of_element(token) is kind if attributes_of(token).id else are_all


def _letters(count: int) -> list[str]:
    """a, b, …, z, aa, ab, …"""
    letters = list(ascii_lowercase[:count])
    for at in range(count - len(letters)):
        letters.append(letters[at // 26] + ascii_lowercase[at % 26])
    return letters


def _split_caption(inside: list[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens that are left, and the caption: from an attribute, or the last paragraph."""
    if inside and inside[0].type == "caption_open":
        return inside[3:], inside[:3]
    if len(inside) > 3 and inside[-1].type == "paragraph_close" and not _is_image(inside[-2]):
        return inside[:-3], caption_of(inside[-2])
    return inside, []


def _is_image(inline: Token) -> bool:
    return [child.type for child in inline.children or ()] == ["image"]


def _images(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type in ("inline", "figure_image"):
            yield from (child for child in token.children or () if child.type == "image")


def _describe(image: Token, caption: Token) -> None:
    """Give the only image of a figure the caption as its alternative text, unless it has one."""
    attributes = attributes_of(image)
    if not image.children and not any(key in ALTERNATIVES for key, _ in attributes.pairs):
        text = without_citations(caption.children)
        image.meta["attributes"] = replace(attributes, pairs=(*attributes.pairs, (ALTERNATIVES[0], text)))


def _is_one(tokens: Sequence[Token]) -> bool:
    """Whether the first token opens an element that the last one closes."""
    return all(depth > 0 for depth in list(accumulate(token.nesting for token in tokens))[:-1])


def _labelled_table(table: list[Token], div: Token) -> list[Token]:
    """A table that is alone in a div without a caption, with the div's label unless it has one."""
    given = attributes_of(div)
    own = attributes_of(table[0])
    if not own.id:
        table[0].meta["attributes"] = Attributes(given.id, (*given.classes, *own.classes), own.pairs)
        table[0].map = div.map
    return table


def _listing(code: Token) -> list[Token] | None:
    """A fence with a listing's label or caption in Quarto's, pandoc-crossref's or LaTeX's way; None for other code."""
    attributes = attributes_of_fence(code.info)
    if attributes is None:
        return None
    label, caption = attributes.id or attributes.get("label"), first_stated_value(attributes, CAPTIONS)
    if kind_of(label) is TargetKind.LISTING:
        attributes = replace(attributes, id="")
    elif caption:
        label = ""
    else:
        return None
    rest = replace(attributes, pairs=tuple(pair for pair in attributes.pairs if pair[0] not in CAPTIONS))
    shown = caption_of(attribute_text_token(caption, code.map))
    return code_figure(label, TargetKind.LISTING, shown, code.copy(info=_info(rest)))


def code_figure(label: str, kind: TargetKind, caption: Sequence[Token], code: Token) -> list[Token]:
    """Code as a figure, which has a number if it has a label."""
    opening = Token("figure_open", "figure", 1, block=True, map=code.map)
    if label:
        set_label(opening, label)
        opening.meta["kind"] = kind
    opening.attrs["class"] = "listing"
    opening.meta["pictures"] = 0
    return [opening, *caption, code, Token("figure_close", "figure", -1, block=True)]


def _info(attributes: Attributes) -> str:
    """A fence's info string without its label and caption."""
    language, *others = attributes.classes or ("",)
    marks = [f"#{attributes.id}"] if attributes.id else []
    pairs = ['{}="{}"'.format(key, value.replace('"', '\\"')) for key, value in attributes.pairs]
    said = [*marks, *(f".{word}" for word in others), *pairs]
    return f"{language} {{{' '.join(said)}}}" if said else language


def attribute_text_token(text: str, rows: list[int] | None) -> Token:
    return Token("inline", "", 0, content=text, children=[], map=rows)


def caption_of(inline: Token) -> list[Token]:
    opening = Token("caption_open", "figcaption", 1, block=True)
    return [opening, inline, Token("caption_close", "figcaption", -1, block=True)]
