"""The words that studies are indexed by, to keywords with one slug each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from site_builder.addresses import Claim, distinct, slug
from site_builder.diagnostics import Diagnostic, Rule, did_you_mean
from site_builder.model import Keyword
from site_builder.notes import Written, fold


@dataclass(frozen=True, slots=True)
class Subjects:
    """The keywords of a review, and the slug that each word leads to."""

    keywords: tuple[Keyword, ...]
    slugs: dict[str, str]

    def of(self, words: Iterable[Written]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.slugs[fold(word.text)] for word in words if fold(word.text)))


def list_subjects(listed: Sequence[Keyword], words: Iterable[Written]) -> tuple[Subjects, tuple[Diagnostic, ...]]:
    """The keywords of keywords.yaml, and after them every word that only studies have.

    A word may be a keyword's id, its label or a synonym. Where there is no list, any word is a keyword.
    """
    slugs: dict[str, str] = {}
    for keyword in listed:
        for name in (keyword.slug, keyword.label, *keyword.synonyms):
            slugs.setdefault(fold(name), keyword.slug)
    known = [name for keyword in listed for name in (keyword.slug, keyword.label, *keyword.synonyms)]
    diagnostics: list[Diagnostic] = []
    unlisted: dict[str, Written] = {}
    for word in words:
        if not fold(word.text) or fold(word.text) in slugs:
            continue
        if listed:
            message = f"“{word.text}” is not in keywords.yaml."
            hint = did_you_mean(word.text, known, "add it there, or use a keyword that is.")
            diagnostics.append(Diagnostic(Rule.UNLISTED_KEYWORD, word.location, message, hint))
        unlisted.setdefault(fold(word.text), word)
    claims = (Claim(f"the keyword “{word.text}”", slug(word.text), word.location) for word in unlisted.values())
    chosen, clashes = distinct(claims, [keyword.slug for keyword in listed])
    slugs |= dict(zip(unlisted, chosen, strict=True))
    added = (Keyword(slug, word.text) for slug, word in zip(chosen, unlisted.values(), strict=True))
    return Subjects((*listed, *added), slugs), (*diagnostics, *clashes)
