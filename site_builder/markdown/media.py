"""What an image of Markdown's shows that is no picture, by its address, to what HTML has for it.

Pandoc knows films and sounds by their names, too. A document is a link: browsers show none in the place of an image.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import PurePosixPath
from typing import Final

from site_builder.diagnostics import Location
from site_builder.markdown.bodies import attribute_html, text_html
from site_builder.markdown.raw.html import is_external
from site_builder.model import Hole, LocalLink


class Medium(Enum):
    PICTURE = "img"
    FILM = "video"
    SOUND = "audio"
    DOCUMENT = "a"


SUFFIXES: Final = {
    **dict.fromkeys((".mp4", ".webm", ".ogv", ".m4v", ".mov"), Medium.FILM),
    **dict.fromkeys((".mp3", ".wav", ".oga", ".ogg", ".m4a", ".flac"), Medium.SOUND),
    ".pdf": Medium.DOCUMENT,
}
# What of an image's attributes counts for a film as well.
SIDES: Final = ("class", "width", "height", "title")


def medium_of(url: str) -> Medium:
    path = url.partition("?")[0].partition("#")[0]
    return SUFFIXES.get(PurePosixPath(path).suffix.lower(), Medium.PICTURE)


def media_html(url: str, place: Location, name: str, attributes: dict[str, str]) -> Iterator[str | Hole]:
    """A film or a sound with its controls, or a link to a document; `name` says what it is."""
    medium = medium_of(url)
    is_link = medium is Medium.DOCUMENT
    key = "href" if is_link else "src"
    yield f"<{medium.value}"
    if is_external(url):
        yield attribute_html(key, url)
    else:
        yield f' {key}="'
        yield LocalLink(url, place, is_loaded=not is_link)
        yield '"'
    if is_link:
        yield f">{text_html(name or PurePosixPath(url).name)}</a>"
        return
    yield " controls" + (attribute_html("aria-label", name) if name else "")
    yield "".join(attribute_html(side, attributes[side]) for side in SIDES if attributes.get(side))
    yield f"></{medium.value}>"
