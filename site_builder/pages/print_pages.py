"""The texts of the review to one document in order, to print or to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate
from typing import ClassVar, Final, Generic, NamedTuple, TypeVar

from site_builder import addresses
from site_builder.addresses import reference_anchor
from site_builder.frozen import frozen
from site_builder.model import minutes_to_read
from site_builder.pages.bodies import fill, fill_text, notes_of
from site_builder.pages.body_views import BodyView, Link, NoteView
from site_builder.pages.cite_forms import review_reference
from site_builder.pages.divisions import PartLinks, part_links
from site_builder.pages.edition import Edition
from site_builder.pages.frames import (
    REFERENCES_ANCHOR,
    SECTIONS_ANCHOR,
    has_site_title,
    make_frame,
    site_description,
    site_title,
)
from site_builder.pages.home import TitleBlock, title_block
from site_builder.pages.page_views import Frame, Site
from site_builder.pages.reference_list import EntryView, entry_view
from site_builder.relative_links import Origin
from site_builder.resolve import Review, Text

Item = TypeVar("Item")
Shown = TypeVar("Shown")
MOST: Final = 600
"""Minutes to read one page: about 130,000 words on a hundred sheets or, with citations and references, 2 MB."""
UNSAFE_IN_CSS: Final = '"\\<\n\r\f'


@frozen
class PrintPage:
    """The texts of the review as one document, or as a few long ones; only the first has the review's title block.

    `start` is the number of the first entry in `contents`, and `numbers_sections` says that titles there begin with
    their numbers. `running_title` links to the style sheet that prints the review's name at the top of pages.
    """

    template: ClassVar[str] = "print.html"
    frame: Frame
    running_title: str
    block: TitleBlock | None
    cited: str
    contents: tuple[Link, ...]
    start: int
    numbers_sections: bool
    parts: PartLinks | None
    texts: tuple[PrintedText, ...] | OnDemand[Text, PrintedText]
    references: tuple[EntryView, ...] | OnDemand[str, EntryView]


@frozen
class PrintedText:
    """The home page's text or a section within the document. It has no `title` if that would repeat the review's."""

    id: str
    title: BodyView
    description: str
    body: BodyView
    notes: tuple[NoteView, ...]


class Printing(NamedTuple):
    """A page that prints some of the review's texts; `first` is the index of its first text among all.

    `origin` makes links to these texts stay on the page.
    """

    number: int
    first: int
    texts: tuple[Text, ...]
    origin: Origin

    @property
    def address(self) -> str:
        return self.origin.address


def printings(review: Review) -> tuple[Printing, ...]:
    """The pages that print all texts in order: one page, or several if one would be too long for a browser."""
    parts: list[list[Text]] = []
    length = 0
    for text in review.chapters:
        minutes = minutes_to_read(text.words)
        length += minutes
        if not parts or length > MOST:
            parts.append([])
            length = minutes
        parts[-1].append(text)
    starts = accumulate(map(len, parts), initial=0)
    return tuple(
        Printing(number, first, tuple(texts), _origin(review, number, first, texts))
        for number, (first, texts) in enumerate(zip(starts, parts, strict=False), 1)
    )


def _origin(review: Review, number: int, first: int, texts: Sequence[Text]) -> Origin:
    # The prefix of a text's ids is a number, as a prefix made of an author's words could not be told from the id.
    keys = {key for text in texts for key in text.keys}
    return Origin(
        addresses.part_address(addresses.PRINT, number),
        names={text.address: f"s{at}" for at, text in enumerate(texts, first if review.home else first + 1)},
        shared=frozenset(["refs", REFERENCES_ANCHOR, SECTIONS_ANCHOR, *map(reference_anchor, keys)]),
    )


class OnDemand(Generic[Item, Shown]):
    """Shows each item whenever it is asked for, so that what is needed only once is not held as a whole."""

    def __init__(self, show: Callable[[Item], Shown], items: Sequence[Item]) -> None:
        self._show = show
        self._items = items

    def __iter__(self) -> Iterator[Shown]:
        return map(self._show, self._items)

    def __len__(self) -> int:
        return len(self._items)


def print_page(edition: Edition, all_: Sequence[Printing], printing: Printing, once: bool) -> PrintPage:
    """A page that prints texts. With `once`, it does not hold its texts, as no later build will compare it."""
    origin, texts, words = printing.origin, printing.texts, edition.words
    is_first = printing.number == 1
    title = site_title(edition)
    description = site_description(edition) or edition.opening(addresses.HOME) if is_first else ""
    keys = edition.ordered(key for text in texts for key in text.keys)
    show_text, show_entry = partial(_printed, edition, origin), partial(_reference, edition, origin)
    shown_title = title if is_first else words("part_titled", title=title, n=printing.number, total=len(all_))
    return PrintPage(
        frame=make_frame(edition, Origin(origin.address), shown_title, description, is_listed=False, texts=texts),
        running_title=origin.link(addresses.RUNNING_TITLE),
        block=title_block(edition) if is_first else None,
        cited=edition.format_alone(review_reference(edition.review.settings, title)) if is_first else "",
        contents=tuple(_contents(edition, all_ if is_first else [printing], origin, has_references=bool(keys))),
        start=1 + sum(not _is_title_page(edition, text) for text in edition.review.chapters[: printing.first]),
        numbers_sections=edition.review.settings.number_sections,
        parts=_parts(edition, all_, printing),
        texts=OnDemand(show_text, texts) if once else tuple(map(show_text, texts)),
        references=OnDemand(show_entry, keys) if once else tuple(map(show_entry, keys)),
    )


def _parts(edition: Edition, all_: Sequence[Printing], printing: Printing) -> PartLinks | None:
    def link(other: Printing) -> Link:
        first = other.first + 1
        name = edition.titles[other.texts[0].address]
        label = edition.words("part_span", first=first, last=other.first + len(other.texts), name=name)
        return Link(label, printing.origin.link(other.address), other is printing)

    return None if len(all_) == 1 else part_links(edition.words, link, all_, printing.number)


def _reference(edition: Edition, origin: Origin, key: str) -> EntryView:
    return replace(entry_view(edition, origin, key), about=(), finding="")


def running_title(site: Site) -> bytes:
    """A style sheet that prints the review's name at the top of each page but the first.

    It is a separate file because only style sheets can fill the margins of printed pages.
    """
    name = "".join(rf"\{ord(letter):x} " if letter in UNSAFE_IN_CSS else letter for letter in site.name)
    running = f'@page {{ @top-left {{ content: "{name}"; }} }}'
    return f"{running}\n@page :first {{ @top-left {{ content: none; }} }}\n".encode("utf-8", "replace")


def _is_title_page(edition: Edition, text: Text) -> bool:
    """Whether a text's title is omitted, as it would repeat the review's title above it."""
    return text.address == addresses.HOME and (not text.title or has_site_title(edition))


def _contents(edition: Edition, printings: Iterable[Printing], origin: Origin, has_references: bool) -> Iterator[Link]:
    for printing in printings:
        for text in printing.texts:
            if not _is_title_page(edition, text):
                anchor = printing.origin.within(text.address).anchor("")
                yield Link(edition.titles[text.address], origin.link(printing.address, anchor))
    if has_references:
        yield Link(edition.words("references"), f"#{REFERENCES_ANCHOR}")


def _printed(edition: Edition, whole: Origin, text: Text) -> PrintedText:
    origin = whole.within(text.address)
    has_title = not _is_title_page(edition, text)
    return PrintedText(
        id=origin.anchor(""),
        title=(fill(edition, origin, text.title) or (edition.titles[text.address],)) if has_title else (),
        description=text.description if has_title and text.description != site_description(edition) else "",
        body=fill_text(edition, origin, text),
        notes=notes_of(edition, origin, text),
    )
