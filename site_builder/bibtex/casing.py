"""An entry's titles as written to the case that CSL has them in: sentence case, or what their language has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from site_builder.bibtex.foreign_titles import is_english, is_foreign, keep_case
from site_builder.bibtex.sentence_case import is_german, to_sentence_case


def in_their_case(variables: Mapping[str, str], names: Iterable[str], citing: str = "") -> dict[str, str]:
    """The titles by the `names` of their variables. Where nothing states their language, their small words do.

    In a text that is itself in another language (`citing`), what states none stays as it is, as Pandoc has it.
    """
    language, whole = variables["language"], variables["title"]
    titles = {name: variables[name] for name in names if variables.get(name)}
    if language and not language.startswith("en"):
        return titles
    in_english = not citing or citing.startswith("en")
    cased = dict(titles)
    for name, title in titles.items():
        if name == "title-short" and whole.startswith(title):
            cased[name] = cased["title"][: len(title)]
        elif language or (in_english and not _says(is_german, title, whole)):
            cased[name] = to_sentence_case(title)
    if language:
        return cased
    whole = cased.get("title", "")
    return {name: keep_case(text) if _says(is_foreign, text, whole) else text for name, text in cased.items()}


def _says(is_so: Callable[[str], bool], title: str, whole: str) -> bool:
    """Whether a title says so by its own words, or by those of what it contains: “Gesammelte Schriften”."""
    return is_so(title) or (is_so(whole) and not is_english(title))
