"""One name to text: its parts in order, with given names as initials if the style asks for them.

CSL 1.0.2, “Name-part Order” and `initialize-with` under “Name”.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable

from site_builder.csl.formatting import affixed
from site_builder.csl.name_options import NameOptions, NamePart
from site_builder.csl.richtext import parse_rich_text, raised
from site_builder.csl.textcase import change_case, letters_of
from site_builder.csl.tree import Node, Tree, plain, row
from site_builder.model import Name
from site_builder.patterns import pattern

_APOSTROPHES = ("'", "’", "ʼ")
_HYPHENS = ("-", "‐")
# Chinese, Japanese and Korean; others, such as those of India, separate names by spaces.
_UNSPACED_SCRIPTS = frozenset("CJK HANGUL HIRAGANA IDEOGRAPHIC KATAKANA KATAKANA-HIRAGANA HALFWIDTH".split())
# Markup, and text in brackets: “Richard M. (Richard Melancthon)”
_TAG = pattern(r"(</?\w+>| ?\([^()]*\))")
# A hyphen may also follow a space: “S. -F.” is how astronomical databases write it.
_WORD = pattern(r"([^\s.\-‐]+)(\.?)(?:\s*([\-‐]))?")


def is_spaced(text: str) -> bool:
    """Whether a name has letters of a script with spaces between names. One in two scripts has, such as “Wang 王”."""
    letters = "" if text.isascii() else [character for character in text if character.isalpha()]
    return not letters or any(
        character <= "\u024f" or _script(character) not in _UNSPACED_SCRIPTS for character in letters
    )


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _words(given: str) -> list[tuple[str, bool, str]]:
    """The words of given names: each word, whether a full stop follows it, and the hyphen that joins it to the next."""
    return [(word, bool(stop), hyphen) for word, stop, hyphen in _WORD.findall(given.replace("\u00a0", " "))]


def _shortened(word: str) -> str:
    """A name's initial. If it begins with several capitals (“TSerendorj”), all of these (“Ts”)."""
    capitals = re.match(r"[A-Z]{2,}(?=[a-z]+$)", word) if word[1:2].isupper() else None
    return capitals[0].capitalize() if capitals else word[0]


def _between_tags(given: str, change: Callable[[str], str]) -> str:
    """Given names with `change` applied to the text between tags. A space or hyphen at the start of such text stays."""
    pieces = _TAG.split(given)
    for at in range(0, len(pieces), 2):
        text = pieces[at].lstrip(" -‐")
        pieces[at] = pieces[at][: len(pieces[at]) - len(text)] + change(text)
    return "".join(pieces)


def initials(given: str, with_: str, hyphen: bool = True) -> str:
    """Given names as initials, each followed by `with_`. Words without a capital stay as they are.

    An abbreviation of several letters that ends in a full stop (“Ph.”) is kept whole.
    """
    if ("<" in given or "(" in given) and _TAG.search(given):
        return _between_tags(given, lambda text: initials(text, with_, hyphen))
    shown, joined = "", False
    for word, stop, joint in _words(given):
        if word[0].isupper() or word.isdigit():
            abbreviation = word if stop and word[:1].isupper() else _shortened(word)
            if joined and hyphen:
                shown = shown.rstrip() + "-"
            shown += abbreviation + with_
        elif not joined:
            shown = (shown.rstrip() + " " + word + "." * stop + " ").lstrip()
        joined = bool(joint)
    return shown.strip()


def _is_whole(*words: tuple[str, bool, str]) -> bool:
    """Whether words joined by a hyphen are a name that is not cut short."""
    return any(len(word) > 1 for word, _, _ in words) and not any(stop for _, stop, _ in words)


def with_normal_initials(given: str, with_: str) -> str:
    """Given names in full, with abbreviations written the way the style writes initials."""
    if _TAG.search(given):
        return _between_tags(given, lambda text: with_normal_initials(text, with_))
    words = _words(given)
    # “Hsing-I” and “I-Ming” are whole names.
    joined: set[int] = set()
    for at, (_, _, joint) in enumerate(words[:-1]):
        if joint and _is_whole(*words[at : at + 2]):
            joined |= {at, at + 1}
    shown = ""
    for at, (word, stop, joint) in enumerate(words):
        if stop or (len(word) == 1 and word.isupper() and at not in joined):
            shown += word + with_
        else:
            gap = "" if shown.endswith((" ", *_HYPHENS)) else " "
            shown += gap + word + " "
        shown = shown.rstrip() + joint if joint else shown
    return shown.strip()


def _part(text: str, part: NamePart) -> Tree:
    if not text:
        return ""
    # In Arabic names, single quotes are letters: “al-‘Alā’”.
    tree: Tree = raised(text) if "‘" in text and "<" not in text else parse_rich_text(text)
    if part.text_case:
        # The language of a name is not known: the author of an English work may be Turkish.
        tree = change_case(tree, part.text_case, letters_of("en"))
    return Node((tree,), part.format) if part.format is not None else tree


