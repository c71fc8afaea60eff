"""Entries with `crossref` or `xdata` to entries that hold every field they inherit (BibLaTeX manual, appendix B)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from site_builder.bibtex.canonical_fields import Fields, canonical_fields
from site_builder.bibtex.entry import Entry, Field
from site_builder.bibtex.law_reports import with_report
from site_builder.bibtex.types import CHAPTERS
from site_builder.diagnostics import Diagnostic, Rule, Severity, did_you_mean

_Parents = Mapping[str, Sequence[tuple[str, str]]]

INHERITING = ("xdata", "crossref")
_NEVER = frozenset(
    "crossref entryset entrysubtype execute ids keywords label options presort related relatedoptions relatedstring "
    "relatedtype shorthand shorthandintro sortkey xdata xref".split()
)
_NOT_TITLES = frozenset({"shorttitle", "sorttitle", "indextitle", "indexsorttitle"})
_DATES = frozenset({"date", "year", "month", "day"})
_YEAR = len("2010")
_IN_BOOK = CHAPTERS | {"suppbook", "suppcollection"}
_IN_MULTIVOLUME = frozenset({"book", "collection", "proceedings", "reference"}) | _IN_BOOK
_PARTS_OF_BOOKS = frozenset({"inbook", "bookinbook", "suppbook"})
_IN_PERIODICAL = frozenset({"article", "suppperiodical"})


def inherit(
    entries: Sequence[Entry], beside: Sequence[Entry] | None = None
) -> tuple[tuple[Fields, ...], tuple[Diagnostic, ...]]:
    """The fields of each entry, with those it inherits, perhaps from entries of other files, `beside`.

    If several entries have the same key, others inherit from the first.
    """
    by_key: dict[str, Entry] = {}
    for entry in entries:
        by_key[str(entry.location) if _key(entry) in by_key else _key(entry)] = entry
    here = list(by_key)
    for entry in beside or ():
        by_key.setdefault(_key(entry), entry)
    own = {key: with_report(entry.type, canonical_fields(entry.fields)) for key, entry in by_key.items()}
    parents = _parents(own)
    whole: dict[str, Fields] = {}
    diagnostics: list[Diagnostic] = []
    lost = "in none of the bibliographies" if beside is not None else "not in this file"
    for key in here:
        if key not in parents:
            whole[key] = own[key]
            continue
        entry = by_key[key]
        for name, parent in parents[key]:
            if parent not in by_key:
                message = f"{entry_in_message(entry)} inherits from “{parent}”, which is {lost}."
                # Finding the nearest of thousands of keys is slow, and nobody reads that many hints. Parents hardly
                # ever inherit themselves, so entries that do are not suggested.
                known = [each for each in by_key if each not in parents] if len(diagnostics) < 20 else ()
                hint = did_you_mean(parent, known, f"add the entry “{parent}”, or remove the field.")
                # Only a warning, as the entry itself is read and can be cited
                found = own[key][name].location, message, hint, Severity.WARNING
                diagnostics.append(Diagnostic(Rule.UNKNOWN_CITATION_KEY, *found))
        _complete(key, by_key, own, parents, whole)
    return tuple(whole[key] for key in here), tuple(diagnostics)


def parents_of(keys: Iterable[str], entries: Iterable[Entry]) -> frozenset[str]:
    """The keys of the entries from which the entries with `keys` inherit, directly or through others."""
    named = [
        (entry.key.casefold(), {each.strip().casefold() for each in field.value.split(",")})
        for entry in entries
        for field in entry.fields
        if field.name in INHERITING
    ]
    parents: dict[str, set[str]] = defaultdict(set)
    for key, of_key in named:
        parents[key] |= of_key
    waiting = [parent for key in keys for parent in parents.get(key.casefold(), ())]
    found: set[str] = set()
    while waiting:
        if (key := waiting.pop()) not in found:
            found.add(key)
            waiting += parents.get(key, ())
    return frozenset(entry.key for entry in entries if entry.key.casefold() in found)


def entry_in_message(entry: Entry) -> str:
    """An entry in a message."""
    return f"“{entry.key}”" if entry.key else f"This @{entry.type}"


def _key(entry: Entry) -> str:
    """The key of an entry, or if it has none its location, which is no other entry's key."""
    return entry.key or str(entry.location)


