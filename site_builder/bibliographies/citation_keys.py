"""References to citation keys: the first author's family name and the year, as in hall2017."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Final

from site_builder.characters import letters_and_digits, suffix_letters, without_tags
from site_builder.model import Reference
from site_builder.patterns import pattern

# A number of a record in EndNote, Mendeley or JSON says nothing of the work, and changes with the next export.
_NUMBERED: Final = pattern(r"(?:RN|ITEM-|ref|rid|id)?_?\d+", re.IGNORECASE)
# “DBLP:conf/x/Doe19”, but no address
_KEY: Final = pattern(r"(?!.*//)[^\W_](?:[\w:./+-]*[^\W_])?")
_SMALL_WORDS: Final = frozenset("a an the on in of for and de der die das la le les el los un une".split())
_HEAD: Final = pattern(r"@\s*[^\s{(]+\s*[{(]\s*")


def citable(key: str) -> str:
    """The key, if texts can cite it; "" if they cannot, or if it is only the number of a record."""
    return key if _KEY.fullmatch(key) and not _NUMBERED.fullmatch(key) else ""


def keepable(key: str) -> str:
    """A BibTeX key, which texts may cite already, if only in braces; "" if it is only the number of a record."""
    return "" if _NUMBERED.fullmatch(key) else key


class Keys:
    """The keys that are taken, whatever their case, and the next variants of each key."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {key.casefold() for key in taken}
        self._next: dict[str, Iterator[str]] = {}

    def take(self, key: str) -> None:
        self._taken.add(key.casefold())

    def is_free(self, key: str) -> bool:
        return key.casefold() not in self._taken

    def free(self, wanted: str, reference: Reference) -> str:
        """The wanted key or one made of the reference, with a letter if it is taken. From then on it is taken."""
        stem = wanted or _stem(reference)
        following = self._next.setdefault(stem, itertools.chain([stem], _lettered(stem)))
        key = next(filter(self.is_free, following))
        self.take(key)
        return key


def with_key(source: str, key: str) -> str:
    """An entry with another key."""
    start = key_start(source)
    return source[:start] + key + source[source.index(",", start) if "," in source[start:] else len(source) - 1 :]


def key_start(source: str) -> int:
    head = _HEAD.match(source)
    return head.end() if head else 0


def _lettered(stem: str) -> Iterator[str]:
    # A key of another program may end with a letter, after which another letter would not be noticed.
    mark = "" if stem[-1:].isdigit() else "-"
    return (stem + mark + suffix_letters(number) for number in itertools.count(1))


def _stem(reference: Reference) -> str:
    people = next((names for role in ("author", "editor") if (names := reference.name_list(role))), ())
    name = people[0].family or _short(people[0].literal) if people else ""
    word = _folded(name) or next(_words(reference.text("title")), "") or "work"
    return f"{word}{reference.year or 'nd'}"


def _short(institution: str) -> str:
    """The initials of a long name: who for the World Health Organization."""
    words = [word for word in institution.split() if word[:1].isupper()]
    return "".join(word[0] for word in words) if len(words) > 2 else institution


def _words(title: str) -> Iterator[str]:
    for word in without_tags(title).split():
        if (folded := _folded(word)) and folded not in _SMALL_WORDS:
            yield folded


def _folded(text: str) -> str:
    """The letters of a name in ASCII, or in its own script if it is another one."""
    letters = letters_and_digits(text)
    return "".join(character for character in letters if character.isascii()) or letters
