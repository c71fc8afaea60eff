"""The texts of the review to one document in order, to print or to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeVar, overload

from site_builder import addresses
from site_builder.addresses import Origin, reference_anchor
from site_builder.pages.bodies import entry, fill, fill_text, notes_of
from site_builder.pages.chapters import title_block
from site_builder.pages.citing import review_reference
from site_builder.pages.edition import Edition
from site_builder.pages.frames import REFERENCES_ANCHOR, SECTIONS_ANCHOR, make_frame, site_title
from site_builder.pages.parts import EntryView, Link, PrintedText, Site
from site_builder.pages.views import PrintPage
from site_builder.resolve import Review, Text

Item = TypeVar("Item")
Shown = TypeVar("Shown")
UNSAFE_IN_CSS: Final = '"\\<\n\r\f'


def print_origin(review: Review) -> Origin:
    """The page that holds the whole review: a link to any of its texts leads to that text there.

    What the ids of a text begin with is a number: of a name from an author's words no one could say where it ends.
    """
    keys = {key for text in review.chapters for key in text.keys}
    return Origin(
        addresses.PRINT,
        names={text.address: f"s{number}" for number, text in enumerate(review.chapters, 0 if review.home else 1)},
        shared=frozenset(["refs", REFERENCES_ANCHOR, SECTIONS_ANCHOR, *map(reference_anchor, keys)]),
    )


class Anew(Sequence[Shown]):
    """What is shown of each item, made whenever it is asked for: what is shown once need not be held as a whole."""

    def __init__(self, show: Callable[[Item], Shown], items: Sequence[Item]) -> None:
        self._make: Callable[[int], Shown] = lambda at: show(items[at])
        self._places = range(len(items))

    @overload
    def __getitem__(self, at: int) -> Shown: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Shown]: ...
    def __getitem__(self, at: int | slice) -> Shown | Sequence[Shown]:
        return list(map(self._make, self._places[at])) if isinstance(at, slice) else self._make(self._places[at])

    def __len__(self) -> int:
        return len(self._places)


def print_page(edition: Edition, once: bool = False) -> PrintPage:
    """The page. One that is shown but `once` is like no other, and holds none of its texts."""
    origin = print_origin(edition.review)
    title = site_title(edition)
    description = edition.review.settings.description or edition.opening(addresses.HOME)
    keys = edition.ordered(key for text in edition.chapters for key in text.keys)
    show_text, show_entry = partial(_printed, edition, origin), partial(_reference, edition, origin)
    return PrintPage(
        frame=make_frame(edition, Origin(addresses.PRINT), title, description, is_listed=False, texts=edition.chapters),
        title=title,
        running_title=origin.link(addresses.RUNNING_TITLE),
        block=title_block(edition),
        cited=edition.format_alone(review_reference(edition.review.settings, title)),
        contents=tuple(_contents(edition, origin, has_references=bool(keys))),
        texts=Anew(show_text, edition.chapters) if once else tuple(map(show_text, edition.chapters)),
        references=Anew(show_entry, keys) if once else tuple(map(show_entry, keys)),
    )


def _reference(edition: Edition, origin: Origin, key: str) -> EntryView:
    return replace(entry(edition, origin, key), about=(), finding="")


def running_title(site: Site) -> bytes:
    """A style sheet that prints the review's name above each page but the first.

    It is a file because a page's margins show what a style sheet says, and nothing that stands in the page.
    """
    name = "".join(rf"\{ord(letter):x} " if letter in UNSAFE_IN_CSS else letter for letter in site.name)
    running = f'@page {{ @top-left {{ content: "{name}"; }} }}'
    return f"{running}\n@page :first {{ @top-left {{ content: none; }} }}\n".encode("utf-8", "replace")


def _is_title_page(edition: Edition, text: Text) -> bool:
    """Whether the title of a text is the review's, which stands above it."""
    return text.address == addresses.HOME and (not text.title or edition.titles[text.address] == site_title(edition))


def _contents(edition: Edition, origin: Origin, has_references: bool) -> Iterator[Link]:
    for text in edition.chapters:
        if not _is_title_page(edition, text):
            yield Link(edition.titles[text.address], origin.link(text.address))
    if has_references:
        yield Link(edition.words("references"), f"#{REFERENCES_ANCHOR}")


def _printed(edition: Edition, whole: Origin, text: Text) -> PrintedText:
    origin = whole.within(text.address)
    has_title = not _is_title_page(edition, text)
    return PrintedText(
        id=origin.anchor(""),
        title=(fill(edition, origin, text.title) or (edition.titles[text.address],)) if has_title else (),
        description=text.description if has_title else "",
        body=fill_text(edition, origin, text),
        notes=notes_of(edition, origin, text),
    )
