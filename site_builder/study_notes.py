"""The front matter of study notes, and keywords.yaml, to coded values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Final

from site_builder.addresses import as_label, group_anchor
from site_builder.characters import as_compared
from site_builder.definitions import (
    CODINGS,
    FACT,
    FOREIGN_SECTION,
    KEYWORD,
    NOTICE,
    SECTION,
    STUDY,
    Key,
    Record,
    ValueType,
)
from site_builder.diagnostics import Diagnostic, Location, Rule, left_out
from site_builder.frozen import frozen
from site_builder.model import Document, Facet, Fact, Keyword, Mark, Notice, YamlMap, YamlNode
from site_builder.slugs import slug
from site_builder.yaml_values import Fields, items_of, kind_of, node_at, read_yaml, words_in, yes_or_no

NONE: Final = frozenset[str]()
# Cochrane's order of a study's characteristics.
FIRST_FIELDS: Final = ("methods", "participants", "interventions", "outcomes", "notes")


@frozen
class WrittenWord:
    """A word that an author wrote and that other files have to match, with its place."""

    text: str
    location: Location


@frozen
class Coding:
    """The values that a study has in one facet."""

    facet: str
    values: tuple[str, ...]
    location: Location


@frozen
class StudyNote:
    """What a file of content/studies/ says about a study.

    `facts` follow Cochrane's order, `notices` are sorted by gravity. The key of a notice is the one that the author
    wrote, "" for the work that the note is named after.
    """

    document: Document
    title: str = ""
    reports: tuple[WrittenWord, ...] = ()
    facets: tuple[Coding, ...] = ()
    keywords: tuple[WrittenWord, ...] = ()
    summary: str = ""
    facts: tuple[Fact, ...] = ()
    cautions: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    updated: date | None = None


def read_note(
    document: Document, facets: Sequence[Facet] = (), own_keys: Set[str] = NONE
) -> tuple[StudyNote, tuple[Diagnostic, ...]]:
    """A study note, with its coded values under the names of the facets. The title is the one in its front matter.

    `own_keys` are those whose values the text shows.
    """
    record = _with_own(_study_with(facets), own_keys)
    fields = Fields(document.front_matter, Location(document.path, 1, 1), "a study note", record)
    note = StudyNote(
        document=document,
        title=fields.text("title"),
        reports=_written(fields, "reports"),
        facets=_codings(fields, {facet.name: facet for facet in facets}),
        keywords=_written(fields, "keywords"),
        summary=fields.text("summary"),
        facts=_facts(fields),
        cautions=fields.texts("cautions"),
        notices=tuple(chain.from_iterable(_notices(fields, mark) for mark in Mark)),
        updated=fields.day("updated"),
    )
    fields.text("lang")
    fields.texts("nocite")
    return note, fields.finish()


def read_section(
    document: Document, unknown_key: Rule = Rule.UNKNOWN_KEY, own_keys: Set[str] = NONE
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The description in a section's front matter. The other keys there are checked, but read elsewhere.

    `own_keys` are those whose values the text shows.
    """
    is_ours = unknown_key is Rule.UNKNOWN_KEY
    record = _with_own(SECTION if is_ours else FOREIGN_SECTION, own_keys)
    fields = Fields(document.front_matter, Location(document.path, 1, 1), "a section's front matter", record)
    title = fields.node("title")
    # For EPUB, Pandoc allows a list of titles.
    if is_ours or title is None or not isinstance(title.value, tuple):
        fields.text("title")
    if is_ours:
        fields.text("lang")
        if yes_or_no(draft := node_at(document.front_matter, "draft")) and draft and "draft" not in own_keys:
            message = "This text says that it is a draft, but is published like the others."
            fields.report(left_out(draft.location, message, "begin its file's name with “_” to leave it out."))
    description = fields.text("description")
    fields.text("abstract")
    fields.texts("nocite")
    return description, fields.finish(unknown_key)


def _with_own(record: Record, own_keys: Set[str]) -> Record:
    return replace(record, foreign=record.foreign | own_keys)


def _written(fields: Fields, key: str) -> tuple[WrittenWord, ...]:
    fields.texts(key)
    node = fields.node(key)
    return tuple(
        WrittenWord(word.strip(), item.location)
        for item in items_of(node)
        if isinstance(item.value, str)
        for word in (words_in(item) if item is node else (item.value,))
    )


def _study_with(facets: Sequence[Facet]) -> Record:
    """The definition of a study's note, with the project's own facets as the keys of its codings.

    A facet that stands in the wrong place can thus be named in the hint.
    """
    codings = replace(CODINGS, keys=tuple(Key(facet.name, ValueType.TEXTS, facet.label) for facet in facets))
    keys = (replace(key, record=codings) if key.record is CODINGS else key for key in STUDY.keys)
    return replace(STUDY, keys=tuple(keys))


