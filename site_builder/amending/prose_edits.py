"""Two versions of a text to what changes on its pages, if nothing but prose has changed.

Everything that other pages show of the text, and everything that is counted, checked or linked, is then the same in
both. What differs are words and plain tags, which the text's pages print as they are. Only beside a citation, they may
print less than that, so what touches it is the same, too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from html import escape
from typing import Final, NamedTuple

from site_builder.addresses import PAGE_ANCHORS, STUDY_ANCHORS
from site_builder.amending.html_replacement import HtmlChange, Replacement, body_replacements
from site_builder.characters import in_html
from site_builder.diagnostics import Location
from site_builder.html_merging import with_prefixed_ids
from site_builder.inclusions import SHOWS_TABLES, may_show_more
from site_builder.markdown import Dialect, read_document
from site_builder.model import MOST_CITED, Body, Citation, CrossReference, Document, Html, Sentence, minutes_to_read
from site_builder.patterns import pattern
from site_builder.splicing import spliced
from site_builder.titles import FIRST_PARAGRAPH, meta_description

# Tags without links, without ids but that of a paragraph's number, and unaffected by other texts on the page.
PLAIN_TAG: Final = pattern(
    r"</?(?:p|em|strong|b|i|u|s|del|sub|sup|ul|ol|li|blockquote|dl|dt|dd|table|thead|tbody|tr|th|td|br|hr|code)"
    r"""(?:\ id="par-\d+")?>""",
    re.ASCII,
)
PARAGRAPH: Final = pattern(r' id="par-\d+">', re.ASCII)
# A hole in an attribute splits a tag: the text before it ends inside the tag, and the text after it begins there.
TAG: Final = pattern(r"\A[^<>]*>|<[^>]*(?:>|\Z)")
# The content of these elements is not prose.
NO_PROSE: Final = pattern(
    r"<(?:[!?]|(?:iframe|noembed|noframes|noscript|plaintext|script|style|template|textarea|title|xmp)\b)",
    re.IGNORECASE,
)
# The bundled theme describes a page here, for search engines and previews of shared links.
DESCRIPTION: Final = pattern(rb'(<meta (?:name="description"|property="og:description") content=")[^"]*(">)')
DESCRIPTIONS: Final = 2
PUNCTUATION: Final = pattern(r"[^\w\s]*+")
HOLE: Final = "\0"


class Place(NamedTuple):
    """A page that prints a text. Ids in it begin with `prefix`; `shows_opening` if its beginning describes the page."""

    address: str
    prefix: str = ""
    shows_opening: bool = False


class TextPlaces(NamedTuple):
    """The places of a text on the site. `is_note` tells a note on a study from a section."""

    places: tuple[Place, ...]
    is_note: bool = False


class Texts(NamedTuple):
    """The texts of a site whose prose can be amended, by path, and how they are read.

    `page_of` maps each key to the address of its study's page.
    """

    dialect: Dialect
    text_places: Mapping[str, TextPlaces]
    page_of: Mapping[str, str]


class ProseEdit(NamedTuple):
    """A text before and after an edit.

    `opening` is its new beginning, if that has changed. `sentences` are the sentences with citations that have changed.
    """

    before: Document
    after: Document
    opening: str = ""
    sentences: tuple[tuple[Sentence, Sentence], ...] = ()


def read_edit(
    before: str, after: str, path: str, text_places: TextPlaces, dialect: Dialect, may_lose_paragraphs: bool = False
) -> ProseEdit | None:
    """Read two versions of a text; None if more has changed than words on its pages.

    A text that shows content of another file cannot be judged this way. It may lose paragraphs only if nothing links to
    one by its number.
    """
    if any(may_show_more(text) or SHOWS_TABLES in text for text in (before, after)):
        return None
    of_the_page = STUDY_ANCHORS if text_places.is_note else PAGE_ANCHORS
    read = [read_document(text, path, of_the_page, dialect) for text in (before, after)]
    if any(diagnostics for _, diagnostics in read):
        return None
    old, new = (document for document, _ in read)
    if _shown_elsewhere(old) != _shown_elsewhere(new):
        return None
    begins = ""
    if any(place.shows_opening for place in text_places.places) and _beginning(old) != _beginning(new):
        begins = meta_description(_beginning(new))
        if not begins or HOLE in begins:
            return None
    if not may_lose_paragraphs and _paragraphs(new) < _paragraphs(old):
        return None
    if not all(map(_differ_in_prose, _prose(old), _prose(new))):
        return None
    pairs = zip(old.sentences, new.sentences, strict=True)
    return ProseEdit(old, new, begins, tuple(pair for pair in pairs if pair[0].content != pair[1].content))


def amended_page(page: bytes, edit: ProseEdit, place: Place) -> bytes | None:
    """A page that prints a text, with the new words in place of the old; None if their place is unclear."""
    spots = list(_spots(page, edit, place.prefix))
    page_now = None if None in spots else spliced(page, filter(None, spots))
    if page_now is None or not (edit.opening and place.shows_opening):
        return page_now
    described = _as_attribute(edit.opening)
    page_now, many = DESCRIPTION.subn(lambda found: found[1] + described + found[2], page_now)
    return page_now if many == DESCRIPTIONS else None


def quotation_changes(edit: ProseEdit, page_of: Mapping[str, str]) -> Mapping[str, Sequence[HtmlChange]] | None:
    """The changes on the pages of studies that quote changed sentences, by address.

    `page_of` maps keys to addresses of studies' pages. None if a page is unknown, or if a sentence has
    cross-references, is a row of an evidence table, or cites so much that pages quote less of it.
    """
    changes: dict[str, list[HtmlChange]] = defaultdict(list)
    for before, after in edit.sentences:
        keys = [item.key for part in before.content if isinstance(part, Citation) for item in part.items]
        is_plain = not any(isinstance(part, CrossReference) for part in before.content)
        if before.is_data or not is_plain or len(keys) > MOST_CITED or not page_of.keys() >= {*keys}:
            return None
        different = [
            (old, new)
            for old, new in zip(before.content, after.content, strict=True)
            if isinstance(old, Html) and isinstance(new, Html) and old != new
        ]
        for address, times in Counter(page_of[key] for key in keys).items():
            changes[address] += (HtmlChange(old, new, times) for old, new in different)
    return changes


def _as_attribute(text: str) -> bytes:
    """A text as templates write it into an attribute."""
    return in_html(escape(text, quote=False).replace('"', "&#34;").replace("'", "&#39;")).encode()


def _spots(page: bytes, edit: ProseEdit, prefix: str) -> Iterator[Replacement | None]:
    """The places on a page where the text's HTML has changed, with the new HTML."""
    for bodies in zip(_bodies(edit.before), _bodies(edit.after), strict=True):
        if bodies[0] != bodies[1]:
            yield from body_replacements(
                page, *(with_prefixed_ids(body, prefix) if prefix else body for body in bodies)
            )


