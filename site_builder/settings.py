"""The text of review.yaml to settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.addresses import as_label
from site_builder.bibtex.institutions import institution
from site_builder.bibtex.name_lists import read_names
from site_builder.bibtex.page_numbers import page_ranges
from site_builder.characters import WIDE_SEPARATORS
from site_builder.definitions import AUTHOR, CITATION, FACET, MAP, REVIEW, variable_of
from site_builder.diagnostics import (
    CHOICES,
    RULES,
    Diagnostic,
    Location,
    Rule,
    Severity,
    Weights,
    did_you_mean,
    in_a_row,
    quoted,
)
from site_builder.dois import bare_doi
from site_builder.language_tags import as_locales_are_named
from site_builder.model import (
    AxisName,
    Contributor,
    EvidenceMap,
    Facet,
    Name,
    RawHtml,
    Settings,
    Studies,
    YamlMap,
    YamlNode,
)
from site_builder.patterns import pattern
from site_builder.yaml_values import Fields, items_of, kind_of, node_at, pairs_of, read_yaml

# BibTeX knows only “and”.
CONJUNCTION: Final = pattern(r"\s(?:&|und|et|y|e|en|och|og)\s")


def read_settings(text: str, path: str, default: Settings | None = None) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings in review.yaml. What it leaves out, or what cannot be read, keeps its default."""
    default = default or Settings()
    node, diagnostics = read_yaml(text, path)
    if node is None:
        return default, diagnostics
    if not isinstance(node.value, YamlMap):
        message = f"{path} contains {kind_of(node)}, but should contain keys with values."
        return default, (*diagnostics, Diagnostic(Rule.WRONG_TYPE, node.location, message, "write “key: value” lines."))
    fields = Fields(node.value, Location(path, 1, 1), path, REVIEW)
    rules, unknown = _read_weights(fields.map("rules"))
    settings = Settings(
        title=fields.text("title") or default.title,
        description=fields.text("description") or default.description,
        contributors=tuple(_authors(fields)) or default.contributors,
        doi=bare_doi(fields.text("doi")) or default.doi,
        citation=tuple({**dict(default.citation), **dict(_citation(fields))}.items()),
        published_in=fields.text("published_in"),
        landing_page=fields.text("landing_page").strip(),
        updated=fields.day("updated") or default.updated,
        keywords=fields.words("keywords") or default.keywords,
        license=fields.text("license").strip() or default.license,
        base_url=fields.text("base_url").strip().rstrip("/"),
        citation_style=fields.text("citation_style") or default.citation_style,
        notes_after_punctuation=fields.yes("notes_after_punctuation", default.notes_after_punctuation),
        lang=as_locales_are_named(fields.text("lang").strip()) or default.lang,
        has_web_fonts=fields.text("web_fonts").strip() == "source",
        raw_html=RawHtml(fields.text("raw_html").strip() or Settings().raw_html),
        smart=fields.yes("smart", default.smart),
        number_sections=fields.yes("number_sections", default.number_sections),
        bibliography=fields.texts("bibliography") or default.bibliography,
        studies=Studies(fields.text("studies").strip() or default.studies),
        facets=_facets(fields),
        evidence_map=_evidence_map(fields),
        rules=(*default.rules, *rules),
        words=default.words,
    )
    return settings, (*diagnostics, *fields.finish(), *unknown)


def place_of(key: str, text: str, path: str) -> Location | None:
    """The place of a key's value in review.yaml; None if the key is left out or empty."""
    value = _value_of(key, text, path)
    return value.location if value is not None and value.value is not None else None


def places_of(key: str, text: str, path: str) -> tuple[Location, ...]:
    """The place of each text in a key's list in review.yaml; () if the key is left out."""
    return tuple(item.location for item in items_of(_value_of(key, text, path)) if isinstance(item.value, str))


def _value_of(key: str, text: str, path: str) -> YamlNode | None:
    return node_at(pairs_of(read_yaml(text, path)[0]), key)


def _evidence_map(settings: Fields) -> EvidenceMap | None:
    values = settings.map("evidence_map")
    if not values.pairs:
        return None
    fields = settings.within(values, settings.location("evidence_map"), "the setting “evidence_map”", MAP)
    rows, columns = (AxisName(fields.text(key).strip(), fields.location(key)) for key in ("rows", "columns"))
    return EvidenceMap(rows, columns) if rows.name and columns.name else None