def _codings(fields: Fields, facets: Mapping[str, Facet]) -> tuple[Coding, ...]:
    values = fields.map("facets")
    inner = fields.within(values, fields.location("facets"), "facets", CODINGS)
    return tuple(
        Coding(name, tuple(facets[name].value_of(value) for value in coded) if name in facets else coded, location)
        for (name, _), location in zip(values.pairs, values.key_locations, strict=True)
        if (coded := inner.texts(name))
    )


def _facts(fields: Fields) -> tuple[Fact, ...]:
    facts = []
    for node in fields.maps("facts"):
        assert isinstance(node.value, YamlMap)
        inner = fields.within(node.value, node.location, "a fact", FACT)
        fact = Fact(
            field=inner.text("field").strip().casefold(),
            value=inner.text("value").strip(),
            source=inner.text("source"),
            note=inner.text("note"),
        )
        if fact.field and fact.value:
            facts.append(fact)
    return tuple(sorted(facts, key=lambda fact: _place(fact.field)))


def _notices(fields: Fields, mark: Mark) -> Iterator[Notice]:
    for node in fields.map_or_maps(mark.value):
        assert isinstance(node.value, YamlMap)
        inner = fields.within(node.value, node.location, f"“{mark.value}”", NOTICE)
        yield Notice(
            mark=mark,
            key=inner.text("report").strip(),
            date=inner.partial_date("date"),
            reason=inner.text("reason").strip(),
            link=inner.text("notice").strip(),
            by=inner.text("by").strip(),
            cited_knowingly=inner.yes("cited_knowingly", False),
            location=node.location,
        )


def _place(field: str) -> int:
    return FIRST_FIELDS.index(field) if field in FIRST_FIELDS else len(FIRST_FIELDS)


def read_keywords(text: str, path: str) -> tuple[tuple[Keyword, ...], tuple[Diagnostic, ...]]:
    """The keywords of keywords.yaml, in the file's order."""
    node, unreadable = read_yaml(text, path)
    if node is None:
        return (), unreadable
    if not isinstance(node.value, YamlMap):
        message = f"{path} contains {kind_of(node)}, but should contain keywords by their ids."
        hint = "write each keyword as “id:” with its label and the rest indented below."
        return (), (*unreadable, Diagnostic(Rule.WRONG_TYPE, node.location, message, hint))
    keywords: list[Keyword] = []
    wrong: list[Diagnostic] = []
    names: dict[str, str] = {}
    groups: dict[str, str] = {}
    records = zip(node.value.pairs, node.value.key_locations, strict=True)
    for (name, record), location in records:
        fields, keyword = _keyword(name, record, location)
        wrong += fields.finish()
        keyword = replace(
            keyword, group=keyword.group and groups.setdefault(group_anchor(keyword.group), keyword.group)
        )
        clash = next(_clashes(keyword, names), None)
        if clash is not None:
            word, other = clash
            message = f"“{word}” already refers to the keyword “{other}”."
            hint = f"use other words for “{name}”, or merge it into “{other}”."
            wrong.append(Diagnostic(Rule.KEYWORD_CLASH, location, message, hint))
        for word in (keyword.slug, keyword.label, *keyword.synonyms):
            names.setdefault(as_compared(word), name)
        if clash is None or keyword.slug not in {known.slug for known in keywords}:
            keywords.append(keyword)
    return tuple(keywords), (*unreadable, *wrong)


def _keyword(name: str, record: YamlNode, location: Location) -> tuple[Fields, Keyword]:
    is_label = isinstance(record.value, str)
    values = record.value if isinstance(record.value, YamlMap) else YamlMap((("label", record),) if is_label else ())
    fields = Fields(values, location, f"the keyword “{name}”", KEYWORD)
    if isinstance(record.value, tuple):
        message = f"The keyword “{name}” must be a label, or keys with values, not a list."
        hint = f"if these are synonyms, put “synonyms:” before them; if “{name}” is a group, write each as a keyword"
        fields.report(Diagnostic(Rule.WRONG_TYPE, record.location, message, f"{hint} with “group: {name}”."))
    return fields, Keyword(
        slug=slug(name),
        label=fields.text("label") or as_label(name),
        group=fields.text("group"),
        definition=fields.text("definition"),
        synonyms=fields.words("synonyms"),
    )


def _clashes(keyword: Keyword, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    for word in (keyword.slug, keyword.label, *keyword.synonyms):
        if as_compared(word) in names:
            yield word, names[as_compared(word)]
