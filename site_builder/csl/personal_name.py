"""One name to text: its parts in order, its given names as initials.

CSL 1.0.2, “Name-part Order” and `initialize-with` under “Name”.
"""

from __future__ import annotations

import re
import unicodedata

from site_builder.csl.formatting import affixed
from site_builder.csl.name_options import NameOptions, NamePart
from site_builder.csl.richtext import Node, Tree, parse_rich_text, row
from site_builder.csl.textcase import change_case
from site_builder.model import Name

_APOSTROPHES = ("'", "’", "ʼ")
_INITIAL = re.compile(r"^[^\W\d_]\.?$")


def _is_romanesque(text: str) -> bool:
    """Whether a name is written in a script that puts spaces between names: Latin, Greek, Cyrillic and their like."""
    for character in text:
        if character.isalpha() and character > "\u024f":
            script = unicodedata.name(character, "").split(" ")[0]
            if script not in ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC", "MODIFIER"):
                return False
    return True


def _is_initial(word: str) -> bool:
    return bool(_INITIAL.match(word)) and word[0].isupper()


def _initial_of(word: str, with_: str, hyphen: bool) -> str:
    pieces = [piece for piece in re.split(r"([-‐])", word) if piece]
    shown = ""
    for index, piece in enumerate(pieces):
        if piece in "-‐":
            continue
        if index and not piece[0].isupper() and not hyphen:
            continue
        if index and not piece[0].isupper():
            continue
        if index and hyphen:
            shown = shown.rstrip() + "-"
        capitals = piece[0].upper() if not piece.isupper() or len(piece) == 1 else piece[0]
        shown += capitals + with_
    return shown


def initials(given: str, with_: str, hyphen: bool = True) -> str:
    """Given names as initials, each followed by `with_`; words without a capital stay whole."""
    words = re.sub(r"\.(?=[^\s\-‐.])", ". ", given).split()
    shown = ""
    for word in words:
        letters = word.rstrip(".,")
        if not letters:
            continue
        if letters[0].isupper() or not letters[0].isalpha() or not letters.islower():
            shown += _initial_of(letters, with_, hyphen) if letters[0].isalpha() else letters + " "
        else:
            shown = (shown.rstrip() + " " + letters + " ").lstrip()
    return shown.strip()


def with_normal_initials(given: str, with_: str) -> str:
    """Given names in full, only those that were initials already written as the style writes them."""
    words = re.sub(r"(?<=\b[^\W\d_])\.(?=[^\s\-‐.])", ". ", given).split()
    shown = ""
    for word in words:
        if _is_initial(word):
            shown += word[0] + with_
        else:
            shown = (shown.rstrip() + " " if shown else "") + word + " "
    return shown.strip()


def _spaced(words: list[str]) -> str:
    """Words with spaces between them, none after an elided particle such as “d’”."""
    text = ""
    for word in words:
        if word:
            text += word if not text or text.endswith((*_APOSTROPHES, "-", "–")) else f" {word}"
    return text


def _part(text: str, part: NamePart) -> Tree:
    if not text:
        return ""
    tree: Tree = parse_rich_text(text)
    if part.text_case:
        tree = change_case(tree, part.text_case)
    if part.format is not None:
        tree = Node((tree,), part.format)
    return affixed(tree, part.prefix, part.suffix)


def _given(name: Name, options: NameOptions, level: int) -> str:
    if options.initialize_with is None:
        return name.given
    if level >= 2 or not options.initialize:
        return with_normal_initials(name.given, options.initialize_with)
    return initials(name.given, options.initialize_with, options.initialize_with_hyphen)


def render_name(name: Name, options: NameOptions, inverted: bool, level: int = 0) -> Tree:
    """A name as the options have it.

    `inverted` puts the family name first; `level` is how much of the given name
    disambiguation asks for: 0 what the form shows, 1 at least initials, 2 all.
    """
    if name.literal or not (name.family or name.given):
        return _part(name.literal, options.family)
    if not name.given:
        return _row_name(
            [
                _part(_spaced([name.dropping_particle, name.non_dropping_particle, name.family]), options.family),
                name.suffix,
            ],
            " ",
        )
    if not _is_romanesque(name.family + name.given):
        family, given = _part(name.family, options.family), _part(name.given, options.given)
        return family if options.form == "short" and not level else row([family, given])
    if not name.family:
        return _part(_given(name, options, level), options.given)
    if options.form == "short" and not level:
        return _part(_spaced([name.non_dropping_particle, name.family]), options.family)
    given = _given(name, options, level)
    if inverted and options.demote_particle == "display-and-sort":
        first = _part(name.family, options.family)
        second = _part(_spaced([given, name.dropping_particle, name.non_dropping_particle]), options.given)
        return _row_name([first, second, name.suffix], options.sort_separator)
    if inverted:
        first = _part(_spaced([name.non_dropping_particle, name.family]), options.family)
        second = _part(_spaced([given, name.dropping_particle]), options.given)
        return _row_name([first, second, name.suffix], options.sort_separator)
    family = _part(name.family, options.family)
    before = _part(given, options.given)
    particles = _spaced([name.dropping_particle, name.non_dropping_particle])
    glue = "" if particles.endswith((*_APOSTROPHES, "-", "–")) else " "
    last = row([particles, family], glue)
    whole = _row_name([before, last], " ")
    return _row_name([whole, name.suffix], ", " if name.comma_suffix else " ")


def _row_name(parts: list[Tree], delimiter: str) -> Tree:
    return row(parts, delimiter)


def sort_text(name: Name, demote_particle: str) -> str:
    """A name as text to sort by: family name first, particles where the style demotes them."""
    if name.literal:
        return name.literal
    if demote_particle == "never":
        family, rest = _spaced([name.non_dropping_particle, name.family]), [name.dropping_particle]
    else:
        family, rest = name.family, [name.non_dropping_particle, name.dropping_particle]
    return " ".join(part for part in (family, *rest, name.given, name.suffix) if part)
