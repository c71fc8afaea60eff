"""Words in the order of languages' alphabets; pandoc, with the same language, has each of these but Turkish."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from site_builder.alphabets import RULES, alphabet_of
from site_builder.build import build
from tests.projects import project

IN_ORDER = {
    "en": "Ærø Aez Ångström Arc D'Arcy Darcy Ðe Dz Łuk Lz Ñandu Nz Œuvre Øre Oz ʿUbayd Udhrī ʾUmar Zz Þor"
    " Αβ ἄνθρωπος Βη Ґудзь Гук Иванов Іван Йенсен Тим Ћир Чех Џон Яков אב כהן ךי לוי باقر پارسا تقی"
    " جواد چمران کاوه گل لیلا",
    "cs": "Cz Čapek Dvořák Hz Chalupa Ivan Rz Řehoř Sz Šimek Zz Žák",
    "da": "Andersen Ülker Yngve Zz Æbelø Østergaard Aagaard Ångström",
    "es-MX": "Álvarez Alz Chavez Cz Nunez Núñez Nzz Ñandu",
    "et": "Sz Šmidt Zoo Žan Tamm Wz Õun Ääs Öö Üü Xy",
    "fa": "آرش احمد باقر پارسا نوری واعظ هاشم یاسر",
    "hr": "Cz Čačić Ćosić Dz Džamonja Đurić Lz Ljubić Nz Njegoš Zz Žic",
    "hu": "Cz Csaba Gz Gyula Oz Ödön Őri Sz Szabó Uz Űr Ütő Zz Zsolt",
    "is": "Az Ásgeir Dz Ðe Ez Éi Yz Ýr Zz Þór Ær Öx",
    "lt": "Cz Čiurlionis Ypatingas Iz Šarka Žukas",
    "pl": "Az Ąb Cz Ćwik Lz Łuk Oz Ósmy Sz Śliwa Zz Źdźbło Żak",
    "ro": "Az Ăl Âl Iz Îl Sz Șerban Tz Țepeș",
    "sr": "Дим Ђорђе Ива Јован Лук Љуба Ник Њего Тим Ћир Чех Џон",
    "sv": "Andersson Łuk Olsson Ülker Zetterberg Ångström Ärla Öberg",
    "tr": "Cz Çelik Gz Ğa Hz Ilgaz Işık Iz İnan Jale Oz Öz Sz Şen Uz Ünal",
    "uk": "Гук Ґудзь Ева Єва Жук Ива Іван Їжак Йосип Кіт",
    "vi": "An Ăn Ân Dz Đinh Ez Ê Oz Ông Ơ Uz Ư",
}


@pytest.mark.parametrize("lang", sorted(IN_ORDER))
def test_words_are_in_the_order_of_their_language(lang: str) -> None:
    words = IN_ORDER[lang].split()
    assert sorted(sorted(words), key=alphabet_of(lang).key) == words


@pytest.mark.parametrize("lang", sorted(RULES))
def test_each_letter_of_its_own_begins_a_part_of_an_index(lang: str) -> None:
    rules = [rule.split("<")[1:] for rule in RULES[lang].split()]
    for letter in (letter for rule in rules for letter in rule if letter != "ı"):
        assert alphabet_of(lang).initial(f"{letter}x").casefold() == letter


@pytest.mark.parametrize(
    ("lang", "word", "initial"),
    [
        ("en", "Øre", "O"),
        ("en", "Éa", "E"),
        ("en", "3M", ""),
        ("en", "“Q”", "Q"),
        ("cs", "chleba", "Ch"),
        ("cs", "ďábel", "D"),
        ("tr", "inek", "İ"),
        ("tr", "Isparta", "I"),
        ("zh", "青木", "青"),
    ],
)
def test_a_word_is_found_under_its_first_letter(lang: str, word: str, initial: str) -> None:
    assert alphabet_of(lang).initial(word) == initial


def test_references_and_authors_follow_the_language_of_the_site() -> None:
    names = ("Öberg", "Zorn", "Ångström", "Olsson")
    entries = [f"@book{{k{at}, author={{{name}, A}}, title={{T}}, year=2001}}" for at, name in enumerate(names)]
    site = build(project({"review.yaml": "lang: sv", "references.bib": "\n".join(entries)})).site
    for address in ("references/index.html", "authors/index.html"):
        page = site[PurePosixPath(address)].decode()
        assert sorted(names, key=lambda name: page.index(f">{name}, A")) == ["Olsson", "Zorn", "Ångström", "Öberg"]
