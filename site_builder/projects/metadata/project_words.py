"""Another tool's words for a project's figures, chapters and the like to phrases of the interface."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from site_builder.characters import capitalised
from site_builder.label_words import label_phrase
from site_builder.language_tags import language_of
from site_builder.markdown.citing.crossrefs import LATEX_PREFIXES
from site_builder.markdown.divs.callouts import UNNUMBERED
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.kinds import Kind
from site_builder.yaml_values import items_of, node_at, pairs_of, text_of

# Quarto's keys below `crossref:` or, beginning with that, below `language:`. A “title” is for captions, and also for
# references if there is no “prefix”.
OF_QUARTO: Final = pattern(r"(?:crossref-)?(?P<prefix>[a-z]{2,3})-(?P<of>title|prefix)")
BLOCK_OF_QUARTO: Final = pattern(r"(?:callout|environment)-(?P<kind>[a-z]{3,9})-(?:title|caption)")
# pandoc-crossref's
OF_CROSSREF: Final = {
    **{f"{name}Title": (kind, "title") for name, kind in (("figure", "fig"), ("table", "tbl"), ("listing", "lst"))},
    **{f"{kind}Prefix": (kind, "prefix") for kind in ("fig", "tbl", "eq", "eqn", "lst", "sec")},
}
# Kinds for which Quarto and bookdown have words, though no label begins with them
OF_TEXTS: Final = {"ch": "chapter", "apx": "appendix"}
# R code that puts a word before a number: `!expr function(i) paste("Figure", i)`
BY_CODE: Final = pattern(
    r"function\(\s*(?P<number>\w+)\s*\)\s*paste0?\(\s*(?P<mark>[\"'])(?P<word>[^\"']*)(?P=mark)\s*,\s*(?P=number)\b.*",
    re.DOTALL,
)
CODE: Final = pattern(r"function\s*\(")
LONGEST: Final = 60
LONGEST_CODE: Final = 300
LANGUAGE_FILES: Final = ("_language.yml", "_language.yaml")


def words_of_project(kind: Kind, metadata: YamlMap, lang: str, yaml: Callable[[str], YamlMap]) -> dict[str, str]:
    """The phrases that a project states, by their names. `yaml` reads a file."""
    if kind is Kind.BOOKDOWN:
        labels = pairs_of(node_at(pairs_of(node_at(metadata, "language")), "label"))
        named = ((key, text_of(node).strip(" .:")) for key, node in labels.pairs if key in UNNUMBERED)
        blocks = {f"block.{key}": word for key, word in named if word and len(word) <= LONGEST and "{" not in word}
        return blocks | _of_titles(_of_bookdown(labels))
    language = node_at(metadata, "language")
    maps = [yaml(name) for name in (*LANGUAGE_FILES, *([text_of(language)] if text_of(language) else []))]
    maps.append(pairs_of(language))
    maps += [pairs_of(node_at(values, name)) for values in maps for name in (language_of(lang), lang)]
    stated = _of_titles((*_of_crossref(metadata), *(said for values in maps for said in _of_quarto(values))))
    stated |= {f"block.{kind}": word for values in maps for kind, word in _blocks(values)}
    return stated | _of_titles(_of_quarto(pairs_of(node_at(metadata, "crossref"))))


def _of_titles(stated: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Phrases from triples: a kind, “title” or “prefix”, and the word."""
    found: dict[str, str] = {}
    for kind, of, word in sorted(stated, key=lambda said: said[1] == "prefix"):
        if len(word) <= LONGEST and "{" not in word:
            found |= [label_phrase(kind, word), *([label_phrase(kind, word, "caption")] if of == "title" else [])]
            if kind == "section":
                found["reference.section"] = f"{word} {{title}}".lstrip()
                found["reference.section_capitalised"] = f"{capitalised(word)} {{title}}".lstrip()
    return found


def _of_quarto(values: YamlMap) -> Iterator[tuple[str, str, str]]:
    for key, node in values.pairs:
        if (found := OF_QUARTO.fullmatch(key)) and (kind := _kind(found["prefix"])):
            yield from _word(kind, found["of"], node)


def _blocks(values: YamlMap) -> Iterator[tuple[str, str]]:
    for key, node in values.pairs:
        if (found := BLOCK_OF_QUARTO.fullmatch(key)) and (word := text_of(node).strip()) and "{" not in word:
            yield found["kind"], word


def _of_bookdown(labels: YamlMap) -> Iterator[tuple[str, str, str]]:
    for key, node in labels.pairs:
        if kind := _kind(key):
            yield from _word(kind, "title", node)


def _of_crossref(metadata: YamlMap) -> Iterator[tuple[str, str, str]]:
    for key, node in metadata.pairs:
        if key in OF_CROSSREF:
            prefix, of = OF_CROSSREF[key]
            yield from _word(_kind(prefix), of, node)


def _kind(prefix: str) -> str:
    """The kind of the labels with a prefix; "" if it is unknown."""
    known = LATEX_PREFIXES.get(prefix)
    return known.name.lower() if known else OF_TEXTS.get(prefix, "")


def _word(kind: str, of: str, node: YamlNode) -> Iterator[tuple[str, str, str]]:
    """The word; if there are a singular and a plural, the first of them."""
    first = items_of(node)[:1]
    if first and isinstance(first[0].value, str):
        word = first[0].value.strip()
        if not CODE.match(word):
            yield kind, of, word
        elif by_code := BY_CODE.fullmatch(word[:LONGEST_CODE]):
            yield kind, of, by_code["word"].strip()
