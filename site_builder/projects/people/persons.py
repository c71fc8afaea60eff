"""Authors, as Pandoc, Quarto, JOSS, R Markdown and Manubot write them, to contributors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from site_builder.model import Contributor, Name, YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.person_names import spoken_name
from site_builder.projects.people.affiliation_marks import (
    DIRECTLY,
    MARK,
    MARKED,
    MARKS,
    institutions_of,
    with_uniform_marks,
)
from site_builder.projects.people.affiliations import (
    BAR,
    PLACE,
    affiliation_of_all,
    affiliations_of,
    institution_in,
    is_role_alone,
    listed_affiliations,
    with_letters,
)
from site_builder.projects.people.inline_affiliations import (
    LINE_END,
    NOBODY,
    ORCID,
    PICTURE,
    SAYS_WHAT,
    with_affiliation_notes,
)
from site_builder.projects.people.roles import NOTE, NOTES, is_role, notes_by_mark, notes_of, role_of
from site_builder.projects.people.written_names import LONGEST, bare_name, names_apart, read_name
from site_builder.yaml_values import first_of, items_of, node_at, pairs_of, text_of

GIVEN: Final = tuple(
    "given given-names given_names given_name givenname first_name firstname first fname forename".split()
)
FAMILY: Final = tuple(
    "family surname last_name lastname last lname family-names family_names family_name familyname".split()
)
PARTICLE: Final = ("non-dropping-particle", "dropping-particle", "name-particle")
WHOLE: Final = ("name", "literal", "formatted", "author")
# With common misspellings
ORCIDS: Final = ("orcid", "ORCID", "orcid-id", "orcid_id", "orchid", "ocrid")
NO_NAME: Final = pattern(rf"{PICTURE.pattern}|<[^<>\s]*@[^<>\s]*>|\(?https?://[^\s,;]*")
# Behind a mark or note, a comma or “and” begins the next name, `Doe, A.^1^, Li, B.^2^`, unless a degree follows.
NEXT: Final = pattern(
    rf"(?P<hangs>{NOTE.pattern}|{MARKED})\s*(?:[,;]\s*(?:and\s|&)?|and\s|&)\s*"
    r"(?!(?:[A-Z]{2,3}|Ph\.?\s?D|M\.?D)\b)(?=\S)"
)
AND: Final = pattern(r"\\(?:And|AND)(?![A-Za-z])")
COMMAND: Final = pattern(r"\\[A-Za-z]+|[{}]")
EMPHASISED: Final = pattern(r"(\*{1,2})(?=[^*])(.+?)\1")
# The mark “^*1*^” stands for “1” and for the note “*”, if no name has an escaped “\*”.
IN_ITALICS: Final = "*1*"


def authors_of(node: YamlNode | None, values: YamlMap) -> tuple[Contributor, ...]:
    """The authors that a node of a text's metadata names, with their affiliations from the metadata."""
    authors = _read_authors(node, listed_affiliations(values), notes_by_mark(values))
    if any(author.affiliations for author in authors) or not (place := affiliation_of_all(values)):
        return authors
    return tuple(replace(author, affiliations=(place,)) for author in authors)


def _read_authors(
    node: YamlNode | None, listed: Mapping[str, str], notes: Mapping[str, str]
) -> tuple[Contributor, ...]:
    """The persons and institutions in a list of authors, a text or a mapping.

    `listed` has institutions by the ids to which authors refer, `notes` has notes by their marks. Other institutions
    and notes may be among the names.
    """
    items: list[YamlNode] = []
    said: dict[str, str] = {}
    for item in (with_uniform_marks(each) for written in items_of(node) for each in _listed_in_latex(written)):
        before, below = institutions_of(text_of(item))
        said |= below
        whole, rest = pairs_of(items[-1] if items else None), pairs_of(item)
        if whole.pairs and rest.pairs and _mapped(rest) == Name():
            # With a hyphen before each key, `- name: Ann Doe`, `- orcid: …`, items without a name belong to the last.
            joined = YamlMap((*whole.pairs, *rest.pairs), (*whole.key_locations, *rest.key_locations))
            items[-1] = replace(items[-1], value=joined)
        elif before or not below or not items:
            text = with_affiliation_notes(before or text_of(item))
            items.append(replace(item, value=text) if text != text_of(item) else item)
    roles = {mark: text for mark, text in {**notes, **said}.items() if is_role(text)}
    if "*" in roles and not any("\\*" in text_of(item) for item in items):
        roles[IN_ITALICS] = roles["*"]
    marked = {mark: bare_name(NO_NAME.sub(" ", text)) for mark, text in said.items() if mark not in roles}
    known_by = {**marked, **listed}
    return tuple(
        _contributor(part, name, known_by, roles, is_alone=len(names) == 1)
        for item in items
        for part in _parts(item)
        for names in [[name for name in _names(part) if name != Name()]]
        for name in names
    )


def _listed_in_latex(item: YamlNode) -> Iterator[YamlNode]:
    r"""Authors in a conference's template, `\author{\bf Ann Doe \\ A school \And …}`, each as a mapping."""
    text = item.value[:LONGEST] if isinstance(item.value, str) else ""
    if "\\author{" not in text:
        yield item
        return
    for author in AND.split(text.replace("\\author{", "")):
        name, *lines = (" ".join(COMMAND.sub(" ", with_letters(line)).split()) for line in author.split("\\\\"))
        places = ", ".join(line for line in lines if line and "@" not in line)
        pairs = ("name", replace(item, value=name)), ("affiliation", replace(item, value=places))
        yield replace(item, value=YamlMap(pairs, (item.location, item.location)))