def _given(name: Name, options: NameOptions, level: int) -> str:
    if options.initialize_with is None:
        return name.given.strip()
    if level >= 2 or not options.initialize:
        return with_normal_initials(name.given, options.initialize_with)
    return initials(name.given, options.initialize_with, options.initialize_with_hyphen)


def _suffix(name: Name, options: NameOptions) -> str:
    """“Jr.” without its full stop if the style writes initials without one."""
    if options.initialize_with is None or "." in options.initialize_with:
        return name.suffix
    return name.suffix.replace(".", "")


def _side_by_side(*trees: Tree, space: str = " ") -> Tree:
    """Parts of a name with spaces between them, but none after an elided particle such as “d’”."""
    first, *others = [tree for tree in trees if tree] or [""]
    shown = [first]
    for tree in others:
        if not plain(shown[-1]).endswith((*_APOSTROPHES, "-", "–", " ", "\u00a0")):
            shown.append(space)
        shown.append(tree)
    return row(shown) if others else first


def render_name(name: Name, options: NameOptions, inverted: bool, level: int) -> Tree:
    """A name formatted by the options.

    `inverted` puts the family name first. `level` is how much of the given name disambiguation needs: 0 for what the
    form shows, 1 for at least initials, 2 for all. Dropping particles look like given names, others like family names.
    The affixes of a part also enclose its particles.
    """
    of_family, of_given = options.family, options.given
    family = _part(name.family, of_family)
    particle = _part(name.non_dropping_particle, of_family)
    dropping = _part(name.dropping_particle, of_given)
    if name.literal or not (name.family or name.given):
        return affixed(_part(name.literal, of_family), of_family.prefix, of_family.suffix)
    if not name.family:
        return affixed(_part(name.given, of_given), of_given.prefix, of_given.suffix)
    short = options.form == "short" and not level
    suffix = _suffix(name, options)
    with_particle = _side_by_side(particle, family, space=options.particle_space)
    if not is_spaced(name.family):
        return family if short else row([family, _part(name.given, of_given)])
    if not name.given:
        return _side_by_side(_side_by_side(dropping, with_particle, space=options.particle_space), suffix)
    if short:
        return affixed(with_particle, of_family.prefix, of_family.suffix)
    given = _part(_given(name, options, level), of_given)
    if not inverted:
        before = affixed(given, of_given.prefix, of_given.suffix)
        after = _side_by_side(dropping, with_particle, space=options.particle_space)
        if not name.comma_suffix:
            after = _side_by_side(after, suffix)
        whole = _side_by_side(before, affixed(after, of_family.prefix, of_family.suffix))
        return row([whole, suffix if name.comma_suffix else ""], ", ")
    if options.demote_particle == "display-and-sort":
        first, second = family, _side_by_side(given, dropping, particle)
    else:
        first, second = with_particle, _side_by_side(given, dropping)
    first = affixed(first, of_family.prefix, of_family.suffix)
    second = affixed(second, of_given.prefix, of_given.suffix)
    return row([first, second, suffix], options.sort_separator)


def _spelled_alike(given: str) -> str:
    return " ".join(given.replace(".", " ").split())


def distinguishing_levels(names: Iterable[Name], with_initials: bool) -> dict[Name, int]:
    """For names that share a family name: how much of each given name tells it from the others, as in `render_name`."""
    families: dict[tuple[str, str], dict[Name, None]] = defaultdict(dict)
    for name in names:
        if name.family:
            families[name.non_dropping_particle, name.family][name] = None
    levels: dict[Name, int] = {}
    for alike in families.values():
        # Styles print no suffix of a name in its short form.
        if len({(name.dropping_particle, _spelled_alike(name.given)) for name in alike}) < 2:
            continue
        # A hyphen does not tell people apart: “W.-T.” equals “W. T.”, as in pandoc.
        initials_of = {name: initials(name.given, ".").replace("-", "") for name in alike}
        by_initials: dict[str, set[str]] = defaultdict(set)
        for name in alike:
            by_initials[initials_of[name]].add(_spelled_alike(name.given))
        for name in alike:
            if len(by_initials[initials_of[name]]) == 1:
                levels[name] = 1
            elif not with_initials:
                levels[name] = 2
    return levels


def sort_text(name: Name, demote_particle: str, given: str, suffix: str) -> str:
    """A name as text to sort by: the family name first, after its particle only if the style never demotes that."""
    if name.literal or not name.family:
        return name.literal or name.given
    never = demote_particle == "never"
    before, after = (name.non_dropping_particle, "") if never else ("", name.non_dropping_particle)
    return " ".join(part for part in (before, name.family, after, name.dropping_particle, given, suffix) if part)


def sort_text_as_shown(name: Name, options: NameOptions, level: int) -> str:
    """A name as text to sort by, with no more of it than the options and disambiguation (`level`) show."""
    short = options.form == "short" and not level
    given, suffix = ("", "") if short else (_given(name, options, level), name.suffix)
    return sort_text(name, options.demote_particle, given, suffix)
