"""The titles of a reference to the same as pandoc reads them, where we read them differently on purpose."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from benchmarks.pandoc.written import NOTHING, with_texts, written
from site_builder.bibtex.foreign_titles import is_foreign
from site_builder.bibtex.latex import plain_text, rich_text
from site_builder.bibtex.sentence_case import is_german, to_sentence_case
from site_builder.model import Reference

_ASTRONOMERS: Final = re.compile(r"\{?\\[A-Za-z]+(?:\{\})?\s*\}?")
_KEPT_WHOLE: Final = re.compile(r'<span class="nocase">((?:(?!</?span).)*)</span>')
_TITLES: Final = ("title", "booktitle", "journal", "journaltitle", "series")


def with_empty_journal(reference: Reference, shown: str = NOTHING) -> Reference:
    """Pandoc has the journal, but prints nothing for it. A style may test whether it exists, or join it to others."""
    journal = written(reference, "journal") or written(reference, "journaltitle")
    return with_texts(reference, container_title=shown) if _ASTRONOMERS.fullmatch(journal) else reference


def without_journal(reference: Reference) -> Reference:
    return with_empty_journal(reference, "")


def with_journal_as_written(reference: Reference) -> Reference:
    journal = rich_text(written(reference, "journal"))
    return with_texts(reference, container_title=journal) if ", Vol. " in journal else reference


def with_short_journal(reference: Reference) -> Reference:
    """Pandoc does not read MathSciNet's `fjournal`, the journal's full name."""
    short = rich_text(written(reference, "journal")) if written(reference, "fjournal") else ""
    return with_texts(reference, container_title=short) if short else reference


def cut(reference: Reference) -> Reference:
    title, sign, _ = reference.text("title").partition("%")
    return with_texts(reference, title=title.strip(), title_short="") if sign else reference


def without_book(reference: Reference) -> Reference:
    if not reference.source.lower().startswith("@conference") or not reference.text("container-title"):
        return reference
    changed = with_texts(reference, container_title="", number=written(reference, "number"), collection_number="")
    return replace(changed, type="")


def in_english(reference: Reference) -> Reference:
    """Pandoc takes a title for English, unless it is in braces, even if its words are in another language."""
    braced = {rich_text(written(reference, name)[1:-1]) for name in _TITLES if written(reference, name)[:1] == "{"}
    kept = {name: found[1] for name, text in reference.texts if (found := _KEPT_WHOLE.fullmatch(text))}
    kept = {name: text for name, text in kept.items() if text not in braced}
    foreign = {name: text for name, text in kept.items() if is_foreign(text)}
    return with_texts(reference, language="", **foreign)


def of_no_language(reference: Reference) -> Reference:
    """Pandoc takes “eng”, the code of databases, for another language than English."""
    if written(reference, "langid") != "eng":
        return reference
    return with_texts(reference, title=rich_text(written(reference, "title"), nocase=True), language="la")


def with_subtitle_twice(reference: Reference) -> Reference:
    """Pandoc prints the subtitle of a volume also behind the title of the whole."""
    whole = "container-title" if reference.text("container-title") else "title"
    subtitle = rich_text(written(reference, "booksubtitle" if whole == "container-title" else "subtitle"))
    if not (subtitle and written(reference, "maintitle")):
        return reference
    return replace(
        reference,
        texts=tuple((name, f"{text}: {subtitle}" if name == whole else text) for name, text in reference.texts),
    )


def of_issue(reference: Reference) -> Reference:
    """Pandoc takes the title of an issue for that of its periodical."""
    is_both = reference.source.lower().startswith("@periodical") and written(reference, "journal")
    return with_texts(reference, container_title=rich_text(written(reference, "title"))) if is_both else reference


def untitled(reference: Reference) -> Reference:
    """Pandoc finds no title in a book that has only a `booktitle`."""
    is_book = reference.source.lower().startswith("@book") and not written(reference, "title")
    return with_texts(reference, title="") if is_book else reference


def in_small_letters(reference: Reference) -> Reference:
    """Pandoc changes the case of a German title like an English one, if no field states its language."""
    title = reference.text("title")
    is_unstated = is_german(title) and not reference.text("language")
    return with_texts(reference, title=to_sentence_case(title)) if is_unstated else reference


def with_chapter(reference: Reference) -> Reference:
    """Pandoc takes a title in `chapter` for a number, which only some styles print."""
    chapter = plain_text(written(reference, "chapter"))
    title = re.sub(r"<[^<>]*>", "", reference.text("title"))
    if not chapter or chapter.casefold() != title.casefold():
        return reference
    if title.casefold() == plain_text(written(reference, "title")).casefold():
        return with_texts(reference, chapter_number=title)
    whole = reference.text("container-title")
    return with_texts(reference, title=whole, container_title="", title_short="", chapter_number=chapter)


def with_journal_of_misc(reference: Reference) -> Reference:
    """Pandoc takes no @misc for an article, and the issue for a number of its own."""
    if not reference.source.lower().startswith("@misc") or reference.type != "article-journal":
        return reference
    return replace(with_texts(reference, issue="", number=reference.text("issue")), type="")