def _parts(item: YamlNode) -> Iterator[YamlNode]:
    """The names in a text, each with its marks and notes, and with the institutions below it."""
    text = item.value[:LONGEST] if isinstance(item.value, str) else ""
    if LINE_END.search(text) and (parts := _each_with_its_institutions(text)):
        yield from (replace(item, value=part) for part in parts)
        return
    at = 0
    for found in NEXT.finditer(text) if "^" in text and not BAR.search(text) else ():
        yield replace(item, value=text[at : found.end("hangs")])
        at = found.end()
    yield replace(item, value=text[at:]) if at else item


def _each_with_its_institutions(text: str) -> list[str]:
    """The text in parts, each of names and the institutions beside or below them; none if not all names have one."""
    names, _ = _lines(text)
    parts: list[str] = []
    have_one = [True]
    for line in filter(str.strip, LINE_END.split(text)):
        bare = bare_name(line)
        if bare in names and have_one[-1]:
            parts.append(line)
            have_one.append(False)
        elif parts:
            parts[-1] += f"\\\\{line}"
        has_one = bare not in names and PLACE.search(bare) is not None
        have_one[-1] |= has_one or any(map(institution_in, NOTE.findall(line)))
    return parts if len(parts) > 1 and all(have_one) else []


def _contributor(
    node: YamlNode, name: Name, listed: Mapping[str, str], roles: Mapping[str, str], is_alone: bool
) -> Contributor:
    shown, values = spoken_name(name), YamlMap()
    if isinstance(node.value, str):
        text = NOTE.sub(" ", node.value[:LONGEST])
        _, found, behind = text.partition(shown)
        directly = DIRECTLY.match(behind) if found else None
        marks = [*MARKS.finditer(text)] if is_alone else [directly] if directly else []
        written = " ".join(mark["marks"] for mark in marks)
        bare = EMPHASISED.sub(r"\2", written)
        numbers = [*MARK.findall(bare), *([IN_ITALICS] if bare != written else [])]
        said = [*(listed[number] for number in numbers if number in listed), *_lines(node.value)[1]]
        identified = node.value[:LONGEST] if is_alone else ""
    else:
        values = pairs_of(node)
        if len(values.pairs) == 1 and isinstance(values.pairs[0][1].value, YamlMap) and values.pairs[0][0] not in WHOLE:
            values = values.pairs[0][1].value
        whole = _whole(values)
        by_marks = MARK.findall(" ".join(MARKS.findall(text_of(with_uniform_marks(whole))[:LONGEST]))) if whole else []
        said = [*affiliations_of(values, listed)] or [listed[number] for number in by_marks if number in listed]
        numbers = [*(text_of(node_at(values, key)) for key in NOTES), *by_marks]
        identified = text_of(first_of(values, *ORCIDS))
    orcid = ORCID.search(identified)
    notes = [*(roles[number] for number in numbers if number in roles), *filter(is_role_alone, said)]
    role = role_of(node, values, notes)
    return Contributor(shown, name, orcid[0].upper() if orcid else "", _places(said, node, values), *role)


def _places(said: Iterable[str], node: YamlNode, values: YamlMap) -> tuple[str, ...]:
    """The stated affiliations of an author, and those in notes of the name."""
    stated = (each for each in said if not is_role_alone(each))
    return tuple(dict.fromkeys((*stated, *filter(None, map(institution_in, notes_of(node, values))))))


def _names(node: YamlNode) -> Iterator[Name]:
    if isinstance(node.value, str):
        for text in _lines(node.value)[0]:
            yield from map(read_name, names_apart(text))
    elif isinstance(node.value, YamlMap):
        yield _mapped(node.value)


def _lines(text: str) -> tuple[list[str], list[str]]:
    """The lines that name somebody, and those that name an affiliation."""
    first, *others = LINE_END.split(text)
    said = {bare_name(line): NOBODY.match(line) for line in others}
    said = {line: nobody for line, nobody in said.items() if "@" not in line and any(map(str.isalpha, line))}
    places = [line for line, nobody in said.items() if nobody or SAYS_WHAT.search(line) or PLACE.search(line)]
    names = [*filter(None, (bare_name(first), *(line for line in said if line not in places)))]
    return (names, places) if names else (places[:1], places[1:])


def _whole(author: YamlMap) -> YamlNode | None:
    """The whole name of an author. For YAML, Obsidian's link `name: [[Ann Doe]]` is a list in a list."""
    node = first_of(author, *WHOLE)
    while node is not None and isinstance(node.value, tuple) and len(node.value) == 1:
        node = node.value[0]
    return node


def _mapped(author: YamlMap) -> Name:
    whole = _whole(author)
    inner = pairs_of(whole)
    if inner.pairs:
        return _mapped(inner)
    given, family = (bare_name(text_of(first_of(author, *keys))) for keys in (GIVEN, FAMILY))
    # In IEEE's template, `last: true` marks the last author.
    if family and family != "true":
        particle, suffix = text_of(first_of(author, *PARTICLE)), text_of(first_of(author, "suffix"))
        return Name(family, given, non_dropping_particle=particle, suffix=suffix)
    # JOSS takes `given-names: Ann Doe` for a whole name.
    if text := bare_name(text_of(whole)) or given:
        return read_name(text)
    key = author.pairs[0][0] if len(author.pairs) == 1 else "none"
    # In `- Ann Doe: {institute: …}` the key is the name, but not in `- corresponding: true`.
    return Name() if key.islower() or key in ORCIDS else read_name(bare_name(key))
