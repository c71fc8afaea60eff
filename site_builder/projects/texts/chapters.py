"""The texts in folders to those that are chapters of a work, and what stands around them, in the order of books."""

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

# What folders of chapters are called where their files have no numbers.
CHAPTERS: Final = frozenset(
    "body book chapter chapters content main main-content mainmatter manuscript markdown md sections source src text"
    " texts thesis".split()
)
# What stands beside a folder of chapters, before them and behind them.
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
# What books begin and end with; all else stands between.
LAST: Final = ((2, PLACE_OF_REFERENCES), (3, BEHIND))
RANKS: Final = ((-3, TITLE), (-2, BEFORE), (-1, OPENING), (1, CLOSING), *LAST)
# A folder with a number stands in its place, but for these.
RANKS_OF_NUMBERED: Final = ((-2, FRONT), *LAST)
PART: Final = pattern(r"(?:part|teil|partie|parte|chapter|ch|kapitel)-?(?:\d{1,3}|[ivx]{1,5}|[a-h])")
# What no part of a work is called.
BESIDE: Final = frozenset(
    "admin archive assets code data doc docs draft drafts example examples figs figures images literature meetings"
    " notes old output presentation presentations scratch scripts slides template templates test tests tools".split()
)
# A folder at the top that is called so may hold the work, where no other does.
OF_DOCUMENTS: Final = frozenset({"doc", "docs", "literature"})
NUMBER: Final = pattern(r"\d{1,9}")
# How a citation begins, in Pandoc, LaTeX, MyST, mdBook, Hugo and Jekyll
CITING: Final = ("[@", "\\cite", "{cite", "{{#cite ", "{{< cite ", "{% cite ")
DEEPEST: Final = 4

InOrder: TypeAlias = Callable[[str], Order]


def chapters_among(names: Collection[str], order: InOrder) -> tuple[str, ...]:
    """The texts in all folders that are called as those of a book are, or have numbers as these have.

    Where there are none, those of the one folder whose files are all numbered. With either stand texts of other folders
    that are called as what books begin or end with.
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
    # A folder that has other texts is another work, as an example is.
    others = {_folders(name)[0] for name in {*texts}.difference(found, around)}.difference(
        _folders(name)[0] for name in found
    )
    return in_order({*found, *(name for name in around if _folders(name)[0] not in others)}, order)


def citing_below(names: Collection[str], read: Callable[[str], str], order: InOrder) -> tuple[str, ...]:
    """The texts of each folder in which one cites, whatever it is called, where there is a bibliography."""
    if not any(name.endswith(".bib") for name in names):
        return ()
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for name in _texts_below(names):
        folder, _, rest = name.partition("/")
        if not is_beside(rest if _plain(folder) in OF_DOCUMENTS else name):
            folders[folder].append(name)
    citing = [inside for inside in folders.values() if any(map(cites_works, map(read, inside)))]
    if len(citing) > 1 and not any("/" not in name and is_text(name) for name in names):
        # Works of their own.
        return ()
    return in_order((name for inside in citing for name in inside), order)


def home_of(texts: Collection[str]) -> str:
    """The text called `index` at the top of the folder in which all of them lie, or a README that is one of them."""
    top = commonpath([name.rpartition("/")[0] for name in texts]) if texts else ""
    stems = {PurePosixPath(name).stem.casefold(): name for name in texts if name.rpartition("/")[0] == top}
    return stems.get("index") or stems.get("readme", "")


def edges_of(names: Iterable[str]) -> list[str]:
    """The texts in folders at the top that are called as what books begin or end with."""
    deep = [name for name in names if name.count("/") == 1 and is_for_pages(name)]
    return [name for name in deep if any(kind.fullmatch(_plain(name.partition("/")[0])) for kind in (BEFORE, BEHIND))]


def cites_works(text: str) -> bool:
    return any(sign in text for sign in CITING)


def in_order(texts: Iterable[str], order: InOrder) -> tuple[str, ...]:
    """By their names, in which numbers count as such: `chapter-10` is behind `chapter-9`.

    Of those that begin with no number, what books begin and end with is ahead of the others and behind them, and so are
    folders of such.
    """

    def by_number(name: str) -> Order:
        return order(NUMBER.sub(lambda number: number[0].zfill(9), name))

    def place(name: str) -> tuple[int, Order, int, Order]:
        file = 0 if is_numbered(name) else _rank_of(PurePosixPath(name).stem, RANKS)
        return _rank(name), by_number(name.rpartition("/")[0]), file, by_number(name)

    return tuple(sorted(texts, key=place))


def is_called(name: str, kind: re.Pattern[str]) -> bool:
    return kind.fullmatch(_plain(PurePosixPath(name).stem)) is not None


def is_numbered(name: str) -> bool:
    return PurePosixPath(name).name[0].isdigit()


def is_beside(name: str) -> bool:
    """Whether it lies in a folder that is called as no part of a work is."""
    return any(_plain(folder) in BESIDE for folder in _folders(name))


def _texts_below(names: Iterable[str]) -> list[str]:
    return [name for name in names if 0 < name.count("/") <= DEEPEST and is_for_pages(name)]


def _rank(name: str) -> int:
    """Where the folders of a text say that it stands, else its name, where it counts through the whole work."""
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
