"""The texts in folders to the chapters of a work and the texts around them, in the order of books."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from pathlib import PurePosixPath
from posixpath import commonpath
from typing import Final, TypeAlias

from site_builder.patterns import pattern
from site_builder.projects.kinds import is_for_pages, is_text
from site_builder.projects.layout import Order

# Names of folders of chapters
CHAPTERS: Final = frozenset(
    "body book chapter chapters content main main-content mainmatter manuscript markdown md sections source src text"
    " texts thesis".split()
)
# Names of texts and folders before the chapters, among them, and behind them
FRONT: Final = pattern(r"front-?mat(?:ter|erial)|before-(?:body|toc)|prelims")
BEFORE: Final = pattern(
    rf"{FRONT.pattern}|abbreviations|abstract|acknowledge?ments?|declaration|dedication|foreword|preface|statement"
    r"|summary|kurzfassung|danksagung|vorwort|zusammenfassung|resumen?|remerciements"
)
TITLE: Final = pattern(r"cover|title(?:-?page)?")
OPENING: Final = pattern(r"intro(?:duction)?|einleitung|einführung|introducción|introdução")
CLOSING: Final = pattern(r"conclusions?|fazit|schluss|conclusión|conclusiones|conclusão")
PLACE_OF_REFERENCES: Final = pattern(
    r"bibliography|references|works-cited|literatur(?:verzeichnis)?|bibliographie|referencias"
)
BEHIND: Final = pattern(
    r"appendi(?:x|ces)(?:-?[a-z\d])?|back-?matter|after-(?:body|content)|glossary|anhang|anhänge|glossar|supplements?"
)
# The places of these names in a book, before or behind all other texts, which have 0
LAST: Final = ((2, PLACE_OF_REFERENCES), (3, BEHIND))
RANKS: Final = ((-3, TITLE), (-2, BEFORE), (-1, OPENING), (1, CLOSING), *LAST)
# Folders with numbers are in the order of these, except such folders.
RANKS_OF_NUMBERED: Final = ((-2, FRONT), *LAST)
PART: Final = pattern(r"(?:part|teil|partie|parte|chapter|ch|kapitel)-?(?:\d{1,3}|[ivx]{1,5}|[a-h])")
# Names of folders that are not parts of a work
BESIDE: Final = frozenset(
    "admin archive assets code data doc docs draft drafts example examples figs figures images literature meetings"
    " notes old output presentation presentations scratch scripts slides template templates test tests tools".split()
)
# Top folders that may contain the work in spite of these names
OF_DOCUMENTS: Final = frozenset({"doc", "docs", "literature"})
NUMBER: Final = pattern(r"\d{1,9}")
# The beginnings of citations in Pandoc, LaTeX, MyST, mdBook, Hugo and Jekyll
CITING: Final = ("[@", "\\cite", "{cite", "{{#cite ", "{{< cite ", "{% cite ")
DEEPEST: Final = 4

InOrder: TypeAlias = Callable[[str], Order]


def chapters_among(names: Collection[str], order: InOrder) -> tuple[str, ...]:
    """The texts in folders with names or numbers that are usual in books.

    If these make no book, the texts of the only top folder whose files are all numbered. Texts in other folders whose
    names are usual at the beginning or end of a book are added to either.
    """
    texts = [name for name in _texts_below(names) if not is_beside(name)]
    found = [name for name in texts if all(map(_is_of_books, _folders(name)))]
    if len(found) < 2 or all(_rank(name) for name in found):
        folders: defaultdict[str, list[str]] = defaultdict(list)
        for name in texts:
            folders[name.rpartition("/")[0]].append(name)
        numbered = [
            inside
            for folder, inside in folders.items()
            if "/" not in folder and len(inside) > 1 and all(map(is_numbered, inside))
        ]
        found = numbered[0] if len(numbered) == 1 else []
    if not found:
        return ()
    kinds = (TITLE, BEFORE, PLACE_OF_REFERENCES, BEHIND)
    around = {name for name in texts if any(is_called(name, kind) for kind in kinds)}
    # A folder with other texts is another work, such as an example.
    others = {_folders(name)[0] for name in {*texts}.difference(found, around)}.difference(
        _folders(name)[0] for name in found
    )
    return in_order({*found, *(name for name in around if _folders(name)[0] not in others)}, order)


def citing_below(names: Collection[str], read: Callable[[str], str], order: InOrder) -> tuple[str, ...]:
    """The texts of each top folder, of any name, in which a text cites; () without a bibliography.

    Several such folders are separate works if there is no text at the top; then it is () as well.
    """
    if not any(name.endswith(".bib") for name in names):
        return ()
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for name in _texts_below(names):
        folder, _, rest = name.partition("/")
        if not is_beside(rest if _plain(folder) in OF_DOCUMENTS else name):
            folders[folder].append(name)
    citing = [inside for inside in folders.values() if any(map(cites_works, map(read, inside)))]
    if len(citing) > 1 and not any("/" not in name and is_text(name) for name in names):
        return ()
    return in_order((name for inside in citing for name in inside), order)


def home_of(texts: Collection[str]) -> str:
    """The text `index` at the top of the folder that contains all texts, otherwise the README there; "" if neither."""
    top = commonpath([name.rpartition("/")[0] for name in texts]) if texts else ""
    stems = {PurePosixPath(name).stem.casefold(): name for name in texts if name.rpartition("/")[0] == top}
    return stems.get("index") or stems.get("readme", "")


def edges_of(names: Iterable[str]) -> list[str]:
    """The texts in top folders with names that are usual at the beginning or end of a book."""
    deep = [name for name in names if name.count("/") == 1 and is_for_pages(name)]
    return [name for name in deep if any(kind.fullmatch(_plain(name.partition("/")[0])) for kind in (BEFORE, BEHIND))]


def cites_works(text: str) -> bool:
    return any(sign in text for sign in CITING)


def in_order(texts: Iterable[str], order: InOrder) -> tuple[str, ...]:
    """Sort texts by their names, in which numbers count as such: `chapter-10` is behind `chapter-9`.

    Names without a number at the start that are usual at the beginning or end of a book are put there, as are folders.
    """

    def by_number(name: str) -> Order:
        return order(NUMBER.sub(lambda number: number[0].zfill(9), name))

    def place(name: str) -> tuple[int, Order, int, Order, str]:
        file = 0 if is_numbered(name) else _rank_of(PurePosixPath(name).stem, RANKS)
        # “1-a” and “01-a” are equal by their numbers.
        return _rank(name), by_number(name.rpartition("/")[0]), file, by_number(name), name

    return tuple(sorted(texts, key=place))


def is_called(name: str, kind: re.Pattern[str]) -> bool:
    return kind.fullmatch(_plain(PurePosixPath(name).stem)) is not None


def is_numbered(name: str) -> bool:
    return PurePosixPath(name).name[0].isdigit()


def is_beside(name: str) -> bool:
    """Whether a text is in a folder whose name no part of a work has."""
    return any(_plain(folder) in BESIDE for folder in _folders(name))


def _texts_below(names: Iterable[str]) -> list[str]:
    return [name for name in names if 0 < name.count("/") <= DEEPEST and is_for_pages(name)]


def _rank(name: str) -> int:
    """The place of a text in a book by its folders; by its own name only if neither it nor a folder has a number."""
    folders = _folders(name)
    ranks = [_rank_of(folder, RANKS_OF_NUMBERED if folder[0].isdigit() else RANKS) for folder in folders]
    is_parted = any(folder[0].isdigit() or PART.fullmatch(_plain(folder)) for folder in folders)
    if any(ranks) or is_parted or is_numbered(name):
        return next(filter(None, ranks), 0)
    return _rank_of(PurePosixPath(name).stem, RANKS)


def _rank_of(name: str, ranks: Iterable[tuple[int, re.Pattern[str]]]) -> int:
    return next((rank for rank, kind in ranks if kind.fullmatch(_plain(name))), 0)


def _is_of_books(folder: str) -> bool:
    plain = _plain(folder)
    is_known = plain in CHAPTERS or PART.fullmatch(plain) is not None
    return is_known or folder[0].isdigit() or _rank_of(folder, RANKS) != 0


def _folders(name: str) -> list[str]:
    return name.split("/")[:-1]


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(" ", "-").lstrip("0123456789-. ")
