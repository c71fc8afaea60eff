"""Names as works print them to the persons who bear them, each an author with an address.

Two names with the same family name are one person's if nothing contradicts it: their given names agree (“J.” with
“John”), and all other names that agree with either could be the same person's, too. So “Smith, J.” is John Smith,
unless there is also a Jane Smith. Two names in one work are always two persons.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, TypeAlias

from site_builder.characters import FOLDED, as_compared
from site_builder.diagnostics import NOWHERE
from site_builder.frozen import frozen
from site_builder.model import Name, Reference
from site_builder.patterns import pattern
from site_builder.person_names import creators, inverted_name
from site_builder.resolve.review import Author
from site_builder.slugs import Claim, distinct, slug

WORD: Final = pattern(r"([^\s.\-‐‑]+)(\.?)\s*([\-‐‑]?)")
LONGEST_INITIALS: Final = 4
LONGEST_ABBREVIATION: Final = 4
# Unicode's combining class of accents above and below a letter; lower classes change the letter, as in Indic scripts.
FIRST_ACCENT: Final = 200


@frozen
class Given:
    """One given name. If `is_short`, it may abbreviate a longer one. `is_joined` means that a hyphen follows."""

    letters: str
    is_short: bool
    is_joined: bool


Givens: TypeAlias = tuple[Given, ...]
Kin: TypeAlias = tuple[str, ...]
Spelling: TypeAlias = tuple[str, ...]


def persons(works: Iterable[Sequence[Name]]) -> tuple[tuple[Name, ...], ...]:
    """The names of each person, fullest first; persons in the order in which they are first named.

    Each work is given as the names of its makers.
    """
    works = tuple(works)
    counts = Counter(chain.from_iterable(works))
    order = {name: at for at, name in enumerate(counts)}
    givens = {name: _givens(name) for name in counts}
    places = {name: (_kin(name, givens[name]), _spelling(givens[name])) for name in counts}
    kin: dict[Kin, dict[Spelling, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for name, (family, spelling) in places.items():
        kin[family][spelling].append(name)
    apart = _in_one_work([places[name] for name in names] for names in works)
    merged: list[list[Name]] = []
    for family, spellings in kin.items():
        fullest = {spelt: max((givens[name] for name in alike), key=_detail) for spelt, alike in spellings.items()}
        groups = _agreeing(fullest, apart[family])
        merged += ([name for spelling in group for name in spellings[spelling]] for group in groups)
    for forms in merged:
        forms.sort(key=lambda name: (*_fullness(name, givens[name]), counts[name], *_care(name)), reverse=True)
    return tuple(map(tuple, sorted(merged, key=lambda forms: min(order[name] for name in forms))))


def _kin(name: Name, givens: Givens) -> Kin:
    """What all names of one person share: the family name with its particles, “Jr.” and the first initial.

    A name without parts is the same in and without braces: “{Microsoft}” and “Microsoft”.
    """
    if name.literal or not (name.given or name.suffix):
        return ("", as_compared(inverted_name(name)))
    _, particles = _given_words(name)
    family = "".join((name.dropping_particle, *particles, name.non_dropping_particle, name.family))
    return _folded(family) or family, _folded(name.suffix), givens[0].letters[0] if givens else ""


def _in_one_work(works: Iterable[Iterable[tuple[Kin, Spelling]]]) -> dict[Kin, set[frozenset[Spelling]]]:
    """The pairs of spellings that occur in the same work, which are of two persons."""
    apart: dict[Kin, set[frozenset[Spelling]]] = defaultdict(set)
    for work in works:
        beside: dict[Kin, list[Spelling]] = defaultdict(list)
        for family, spelling in work:
            apart[family] |= {frozenset({spelling, other}) for other in beside[family] if spelling != other}
            beside[family].append(spelling)
    return apart


def _given_words(name: Name) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The words of given names, each with its full stop and hyphen, and the particles after them (“Jan van der”)."""
    words = WORD.findall(name.given)
    end = len(words)
    if words and words[0][0][0].isupper():
        while words[end - 1][0].islower() and len(words[end - 1][0]) > 1:
            end -= 1
    return words[:end], [word for word, _, _ in words[end:]]


def _givens(name: Name) -> Givens:
    has_capitals_only = name.family.isupper() and len(name.family) > 1
    givens = []
    for word, stop, hyphen in _given_words(name)[0]:
        are_initials = word.isupper() and len(word) <= LONGEST_INITIALS and not has_capitals_only
        for part in word if are_initials else (word,):
            letters = _folded(part)
            is_initial = len(letters) == 1 and part.lower() != part.upper()
            is_abbreviation = bool(stop) and len(letters) <= LONGEST_ABBREVIATION
            givens.append(Given(letters, is_initial or is_abbreviation, bool(hyphen)))
    return tuple(given for given in givens if given.letters)


