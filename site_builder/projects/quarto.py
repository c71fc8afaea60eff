"""Quarto's project file to the texts of the project in their order, and to the metadata of the whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule, left_out
from site_builder.frozen import frozen
from site_builder.language_tags import language_of
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.includes import missing_chapter
from site_builder.projects.kinds import is_hidden, is_repository_text, is_text
from site_builder.projects.notebooks import is_notebook
from site_builder.projects.wildcards import expression_of
from site_builder.yaml_values import first_of, items_of, map_of, node_at, pairs_of, text_of, yes_or_no

# Metadata of the whole project may be at the top or below one of these types, which are searched in this order.
WHOLES: Final = ("book", "website", "manuscript")
SHOWN: Final = ("contents", "left", "right", "menu", "chapters", "tools", "auto")
# The title of the appendices in the list of sections, by the language of the site
APPENDICES: Final = {
    "de": "Anhänge",
    "en": "Appendices",
    "es": "Apéndices",
    "fr": "Annexes",
    "id": "Lampiran",
    "it": "Appendici",
    "ja": "付録",
    "ko": "부록",
    "nl": "Bijlagen",
    "pl": "Dodatki",
    "pt": "Apêndices",
    "ru": "Приложения",
    "tr": "Ekler",
    "zh": "附录",
}
# A file's name, not an address or a separator in a menu
FILE: Final = pattern(r"[^:\s]{1,300}\.[A-Za-z]\w{0,5}")
WILD: Final = pattern(r"[*?\[]")


@frozen
class ListedTexts:
    """Texts in their order, with the title of the part of each. `openings` are the texts that begin a part."""

    texts: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    appendices: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()


def list_texts(project: YamlMap, names: Iterable[str], included: Collection[str]) -> ListedTexts:
    """A book's chapters, a manuscript's article, or a website's pages in the order of its menus, then all others."""
    names = list(names)
    known = sorted(name for name in names if is_text(name) and not is_hidden(name))
    # A notebook is a text only if it is named.
    notebooks = sorted(filter(is_notebook, names))
    diagnostics: list[Diagnostic] = []
    book = pairs_of(node_at(project, "book"))
    found: dict[str, None] = {}
    parts: dict[str, str] = {}
    if node_at(book, "chapters") or node_at(book, "appendices"):
        language = language_of(text_of(node_at(book, "lang") or node_at(project, "lang")))
        heading = APPENDICES.get(language, APPENDICES["en"])
        chapters: frozenset[str] = frozenset()
        for key, above in (("chapters", ""), ("appendices", heading)):
            for node, part in _chapters(node_at(book, key), above):
                before = len(found)
                _add(node, known, found, diagnostics, notebooks)
                parts |= dict.fromkeys(list(found)[before:], part)
            chapters = chapters or frozenset(found)
        openings = frozenset(_named(node) for node in _openings(node_at(book, "chapters")))
        return ListedTexts(tuple(found), tuple(diagnostics), parts, frozenset(found) - chapters, openings)
    if article := first_of(pairs_of(node_at(project, "manuscript")), "article"):
        _add(article, known, found, diagnostics, notebooks)
        return ListedTexts(tuple(found), tuple(diagnostics))
    pages, nameable = _rendered(project, known, notebooks, included)
    website = pairs_of(node_at(project, "website"))
    for key in ("navbar", "sidebar"):
        for node in _menu(node_at(website, key)):
            _add(node, nameable if _named(node) in nameable else pages, found, [], notebooks)
    home = [name for name in pages if name.partition(".")[0] == "index"]
    return ListedTexts(tuple(dict.fromkeys([*home, *found, *pages])))


def metadata_of(project: YamlMap) -> YamlMap:
    """The metadata of the whole, anywhere in the file; the part below the project's type takes precedence."""
    found: dict[str, YamlNode] = {}
    for whole in (*(pairs_of(node_at(project, key)) for key in WHOLES), project):
        for name, node in whole.pairs:
            if node.value is not None:
                found.setdefault(name, node)
    if title := node_at(project, "project", "title"):
        found.setdefault("title", title)
    return map_of(found)


def drafts_among(heads: Mapping[str, YamlMap], metadata: YamlMap) -> dict[str, Diagnostic]:
    """The drafts among the texts of a website, of which Quarto makes no pages, with a diagnostic for each."""
    is_book = text_of(node_at(metadata, "project", "type")) == "book"
    if is_book or text_of(node_at(metadata, "draft-mode")) in ("visible", "unlinked"):
        return {}
    listed = [text_of(item).removeprefix("./") for item in items_of(node_at(metadata, "drafts"))]
    found: dict[str, Diagnostic] = {}
    for text, head in heads.items():
        draft = node_at(head, "draft")
        is_said = draft is not None and yes_or_no(draft)
        if is_said or text in listed:
            place = draft.location if draft else Location(text, 1, 1)
            wanted = "remove “draft: true”" if is_said else "take it out of the list “drafts”"
            message, hint = "This page is a draft, so it is left out.", f"when it is ready, {wanted}."
            found[text] = Diagnostic(Rule.LEFT_OUT, place, message, hint)
    return found


