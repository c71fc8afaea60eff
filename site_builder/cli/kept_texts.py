"""The texts of a site to what is kept of them between two builds, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Any

from site_builder.amending.prose import Place, Standing, Texts
from site_builder.diagnostics import Diagnostic, Rule
from site_builder.markdown import LABEL_OF, Dialect
from site_builder.model import Files, RawHtml


def texts_to_keep(texts: Texts, files: Files, found: Sequence[Diagnostic]) -> dict[str, Any]:
    """What to keep of a site's texts, to amend it after edits. `found` is what was told of it, and still holds then.

    What was told of a text may stand on another line later, and a paragraph more may be the target of a dead link.
    """
    if any(each.rule is Rule.DEAD_ANCHOR for each in found):
        return {}
    read = {path: decoded(files[PurePosixPath(path)]) for path in untold(texts.standing, found)}
    return texts_as_kept(texts, {path: text for path, text in read.items() if text is not None})


def untold(paths: Iterable[str], found: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Those of some files that nothing that was told names."""
    told = "\n".join(f"{each.location.path} {each.message} {each.hint}" for each in found)
    return tuple(path for path in paths if PurePosixPath(path).name not in told)


def texts_as_kept(texts: Texts, written: Mapping[str, str]) -> dict[str, Any]:
    dialect, locators = texts.dialect, texts.dialect.locators
    words = None if locators is LABEL_OF else dict(locators)
    return {
        "dialect": [dialect.raw_html.value, dialect.smart, words, dialect.number_sections],
        "texts": {path: [text, *texts.standing[path]] for path, text in written.items()},
        "studies": dict(texts.page_of),
    }


def kept_texts(kept: Mapping[str, Any]) -> tuple[Texts, dict[str, str]] | None:
    """The texts of the site, and what was written in each; None where something else was kept."""
    with suppress(LookupError, TypeError, ValueError, AttributeError):
        raw_html, smart, locators, number_sections = kept["dialect"]
        words = LABEL_OF if locators is None else {str(form): str(label) for form, label in locators.items()}
        dialect = Dialect(RawHtml(raw_html), bool(smart), words, number_sections=bool(number_sections))
        standing, written = {}, {}
        for path, (text, pages, is_note) in kept["texts"].items():
            places = (Place(str(address), str(prefix), bool(shown)) for address, prefix, shown in pages)
            standing[path], written[path] = Standing(tuple(places), bool(is_note)), str(text)
        page_of = {key: str(address) for key, address in kept["studies"].items()}
        return Texts(dialect, standing, page_of), written
    return None


def decoded(data: bytes) -> str | None:
    """A text, None where it is not in UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