def _complete(
    key: str, by_key: Mapping[str, Entry], own: Mapping[str, Fields], parents: _Parents, whole: dict[str, Fields]
) -> None:
    """Complete an entry after all entries that it inherits from. A circle is cut where it closes."""
    path = [(key, _waiting(key, by_key, parents))]
    begun = {key}
    while path:
        current, waiting = path[-1]
        following = next((parent for parent in waiting if parent not in whole and parent not in begun), None)
        if current not in whole and following is not None:
            path.append((following, _waiting(following, by_key, parents)))
            begun.add(following)
            continue
        path.pop()
        if current in whole:
            continue
        fields = dict(own[current])
        for name, parent in parents.get(current, ()):
            if parent in whole:
                source = by_key[parent].type if name == "crossref" else ""
                _add(fields, whole[parent], source, by_key[current].type)
        whole[current] = fields


def _waiting(key: str, by_key: Mapping[str, Entry], parents: _Parents) -> Iterator[str]:
    return (parent for _, parent in parents.get(key, ()) if parent in by_key)


def other_keys(fields: Fields) -> tuple[str, ...]:
    """The further keys by which a work may be cited, and inherited from."""
    return tuple(fields["ids"].value.replace(",", " ").split()) if "ids" in fields else ()


def _parents(own: Mapping[str, Fields]) -> _Parents:
    """The parents of each entry, as pairs of field and key. As in BibTeX, a key may differ in case, or be another."""
    as_written = {
        key: [(name, each.strip()) for name in names for each in fields[name].value.split(",") if each.strip()]
        for key, fields in own.items()
        if (names := [name for name in INHERITING if name in fields])
    }
    if all(parent in own for parents in as_written.values() for _, parent in parents):
        return as_written
    folded: dict[str, str] = {}
    for key, fields in own.items():
        for each in (key, *other_keys(fields)):
            folded.setdefault(each.casefold(), key)
    return {
        key: [(name, parent if parent in own else folded.get(parent.casefold(), parent)) for name, parent in parents]
        for key, parents in as_written.items()
    }


def _add(fields: dict[str, Field], inherited: Fields, source: str, target: str) -> None:
    never = _NEVER
    if "date" in fields or "year" in fields:
        never |= _DATES
    elif "month" in fields:
        # A month alone is one of the parent's year.
        never |= {"date", "day"}
        if "date" in inherited:
            fields["year"] = inherited["date"]._replace(value=inherited["date"].value[:_YEAR])
    if source in _PARTS_OF_BOOKS and "booktitle" not in inherited:
        source = "collection"  # A volume, as below
    # The manual has no rule for parts of books in a @collection: one without a title of its own is a volume.
    is_volume = "title" not in fields and source in ("collection", "reference") and target in _PARTS_OF_BOOKS
    named = [
        (new_name != name, new_name, field)
        for name, field in inherited.items()
        if not (name in never or name.startswith("csl-"))
        for new_name in ((name,) if is_volume else _names_in(name, source, target))
    ]
    # A parent's title becomes its child's `booktitle`, in preference to the parent's own `booktitle`, except for papers
    # in a @book.
    renamed_first = source != "book" or target in _PARTS_OF_BOOKS
    for _, new_name, field in sorted(named, key=itemgetter(0), reverse=renamed_first):
        fields.setdefault(new_name, field)


def _names_in(name: str, source: str, target: str) -> tuple[str, ...]:
    """The names of a parent's field in its child. They are the same if `source` is "", the parent being an @xdata."""
    if name == "author" and source in ("book", "mvbook") and target in _PARTS_OF_BOOKS:
        return ("bookauthor", "author")
    if source == "periodical" and target in _IN_PERIODICAL:
        prefix = "journal"
    elif source.startswith("mv") and target in _IN_MULTIVOLUME:
        prefix = "main"
    elif source in ("book", "collection", "proceedings", "reference") and target in _IN_BOOK:
        prefix = "book"
    else:
        return (name,)
    if name in _NOT_TITLES:
        return ()
    return (prefix + name,) if name in ("title", "subtitle", "titleaddon") else (name,)
