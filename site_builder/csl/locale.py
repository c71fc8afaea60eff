"""CSL locale files to one locale: its terms, its date formats and its options.

CSL 1.0.2, “Locale Fallback”: the style's own `cs:locale` elements come before the locale files, a dialect before its
language, the language before en-US. A language without a dialect means its primary one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.csl.nesting import Typography
from site_builder.csl.textcase import Letters, letters_of_terms
from site_builder.csl.xml import Element
from site_builder.frozen import frozen
from site_builder.language_tags import language_of

PRIMARY_DIALECTS = {
    "af": "af-ZA", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK", "de": "de-DE",
    "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR",
    "gl": "gl-ES", "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR", "hu": "hu-HU", "hy": "hy-AM", "id": "id-ID",
    "is": "is-IS", "it": "it-IT", "ja": "ja-JP", "km": "km-KH", "ko": "ko-KR", "lij": "lij-IT", "lt": "lt-LT",
    "lv": "lv-LV", "mn": "mn-MN", "ms": "ms-MY", "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "no": "nb-NO",
    "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI",
    "sr": "sr-Cyrl-RS", "sr-Latn": "sr-Latn-RS", "sv": "sv-SE", "th": "th-TH", "tl": "tl-PH", "tr": "tr-TR",
    "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN", "zh-Hant": "zh-TW",
}  # fmt: skip

# CSL 1.0.2, “Locators”. A word that two of them share means the first.
LOCATORS = """page chapter paragraph section volume issue book part column figure folio line note opus verse
sub-verbo act appendix article-locator canon elocation equation rule scene supplement table timestamp title-locator
version""".split()

_FORM_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}


@frozen
class Term:
    single: str
    multiple: str
    gender_form: str = ""
    match: str = ""


@frozen
class Locale:
    """A language as CSL defines it. Terms are looked up by name and form.

    Older locale files write “no date” and newer ones “no-date”, so spaces and hyphens in names are equivalent.
    """

    lang: str
    terms: Mapping[tuple[str, str], Term]
    genders: Mapping[str, str]
    dates: Mapping[str, Element]
    options: Mapping[str, str]
    ordinals: Mapping[tuple[str, str], Term]

    def term(self, name: str, form: str = "long", plural: bool = False) -> str | None:
        """The term's text in the nearest form available; None if the locale has no such term."""
        name = name.replace(" ", "-")
        while True:
            found = self.terms.get((name, form))
            if found is not None:
                return found.multiple if plural else found.single
            if form not in _FORM_FALLBACK:
                return None
            form = _FORM_FALLBACK[form]

    @property
    def letters(self) -> Letters:
        """The letters of its terms."""
        return letters_of_terms(self.lang)

    @property
    def particle_space(self) -> str:
        """What separates a particle from its family name: in some languages, a non-breaking space."""
        return "\u00a0" if language_of(self.lang) in ("cs", "fr", "ru") else " "

    @property
    def typography(self) -> Typography:
        def pair(opening: str, closing: str, default: tuple[str, str]) -> tuple[str, str]:
            return (self.term(opening) or default[0], self.term(closing) or default[1])

        return Typography(
            pair("open-quote", "close-quote", ("“", "”")),
            pair("open-inner-quote", "close-inner-quote", ("‘", "’")),
            self.options.get("punctuation-in-quote") == "true",
        )


def fallback(lang: str) -> tuple[str, ...]:
    """The names of the locales to look in for a language, nearest first; the last is always en-US."""
    names = [lang, *(PRIMARY_DIALECTS.get(each, each) for each in (lang, language_of(lang))), "en-US"]
    return tuple(dict.fromkeys(names))


def locator_labels(locale: Locale) -> dict[str, str]:
    """The words, in lower case, that may begin a locator in a language, each with the term that it stands for."""
    labels: dict[str, str] = {}
    for name in LOCATORS:
        for form in ("long", "short", "symbol"):
            term = locale.terms.get((name, form))
            for word in (term.single, term.multiple) if term else ():
                if form == "symbol" and word.replace(".", "").isalpha():
                    continue
                labels.setdefault(word.casefold().replace("\u00a0", " "), name)
    labels.pop("", None)
    return labels


def _precedence(lang: str, of: str) -> int:
    """How near a style's `cs:locale` is to the language wanted; 0 if it does not apply."""
    if not of:
        return 1
    if of == PRIMARY_DIALECTS.get(lang, lang):
        return 3
    return 2 if of in (lang, language_of(lang)) else 0


def _typeset(term: str) -> str:
    # A line break alone is how some styles leave a term empty.
    return "" if term.isspace() and "\n" in term else term.replace("'", "’")


def build_locale(lang: str, locale_files: Iterable[Element], overrides: Iterable[Element]) -> Locale:
    """One locale, from the files (nearest first) and the style's own overrides."""
    ranked = [(rank, element) for element in overrides if (rank := _precedence(lang, element.get("lang")))]
    nearest_first = [element for _, element in sorted(ranked, key=lambda pair: -pair[0])]
    terms: dict[tuple[str, str], Term] = {}
    ordinals: dict[tuple[str, str], Term] = {}
    genders: dict[str, str] = {}
    dates: dict[str, Element] = {}
    options: dict[str, str] = {}
    for source in [*nearest_first, *locale_files]:
        these_ordinals: dict[tuple[str, str], Term] = {}
        for date in source.all("date"):
            dates.setdefault(date.get("form"), date)
        for element in source.all("style-options"):
            for option, setting in element.attributes.items():
                options.setdefault(option, setting)
        for term in (term for terms_element in source.all("terms") for term in terms_element.all("term")):
            name, form = term.get("name").replace(" ", "-"), term.get("form", "long")
            single, multiple = term.first("single"), term.first("multiple")
            value = Term(
                _typeset(single.text if single else term.text),
                _typeset(multiple.text if multiple else single.text if single else term.text),
                term.get("gender-form"),
                term.get("match"),
            )
            if name == "ordinal" or (name.startswith("ordinal-") and name[8:].isdigit()):
                these_ordinals[name, value.gender_form] = value
            elif value.gender_form:
                terms.setdefault((f"{name}:{value.gender_form}", form), value)
            else:
                terms.setdefault((name, form), value)
            if term.get("gender"):
                genders.setdefault(name, term.get("gender"))
        if not ordinals:
            ordinals = these_ordinals
    return Locale(lang, terms, genders, dates, options, ordinals)
