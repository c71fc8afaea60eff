"""The words that studies are indexed by, to keywords with one slug each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from site_builder.characters import as_compared
from site_builder.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from site_builder.frozen import frozen
from site_builder.model import Keyword
from site_builder.resolve.review import Synonym
from site_builder.slugs import Claim, distinct, slug
from site_builder.study_notes import WrittenWord


@frozen
class Subjects:
    """The keywords of a review with their synonyms, and the slug of the keyword for each word."""

    keywords: tuple[Keyword, ...]
    synonyms: tuple[Synonym, ...]
    slugs: dict[str, str]

    def of(self, words: Iterable[WrittenWord]) -> tuple[str, ...]:
        folded = (as_compared(word.text) for word in words)
        return tuple(dict.fromkeys(self.slugs[word] for word in folded if word))


def list_subjects(listed: Sequence[Keyword], words: Iterable[WrittenWord]) -> tuple[Subjects, tuple[Diagnostic, ...]]:
    """The keywords of keywords.yaml, followed by a new one for every word that only studies use.

    A word may be a keyword's id, its label or a synonym. If keywords.yaml is missing, any word is a keyword; otherwise
    an unlisted one has a diagnostic.
    """
    slugs: dict[str, str] = {}
    for keyword in listed:
        for name in (keyword.slug, keyword.label, *keyword.synonyms):
            slugs.setdefault(as_compared(name), keyword.slug)
    names = (name for keyword in listed for name in (keyword.slug, *keyword.synonyms, keyword.label))
    known = {as_compared(name): name for name in names}.values()
    unlisted: dict[str, list[WrittenWord]] = defaultdict(list)
    for word in words:
        folded = as_compared(word.text)
        if folded and folded not in slugs:
            unlisted[folded].append(word)
    diagnostics = tuple(_unlisted(uses, known) for uses in unlisted.values()) if listed else ()
    added = [uses[0] for uses in unlisted.values()]
    claims = (Claim(f"the keyword “{word.text}”", slug(word.text), word.location) for word in added)
    chosen, clashes = distinct(claims, {keyword.slug: f"the keyword “{keyword.label}”" for keyword in listed})
    slugs |= dict(zip(unlisted, chosen, strict=True))
    new = (Keyword(slug, word.text) for slug, word in zip(chosen, added, strict=True))
    keywords = (*listed, *new)
    # Databases and reference managers spell one keyword in several ways: “time series” and “time-series”.
    clashes = tuple(replace(clash, weight=Severity.WARNING) for clash in clashes)
    return Subjects(keywords, tuple(_synonyms(keywords, slugs)), slugs), (*diagnostics, *clashes)


def _synonyms(keywords: Sequence[Keyword], slugs: Mapping[str, str]) -> Iterator[Synonym]:
    """Each other word for a keyword, once. Its slug is "" if a keyword or an earlier synonym has that address."""
    taken = {keyword.slug for keyword in keywords}
    named = {as_compared(keyword.label) for keyword in keywords} | {""}
    for keyword in keywords:
        for word in keyword.synonyms:
            folded, own = as_compared(word), slug(word)
            if folded not in named and slugs[folded] == keyword.slug:
                yield Synonym(word, keyword.slug, "" if own in taken else own)
                named.add(folded)
                taken.add(own)


def _unlisted(uses: Sequence[WrittenWord], known: Iterable[str]) -> Diagnostic:
    """One diagnostic for each word, however many studies have it."""
    word = uses[0]
    others = f", and {len(uses)} studies have it" if len(uses) > 1 else ""
    hint = did_you_mean(word.text, known, "add it there, or use a keyword that is.")
    message = f"“{word.text}” is not in keywords.yaml{others}."
    return Diagnostic(Rule.UNLISTED_KEYWORD, min(use.location for use in uses), message, hint)