def _folded(text: str) -> str:
    """The letters and digits of a text, without case and accents."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.casefold()))
    apart = unicodedata.normalize("NFKD", text.casefold().translate(FOLDED)).casefold()
    return "".join(each for each in apart if each.isalnum() or _makes_a_letter(each))


def _makes_a_letter(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" and unicodedata.combining(character) < FIRST_ACCENT


def _spelling(givens: Givens) -> tuple[str, ...]:
    """A key that equal names share: “Min-Jung”, “Min Jung” and “Minjung” are equal, “J. A.” and “Ja” are not."""
    letters = tuple(given.letters for given in givens)
    return letters if any(given.is_short for given in givens) else ("".join(letters),)


def _detail(givens: Givens) -> tuple[int, int]:
    return len(givens), sum(given.is_joined for given in givens)


def _fullness(name: Name, givens: Givens) -> tuple[int, bool, int]:
    letters = sum(len(given.letters) for given in givens)
    return letters, not name.family.isupper(), sum(not letter.isascii() for letter in name.family + name.given)


def _care(name: Name) -> tuple[int, str]:
    """How carefully a name is written: with marks between initials, and small or capital letters where they belong.

    It tells any two forms apart, so that the order of the bibliography, which reference managers change, does not.
    """
    written = inverted_name(name)
    return len(written), written.swapcase() if name.literal else written


def _agreeing(names: Mapping[Spelling, Givens], apart: Iterable[frozenset[Spelling]]) -> Iterable[list[Spelling]]:
    """The spellings grouped by person.

    A group is formed only if all its spellings agree with one another and no others.
    """
    by_first: dict[str, list[Spelling]] = defaultdict(list)
    for spelling, givens in names.items():
        by_first[_full_first(givens)].append(spelling)
    agreeing: dict[Spelling, frozenset[Spelling]] = {}
    for spelling, givens in names.items():
        first = _full_first(givens)
        others = [*by_first[first], *by_first[""]] if first else names
        agreeing[spelling] = frozenset(other for other in others if _may_be_same_names(givens, names[other]))
    groups: dict[frozenset[Spelling], list[Spelling]] = defaultdict(list)
    for spelling, same in agreeing.items():
        is_one = all(same <= agreeing[other] for other in same) and not any(pair <= same for pair in apart)
        groups[same if is_one else frozenset({spelling})].append(spelling)
    return groups.values()


def _full_first(givens: Givens) -> str:
    return givens[0].letters if givens and not givens[0].is_short else ""


def _may_be_same_names(some: Givens, others: Givens) -> bool:
    fewer, more = (some, others) if len(some) <= len(others) else (others, some)
    if not fewer or not all(map(_may_be_same_name, fewer, more)):
        return fewer == more
    # “Jean” is not “Jean-Pierre”, but “J.” may be.
    return len(fewer) == len(more) or fewer[-1].is_short or not more[len(fewer) - 1].is_joined


def _may_be_same_name(one: Given, other: Given) -> bool:
    return (
        one.letters == other.letters
        or (one.is_short and other.letters.startswith(one.letters))
        or (other.is_short and one.letters.startswith(other.letters))
    )


@frozen
class Authors:
    """The authors of a review sorted by slug, and the slug for each name."""

    authors: tuple[Author, ...]
    slugs: Mapping[Name, str]

    def of(self, reports: Iterable[Reference]) -> tuple[str, ...]:
        """The slugs of the makers of any of the reports, in the order of their names."""
        return tuple(dict.fromkeys(self.slugs[name] for report in reports for name in creators(report)))


def list_authors(works: Iterable[Sequence[Name]]) -> Authors:
    """The authors of works, each of which is given as the names of its makers."""
    found = persons(works)
    # An author's name decides the address, so that the order of the bibliography does not matter.
    named = ((slug(inverted_name(forms[0])), inverted_name(forms[0]), forms) for forms in found)
    claims = sorted(named, key=lambda claim: (*claim[:2], claim[2][0].literal))
    slugs, _ = distinct(Claim(name, wanted, NOWHERE) for wanted, name, _ in claims)
    authors = tuple(Author(chosen, forms) for chosen, (_, _, forms) in zip(slugs, claims, strict=True))
    return Authors(authors, {name: author.slug for author in authors for name in author.forms})
