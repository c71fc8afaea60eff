"""Names of languages, as Babel, Polyglossia, exporting programs and authors write them, to BCP 47 tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from site_builder.language_tags import as_locales_are_named
from site_builder.patterns import pattern

_TAG = pattern(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_TAGS: Mapping[str, str] = MappingProxyType(
    {
        "afrikaans": "af-ZA",
        "american": "en-US",
        "arabic": "ar",
        "australian": "en-AU",
        "austrian": "de-AT",
        "bengali": "bn",
        "brazil": "pt-BR",
        "brazilian": "pt-BR",
        "british": "en-GB",
        "bulgarian": "bg-BG",
        "canadian": "en-CA",
        "catalan": "ca-AD",
        "chinese": "zh-CN",
        "croatian": "hr-HR",
        "czech": "cs-CZ",
        "danish": "da-DK",
        "dutch": "nl-NL",
        "eng": "en",
        "english": "en-US",
        "estonian": "et-EE",
        "finnish": "fi-FI",
        "fre": "fr",
        "french": "fr-FR",
        "ger": "de",
        "german": "de-DE",
        "greek": "el-GR",
        "hebrew": "he-IL",
        "hindi": "hi",
        "hungarian": "hu-HU",
        "icelandic": "is-IS",
        "indonesian": "id",
        "italian": "it-IT",
        "japanese": "ja-JP",
        "korean": "ko",
        "latin": "la",
        "latvian": "lv-LV",
        "lithuanian": "lt-LT",
        "mexican": "es-MX",
        "naustrian": "de-AT",
        "newzealand": "en-NZ",
        "ngerman": "de-DE",
        "norsk": "nb-NO",
        "norwegian": "nb-NO",
        "nswissgerman": "de-CH",
        "nynorsk": "nn-NO",
        "persian": "fa-IR",
        "polish": "pl-PL",
        "portuges": "pt-PT",
        "portuguese": "pt-PT",
        "romanian": "ro-RO",
        "russian": "ru-RU",
        "serbian": "sr-RS",
        "slovak": "sk-SK",
        "slovenian": "sl-SI",
        "spa": "es",
        "spanish": "es-ES",
        "swahili": "sw",
        "swedish": "sv-SE",
        "swissgerman": "de-CH",
        "thai": "th-TH",
        "turkish": "tr-TR",
        "ukenglish": "en-GB",
        "ukrainian": "uk-UA",
        "urdu": "ur",
        "us": "en-US",
        "usenglish": "en-US",
        "vietnamese": "vi-VN",
        "welsh": "cy",
        # As speakers call them, and English as others call it
        "anglais": "en",
        "castellano": "es",
        "čeština": "cs",
        "dansk": "da",
        "deutsch": "de",
        "ελληνικά": "el",
        "englisch": "en",
        "español": "es",
        "français": "fr",
        "hrvatski": "hr",
        "inglês": "en",
        "inglés": "en",
        "inglese": "en",
        "italiano": "it",
        "magyar": "hu",
        "nederlands": "nl",
        "polski": "pl",
        "português": "pt",
        "română": "ro",
        "русский": "ru",
        "suomi": "fi",
        "svenska": "sv",
        "türkçe": "tr",
        "українська": "uk",
        "中文": "zh",
        "日本語": "ja",
        "한국어": "ko",
    }
)


def language_tag(written: str) -> str:
    """The tag of a language, or the text itself if it is a tag; "" for any other text."""
    tag = _TAGS.get(written.lower(), "")
    return tag or (as_locales_are_named(written.replace("_", "-")) if _TAG.fullmatch(written) else "")