def _authors(settings: Fields) -> Iterator[Contributor]:
    for node in settings.texts_or_maps("authors"):
        if not isinstance(node.value, YamlMap):
            written = str(node.value)
            if _are_several(written, node is settings.node("authors")):
                message = f"{quoted(written, 80)} seems to name several people, but is read as one author."
                hint = (
                    "write each name on a line of its own below “authors:”, with a hyphen in front; put quotation "
                    'marks and braces around an institution: "{Sleep & Rest}".'
                )
                settings.report(Diagnostic(Rule.WRONG_TYPE, node.location, message, hint, Severity.WARNING))
            yield Contributor(_without_braces(written), _name(written))
            continue
        fields = settings.within(node.value, node.location, "an author", AUTHOR)
        written, is_corresponding = fields.text("name").strip(), fields.yes("corresponding", False)
        author = Contributor(
            name=_without_braces(written),
            in_parts=_name(written),
            orcid=fields.text("orcid").strip().rpartition("/")[2].upper(),
            affiliations=fields.texts("affiliation"),
            is_corresponding=is_corresponding,
            email=fields.text("email").strip() if is_corresponding else "",
            is_equal=fields.yes("equal_contributor", False),
        )
        if author.orcid and not _checks(author.orcid):
            message = f"“{author.orcid}” is not a valid ORCID iD: its last digit does not match the others."
            fields.report(Diagnostic(Rule.WRONG_TYPE, fields.location("orcid"), message, "correct it."))
        if written:
            yield author


def _are_several(written: str, is_alone: bool) -> bool:
    """Whether a text names several authors: “Ann Ash and Bo Elm”, or “Ann Ash, Bo Elm” if it is the only text."""
    if written.startswith("{") or institution(written, [written]):
        return False
    if any(separator in written for separator in WIDE_SEPARATORS):
        return True
    return (
        _are_whole_names(CONJUNCTION.split(written))
        or (is_alone and _are_whole_names(written.split(",")))
        or len(read_names(written)[0]) > 1
    )


def _are_whole_names(parts: Sequence[str]) -> bool:
    """Whether these are several texts of several words, unlike the parts of “Ortega y Gasset, José”."""
    apart = [part.split() for part in parts]
    return len(apart) > 1 and all(len(words) > 1 and not words[0][0].islower() for words in apart)


def _checks(orcid: str) -> bool:
    """Whether the last digit is the check digit that ISO 7064 computes from the others."""
    total = 0
    for digit in orcid[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == orcid[-1]


def _without_braces(name: str) -> str:
    return name.strip().removeprefix("{").removesuffix("}")


def _name(author: str) -> Name:
    """A name in its parts, split as BibTeX does: “Jan van der Berg” and “van der Berg, Jan” give the same."""
    names, faults = read_names(author)
    return Name(literal=_without_braces(author)) if faults or len(names) != 1 else names[0]


def _citation(settings: Fields) -> Iterator[tuple[str, str]]:
    fields = settings.within(settings.map("citation"), settings.location("citation"), "citation", CITATION)
    for key in CITATION.names:
        if value := fields.text(key).strip():
            yield variable_of(key), page_ranges(value) if key == "page" else value


def _facets(settings: Fields) -> tuple[Facet, ...]:
    facets = []
    for name, node in settings.map("facets").pairs:
        if isinstance(node.value, YamlMap):
            fields = settings.within(node.value, node.location, f"the facet “{name}”", FACET)
            facets.append(_facet(name, fields))
            continue
        if isinstance(node.value, tuple):
            settings.refuse(f"facets: {name}", node, "a label, or keys with values")
        facets.append(Facet(name, node.value if isinstance(node.value, str) else as_label(name)))
    return tuple(facets)


def _facet(name: str, fields: Fields) -> Facet:
    return Facet(
        name=name,
        label=fields.text("label") or as_label(name),
        count_label=fields.text("count_label"),
        labels=tuple((value, _label(value, label, fields)) for value, label in fields.map("labels").pairs),
        absent=fields.texts("absent"),
    )


def _label(value: str, label: YamlNode, fields: Fields) -> str:
    if isinstance(label.value, str):
        return label.value
    fields.refuse(f"labels: {value}", label, "text")
    return value


def _read_weights(values: YamlMap) -> tuple[Weights, tuple[Diagnostic, ...]]:
    """The severity of each named rule; None if it is off."""
    weights: list[tuple[Rule, Severity | None]] = []
    wrong: list[Diagnostic] = []
    for (name, node), place in zip(values.pairs, values.key_locations, strict=True):
        if name not in RULES:
            message = f"There is no rule “{name}”, so this changes nothing."
            hint = did_you_mean(name, RULES, "use the name in brackets after a message, or one from docs/rules.md.")
            wrong.append(Diagnostic(Rule.UNKNOWN_RULE, place, message, hint))
        elif node.value not in CHOICES:
            wrong.append(_no_severity(name, node))
        else:
            weights.append((RULES[name], None if node.value == "off" else Severity(node.value)))
    return tuple(weights), tuple(wrong)


def _no_severity(name: str, node: YamlNode) -> Diagnostic:
    written = f"“{node.value}”" if isinstance(node.value, str) else "that"
    message = f"The severity of “{name}” cannot be {written}."
    hint = did_you_mean(written.strip("“”"), CHOICES, f"write {in_a_row(CHOICES, 'or')}.")
    return Diagnostic(Rule.WRONG_TYPE, node.location, message, hint)