def _bodies(document: Document) -> tuple[Body, ...]:
    return document.body, *document.notes


def _prose(document: Document) -> Iterator[Html]:
    return (part for body in _bodies(document) for part in body if isinstance(part, Html))


def _paragraphs(document: Document) -> int:
    return sum(len(PARAGRAPH.findall(html)) for html in _prose(document))


def _shown_elsewhere(document: Document) -> object:
    """Everything in a document but its prose, without the places of things in the file.

    Of the numbers of paragraphs that cite, only their order counts.
    """
    numbers = {number: at for at, number in enumerate(dict.fromkeys(each.paragraph for each in document.sentences))}
    rest = replace(
        document,
        body=_holes(document.body),
        notes=tuple(map(_holes, document.notes)),
        sentences=tuple(
            replace(each, paragraph=numbers[each.paragraph], content=_holes(each.content))
            for each in document.sentences
        ),
        words=minutes_to_read(document.words),
    )
    return _without_places(rest)


def _holes(body: Body) -> Body:
    return tuple(Html() if isinstance(part, Html) else part for part in body)


def _beginning(document: Document) -> str:
    """Everything up to the end of the first paragraph, with a sign for each hole."""
    html = "".join(part if isinstance(part, Html) else HOLE for part in document.body)
    first = FIRST_PARAGRAPH.search(html)
    return html[: first.end()] if first else html


def _without_places(value: object) -> object:
    if isinstance(value, Location):
        return None
    if isinstance(value, tuple):
        return tuple(map(_without_places, value))
    if is_dataclass(value):
        return (type(value), *(_without_places(getattr(value, each.name)) for each in fields(value)))
    return value


def _differ_in_prose(old: Html, new: Html) -> bool:
    if old == new:
        return True
    if NO_PROSE.search(old) or NO_PROSE.search(new) or _edges(old) != _edges(new):
        return False
    (tags, before), (tags_now, after) = map(_stretches, (old, new))
    different = (pair for pair in zip(before, after, strict=False) if pair[0] != pair[1])
    return tags == tags_now and all(_is_prose(html) for pair in different for html in pair)


def _edges(html: Html) -> tuple[str, str]:
    """The punctuation at the beginning and the space at the end: beside a citation, a page may move or drop them."""
    # A tag at the end may begin the sentence that the citation is in.
    until = html[: html.rfind("<")] if html.endswith(">") else html
    return html[: PUNCTUATION.match(html).end()], until[len(until.rstrip()) :]  # type: ignore[union-attr]  # it may be ""


def _stretches(html: str) -> tuple[list[str], list[str]]:
    """The tags of a text that are not plain, and the text between them."""
    tags = [tag for tag in TAG.finditer(html) if not PLAIN_TAG.fullmatch(tag[0])]
    starts = [0, *(tag.end() for tag in tags)]
    ends = [*(tag.start() for tag in tags), len(html)]
    return [tag[0] for tag in tags], [html[start:end] for start, end in zip(starts, ends, strict=True)]


def _is_prose(stretch: str) -> bool:
    # A “>” may end a tag that has another in an attribute.
    return ">" not in PLAIN_TAG.sub("", stretch) and in_html(stretch) == stretch