def lists_among(heads: Mapping[str, YamlMap]) -> Iterator[Diagnostic]:
    """A diagnostic for each page to which Quarto would add a list of other pages."""
    for head in heads.values():
        listing = node_at(head, "listing")
        if listing is not None and listing.value is not None and yes_or_no(listing) is not False:
            message = "The list of pages that “listing” would make is left out; the list of sections has them all."
            hint = "there is nothing to do; or write the list yourself, with a link to each page."
            yield left_out(listing.location, message, hint)


def joined(first: YamlMap, *further: YamlMap) -> YamlMap:
    """Several maps as one. Earlier maps take precedence; maps below the same key are joined, too."""
    found: dict[str, YamlNode] = {}
    places: dict[str, Location] = {}
    for values in (first, *further):
        for (name, node), place in zip(values.pairs, values.key_locations, strict=True):
            places.setdefault(name, place)
            known = found.setdefault(name, node)
            if known is not node and isinstance(known.value, YamlMap) and isinstance(node.value, YamlMap):
                found[name] = YamlNode(joined(known.value, node.value), known.location)
    return YamlMap(tuple(found.items()), tuple(places.values()))


def _chapters(node: YamlNode | None, above: str) -> Iterator[tuple[YamlNode, str]]:
    """Each chapter, with the title of its part."""
    for item in items_of(node):
        if isinstance(item.value, str):
            yield item, above
            continue
        chapter = pairs_of(item)
        part = node_at(chapter, "part")
        title = text_of(part)
        if part is not None and is_text(title):
            yield part, above
            title = ""
        for inside in (first_of(chapter, "file", "href"), node_at(chapter, "chapters")):
            yield from _chapters(inside, title or above)


def _openings(node: YamlNode | None) -> Iterator[YamlNode]:
    """The texts that parts begin with."""
    for item in items_of(node):
        chapter = pairs_of(item)
        if (part := node_at(chapter, "part")) is not None and is_text(text_of(part)):
            yield part
        yield from _openings(node_at(chapter, "chapters"))


def _menu(node: YamlNode | None) -> Iterator[YamlNode]:
    for item in items_of(node):
        if isinstance(item.value, str):
            yield item
        else:
            inside = pairs_of(item)
            for key in ("section", "href", "file"):
                if is_text(named := text_of(node_at(inside, key))) or is_notebook(named):
                    yield from items_of(node_at(inside, key))
            for key in SHOWN:
                yield from _menu(node_at(inside, key))


def _add(
    node: YamlNode, known: list[str], found: dict[str, None], diagnostics: list[Diagnostic], notebooks: Sequence[str]
) -> None:
    name = _named(node)
    folder = f"{name.rstrip('/')}/"
    if WILD.search(name) or any(each.startswith(folder) for each in known):
        matched = [each for each in known if _matches(each, name)]
        found |= dict.fromkeys(sorted(matched, key=lambda each: (each.rpartition("/")[0], not _is_index(each))))
    elif name in known or name in notebooks:
        found[name] = None
    elif is_text(name) or is_notebook(name):
        diagnostics.append(missing_chapter(name, known, node.location))
    elif FILE.fullmatch(name):
        message = f"The chapter “{name}” is not a text, so it is left out."
        hint = "convert it to Markdown, for example with pandoc."
        diagnostics.append(Diagnostic(Rule.UNKNOWN_INCLUDE, node.location, message, hint))


def _named(node: YamlNode) -> str:
    return text_of(node).removeprefix("./").lstrip("/")


def _rendered(
    project: YamlMap, known: list[str], notebooks: list[str], included: Collection[str]
) -> tuple[list[str], list[str]]:
    """The pages of a website, and all texts that become pages if a menu names them.

    Pages are the texts and notebooks that `render` names; by default, all texts except those about the repository
    and those that other texts include.
    """
    patterns = [text_of(item) for item in items_of(node_at(project, "project", "render"))]
    wanted = [glob for glob in patterns if not glob.startswith("!")]
    if wanted:
        of_kind = ((glob, notebooks if is_notebook(glob) else known) for glob in wanted)
        named = (name for glob, names in of_kind for name in names if _matches(name, glob, is_anywhere=True))
        known = list(dict.fromkeys(named))
    unwanted = [glob[1:] for glob in patterns if glob.startswith("!")]
    nameable = [name for name in known if not any(_matches(name, glob, is_anywhere=True) for glob in unwanted)]
    parts = {name for name in included if not _is_index(name)}
    return [name for name in nameable if wanted or not (is_repository_text(name) or name in parts)], nameable


def _is_index(name: str) -> bool:
    return name.rpartition("/")[2].partition(".")[0] == "index"


def _matches(name: str, glob: str, is_anywhere: bool = False) -> bool:
    """Whether a pattern matches a text or its folder.

    If it `is_anywhere`, a pattern with wildcards but without a slash at its start matches in any folder.
    """
    glob = glob.removeprefix("./")
    start = "(?:.*/)?" if is_anywhere and WILD.search(glob) and not glob.startswith("/") else ""
    expression = expression_of(glob.strip("/"))
    return expression is not None and re.fullmatch(f"{start}{expression}(?:/.*)?", name) is not None
