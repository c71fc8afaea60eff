"""A language to its words for figures, tables and the like, for languages without a catalogue of the interface."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from site_builder.language_tags import language_of_words

NUMBERED: Final = {kind: f"{kind}_numbered" for kind in ("section", "chapter", "appendix")}
# In the order of the words in `WORDS`
KINDS: Final = (
    "figure table equation listing section chapter appendix theorem lemma corollary proposition conjecture definition"
    " example exercise remark solution proof note tip warning important caution"
).split()
# Blocks that begin with such a word but without a number.
BLOCKS: Final = frozenset("note tip warning important caution proof remark solution".split())
WORDS: Final = {
    "ar": "شكل|جدول|معادلة|قائمة|قسم|فصل|ملحق|مبرهنة|تمهيدية|نتيجة|قضية|حدسية|تعريف|مثال|تمرين|ملاحظة|حل|برهان"
    "|ملاحظة|نصيحة|تحذير|مهم|انتبه",
    "ca": "Figura|Taula|Equació|Llistat|Secció|Capítol|Apèndix|Teorema|Lema|Corol·lari|Proposició"
    "|Conjectura|Definició|Exemple|Exercici|Observació|Solució|Demostració|Nota|Consell|Advertència"
    "|Important|Precaució",
    "cs": "Obrázek|Tabulka|Rovnice|Výpis|Sekce|Kapitola|Příloha|Věta|Lemma|Důsledek|Tvrzení|Hypotéza"
    "|Definice|Příklad|Cvičení|Poznámka|Řešení|Důkaz|Poznámka|Tip|Varování|Důležité|Upozornění",
    "da": "Figur|Tabel|Ligning|Kode|Afsnit|Kapitel|Bilag|Sætning|Lemma|Korollar|Proposition|Formodning"
    "|Definition|Eksempel|Opgave|Bemærkning|Løsning|Bevis|Note|Tip|Advarsel|Vigtigt|Forsigtig",
    "fa": "شکل|جدول|معادله|کد|بخش|فصل|پیوست|قضیه|لم|نتیجه|گزاره|حدس|تعریف|مثال|تمرین|ملاحظه|حل|اثبات"
    "|یادداشت|نکته|هشدار|مهم|احتیاط",
    "fi": "Kuva|Taulukko|Yhtälö|Listaus|Osio|Luku|Liite|Lause|Lemma|Seuraus|Propositio|Konjektuuri"
    "|Määritelmä|Esimerkki|Harjoitus|Huomautus|Ratkaisu|Todistus|Huomautus|Vinkki|Varoitus|Tärkeää|Varo",
    "he": "איור|טבלה|משוואה|קוד|סעיף|פרק|נספח|משפט|למה|מסקנה|טענה|השערה|הגדרה|דוגמה|תרגיל|הערה|פתרון|הוכחה"
    "|הערה|טיפ|אזהרה|חשוב|זהירות",
    "nb": "Figur|Tabell|Ligning|Kode|Avsnitt|Kapittel|Vedlegg|Teorem|Lemma|Korollar|Proposisjon|Formodning"
    "|Definisjon|Eksempel|Oppgave|Merknad|Løsning|Bevis|Merk|Tips|Advarsel|Viktig|Forsiktig",
    "sv": "Figur|Tabell|Ekvation|Kod|Avsnitt|Kapitel|Bilaga|Sats|Lemma|Korollarium|Proposition|Förmodan"
    "|Definition|Exempel|Övning|Anmärkning|Lösning|Bevis|Notera|Tips|Varning|Viktigt|Försiktighet",
}


def label_phrases(lang: str) -> Mapping[str, str]:
    """The phrases for numbered things and for blocks, in a language of `WORDS`; none for other languages."""
    stated = WORDS.get(language_of_words(lang), "")
    return dict(_phrases(dict(zip(KINDS, stated.split("|"), strict=True)))) if stated else {}


def label_nouns() -> frozenset[str]:
    """Words for figures, tables, equations, sections and chapters, in languages that put spaces between words."""
    # For the languages that have a catalogue of the interface.
    catalogued = (
        "Abbildung|Abb|Tabelle|Tab|Gleichung|Quelltext|Listing|Abschnitt|Kapitel|Anhang"
        "|Figure|Tableau|Équation|Section|Chapitre|Annexe|Figura|Tabla|Ecuación|Listado|Sección|Capítulo|Apéndice"
        "|Tabela|Equação|Listagem|Seção|Apêndice"
        "|Tabella|Equazione|Listato|Sezione|Capitolo|Appendice"
        "|Figuur|Tabel|Vergelijking|Codefragment|Paragraaf|Hoofdstuk|Bijlage"
        "|Gambar|Tabel|Persamaan|Kode|Bagian|Bab|Lampiran"
        "|Şekil|Tablo|Denklem|Kod|Bölüm|Ek"
        "|그림|표|식|코드|부록"
        "|рис|рисунок|рисунка|рисунке|рисунком|рисунки|рисунков|рисунках|табл|таблица|таблицы|таблице|таблицу|таблиц"
        "|таблицах|ур|уравнение|уравнения|уравнении|уравнений|уравнениях|формула|формулы|формуле|формулу|формулах"
        "|листинг|листинга|листинге|разд|раздел|раздела|разделе|разделы|разделах|гл|глава|главы|главе|главу|главах"
        "|прил|приложение|приложения|приложении|приложениях"
        "|rys|rysunek|rysunku|rysunkiem|rysunki|rysunkach|ryc|rycina|ryciny|rycinie|tabelę|tabeli|tabelach|równ|równanie"
        "|równania|równaniu|równaniach|wzór|wzoru|wzorze|listing|listingu|sekcja|sekcji|sekcję|rozdz|rozdział|rozdziału"
        "|rozdziale|rozdziały|rozdziałach|dodatek|dodatku|dodatki|dodatkach"
    )
    nouns = (word for words in WORDS.values() for word in words.split("|")[: KINDS.index("theorem")])
    long = (word for word in nouns if len(word) > 3)
    return frozenset(map(str.casefold, (*long, *catalogued.split("|"))))


def _phrases(words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for kind, word in words.items():
        if kind != "proof":
            yield label_phrase(kind, word)
        if kind in BLOCKS:
            yield f"block.{kind}", word
    yield "reference.section", f"{words['section']} {{title}}"
    yield "reference.section_capitalised", f"{words['section']} {{title}}"


def label_phrase(kind: str, word: str, of: str = "reference") -> tuple[str, str]:
    """The phrase for a numbered target of some kind: its name among the interface's words, and its text."""
    return f"{of}.{NUMBERED.get(kind, kind)}", f"{word}\N{NO-BREAK SPACE}{{number}}" if word else "{number}"
