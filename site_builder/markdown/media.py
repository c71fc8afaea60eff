"""Markdown's images that are no pictures, by their addresses, to HTML's elements for films, sounds and documents.

Pandoc recognises films and sounds by their names, too. A document becomes a link, as browsers show none as an image.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import PurePosixPath
from typing import Final

from markdown_it.token import Token

from site_builder.diagnostics import Location, Rule, Severity
from site_builder.markdown.bodies import attribute_html, text_html
from site_builder.markdown.raw.html import is_external
from site_builder.markdown.source_positions import Reading
from site_builder.markdown.token_text import plain_text
from site_builder.model import Hole, LocalLink


class Medium(Enum):
    PICTURE = "img"
    FILM = "video"
    SOUND = "audio"
    DOCUMENT = "a"


SUFFIXES: Final = {
    **dict.fromkeys((".mp4", ".webm", ".ogv", ".m4v", ".mov"), Medium.FILM),
    **dict.fromkeys((".mp3", ".wav", ".oga", ".ogg", ".m4a", ".flac"), Medium.SOUND),
    **dict.fromkeys((".pdf", ".eps", ".ps", ".tif", ".tiff"), Medium.DOCUMENT),
}
# Texts in which code may make images
WITH_CODE: Final = (".qmd", ".rmd", ".ipynb")
# The attributes of an image that hold for a film, too
SIDES: Final = ("class", "width", "height", "title")


def description_hint(path: str) -> str:
    """Where in this text an image gets its alternative text."""
    of_code = " or in the option “fig-alt” of its code" if path.lower().endswith(WITH_CODE) else ""
    return f'describe it in the brackets{of_code}, or write {{alt=""}} after it if it is only decoration.'


def medium_of(url: str) -> Medium:
    return SUFFIXES.get(_suffix(url), Medium.PICTURE)


def _suffix(url: str) -> str:
    return PurePosixPath(url.partition("?")[0].partition("#")[0]).suffix.lower()


def media_html(reading: Reading, image: Token, alt: str, is_figure: bool) -> Iterator[str | Hole]:
    """A film or a sound with its controls, or a link to a document. In a figure the caption describes it."""
    url = str(image.attrs.get("src", ""))
    place: Location = image.meta["place"]
    medium = medium_of(url)
    is_link = medium is Medium.DOCUMENT
    key = "href" if is_link else "src"
    yield f"<{medium.value}"
    if identifier := image.attrs.get("id"):
        yield attribute_html("id", str(identifier))
    if is_external(url):
        yield attribute_html(key, url)
    else:
        yield f' {key}="'
        yield LocalLink(url, place, is_loaded=not is_link)
        yield '"'
    if is_link:
        message = f"Browsers do not show {_suffix(url)[1:].upper()} as an image, so this is a link to “{url}”."
        hint = "also save it as SVG or PNG, and use that file."
        reading.add(Rule.LEFT_OUT, place, message, hint, Severity.WARNING)
        yield f">{text_html((not is_figure and alt) or PurePosixPath(url).name)}</a>"
        return
    yield " controls" + (attribute_html("aria-label", alt) if alt else "")
    yield "".join(attribute_html(side, str(image.attrs[side])) for side in SIDES if image.attrs.get(side))
    yield f"></{medium.value}>"


def unlinked(token: Token) -> Token:
    """A token within a link. An image that is a document becomes its description, as it would be a link, too."""
    url = str(token.attrs.get("src", ""))
    if token.type != "image" or medium_of(url) is not Medium.DOCUMENT:
        return token
    return Token("text", "", 0, content=plain_text(token.children) or url)
