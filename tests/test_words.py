"""Interface words: phrases filled and counted, catalogues in agreement, and what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest
from babel import Locale

from site_builder.build import build
from site_builder.diagnostics import Location
from site_builder.label_words import WORDS, label_nouns, label_phrases
from site_builder.model import Html
from site_builder.words import ONE_AND_OTHER, Phrase, Words, catalogues, read_words
from tests.projects import diagnostic_lines, project

ROOT = Path(__file__).parent.parent
CATALOGUES = sorted((ROOT / "templates/words").glob("*.yaml"))
NAMED = re.compile(r"""["']([a-z_]+(?:\.[\w-]+)?)["']""")
OF_A_GROUP = re.compile(r"""f["']([a-z_]+)\.\{""")
ASKED = re.compile(r"""words\(\s*["']([\w.-]+)["']""")


def words(lang: str = "en", **files: str) -> Words:
    return read({f"{lang}.yaml": "", **{f"{name}.yaml": text for name, text in files.items()}}, lang)[0]


def read(files: Mapping[str, str], lang: str) -> tuple[Words, list[str]]:
    texts = {PurePosixPath("templates/words", name): text for name, text in files.items()}
    found, diagnostics = read_words(texts, lang, Location("review.yaml", 2))
    return found, [*diagnostic_lines(diagnostics), *(diagnostic.message for diagnostic in diagnostics)]


def test_a_phrase_is_filled() -> None:
    assert words(en="of: '{n} of {total}'")("of", 2, total=1234) == "2 of 1,234"


def test_a_capital_is_that_of_the_language() -> None:
    assert [words(lang).capitalised("ilkokul, ikisi") for lang in ("tr", "de")] == ["İlkokul, ikisi", "Ilkokul, ikisi"]


def test_a_phrase_with_html_is_html_and_its_texts_are_escaped() -> None:
    filled = words(en="in: 'A & {link} in {place}'")("in", link=Html("<a>x</a>"), place="<b>")
    assert filled == Html("A &amp; <a>x</a> in &lt;b&gt;")
    assert isinstance(filled, Html)


@pytest.mark.parametrize(
    ("lang", "n", "shown"),
    [("en", 1, "1 one"), ("en", 0, "0 other"), ("ru", 3, "3 few"), ("ru", 21, "21 one"), ("de", 12345, "12.345 other")],
)
def test_the_form_follows_the_number_as_the_language_has_it(lang: str, n: int, shown: str) -> None:
    text = "count: {one: '{n} one', few: '{n} few', other: '{n} other'}"
    assert words(lang, en=text)("count", n) == shown


@pytest.mark.parametrize("lang", sorted(ONE_AND_OTHER))
def test_languages_said_to_have_one_form_beside_the_other_have_it_in_cldr(lang: str) -> None:
    counted = words(lang, en="count: {one: one, other: other}")
    shown = [counted("count", n) for n in range(1200)]
    assert shown == [Locale(lang).plural_form(n) for n in range(1200)]


@pytest.mark.parametrize(
    ("lang", "direction"), [("fa", ' dir="rtl"'), ("pa-Arab-PK", ' dir="rtl"'), ("ks-Deva", ""), ("de", "")]
)
def test_pages_run_as_their_language_is_written_and_references_as_they_are(lang: str, direction: str) -> None:
    built = build(project({"review.yaml": f"lang: {lang}", "content/10-a.md": "# A\n\nText [@hall2017].\n"}))
    page = built.site[PurePosixPath("a/index.html")].decode()
    assert f'<html lang="{lang}"{direction}>' in page
    reference = direction.replace("rtl", "auto")
    assert f'<div role="listitem"{reference}>' in page


def test_a_region_s_catalogue_lies_over_its_language_s() -> None:
    files = {"en.yaml": "a: A\nb: B\nc: C", "de.yaml": "a: Ä\nb: Bé", "de-AT.yaml": "b: Beh"}
    found, problems = read(files, "de-AT")
    assert (found("a"), found("b"), found("c")) == ("Ä", "Beh", "C")
    assert problems == [
        "templates/words/de-AT.yaml:1:1 untranslated-interface",
        "Of the interface's 3 phrases, 1 are in English, such as “c”.",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a\n", "templates/words/de.yaml:1:1 wrong-type"),
        ("n: {one: eins, two: zwei}\n", "templates/words/de.yaml:1:1 missing-value"),
    ],
)
def test_a_catalogue_that_says_nothing_is_reported(text: str, told: str) -> None:
    found, problems = read({"en.yaml": "n: {one: one, other: many}", "de.yaml": text}, "de")
    assert found("n", 5) == "many"
    assert problems[0] == told


def test_an_unknown_phrase_is_reported_with_its_place() -> None:
    found, problems = read({"en.yaml": "studies: Studies", "de.yaml": "studies: Studien\nstudise: X"}, "de")
    assert found("studies") == "Studien"
    assert problems == ["templates/words/de.yaml:2:1 unknown-key", "“studise” is not a phrase of the interface."]


def test_a_translation_with_a_foreign_place_leaves_the_original() -> None:
    found, problems = read({"en.yaml": "by: 'by {name}'", "de.yaml": "by: 'von {nom}'"}, "de")
    assert found("by", name="X") == "by X"
    assert problems[0] == "templates/words/de.yaml:1:1 wrong-type"


def test_a_language_without_catalogue_is_english_and_told_of() -> None:
    assert read({"en.yaml": "a: A"}, "fr")[1][0] == "review.yaml:2 untranslated-interface"


@pytest.mark.parametrize("lang", sorted(WORDS))
def test_texts_have_their_language_s_words_for_what_is_numbered(lang: str) -> None:
    stated = label_phrases(lang)
    english = phrases(ROOT / "templates/words/en.yaml")
    assert stated.keys() <= english.keys()
    assert all(stated.values())
    assert all(places(stated[name]) == places(english[name]) for name in stated)


def test_a_language_without_catalogue_has_words_for_what_texts_number() -> None:
    text = """# Ett {#sec-ett}

![En karta](map.png){#fig-karta}

Se @fig-karta, figur @fig-karta och @sec-ett.

::: {.callout-note}
Så.
:::
"""
    built = build(project({"review.yaml": "lang: sv-FI", "content/10-a.md": text, "content/map.png": b"png"}))
    page = re.sub("<[^>]*>", "", built.site[PurePosixPath("a/index.html")].decode()).replace("\N{NO-BREAK SPACE}", " ")
    assert "Figur 1. En karta" in page
    assert "Se Figur 1, figur 1 och Avsnitt Ett." in page
    assert "Notera" in page
    # A catalogue of one's own counts before them.
    found, _ = read(
        {"en.yaml": "reference: {figure: 'Figure {number}'}", "sv.yaml": "reference: {figure: 'Fig. {number}'}"}, "sv"
    )
    assert found("reference.figure", number="1") == "Fig. 1"


@pytest.mark.parametrize(
    ("lang", "written", "shown"),
    [
        ("ja", "@fig-map、[-@fig-map]。", "図1、1。"),
        ("ko", "그림 @fig-map 및 @fig-map.", "그림 1 및 그림 1."),
        ("ru", "На рисунке @fig-map и на @fig-map, см. @fig-map.", "На рисунке 1 и на рис. 1, см. рис. 1."),
        ("ru", "@fig-map таков. @fig-map! (@fig-map)", "Рис. 1 таков. Рис. 1! (рис. 1)"),
        ("pl", "Na rysunku @fig-map i na @fig-map.", "Na rysunku 1 i na rys. 1."),
    ],
)
def test_a_catalogue_s_words_for_what_is_numbered(lang: str, written: str, shown: str) -> None:
    assert shown in with_a_figure(lang, written)


def test_captions_and_lists_of_them_begin_with_a_capital() -> None:
    assert with_a_figure("ru", "::: {.list-of-figures}\n:::").count("Рис. 1. B") == 2


def with_a_figure(lang: str, written: str) -> str:
    """The text of a page that has a figure, and what is written below it."""
    text = f"# A\n\n![B](map.png){{#fig-map}}\n\n{written}\n"
    built = build(project({"review.yaml": f"lang: {lang}", "content/10-a.md": text, "content/map.png": b"png"}))
    page = built.site[PurePosixPath("a/index.html")].decode()
    return re.sub("<[^>]*>", "", page).replace("\N{NO-BREAK SPACE}", " ")


def test_a_template_that_asks_for_an_unknown_phrase_is_reported() -> None:
    built = build(project({"content/index.md": "Text.", "templates/404.html": "{{ site.words('nothing') }}"}))
    assert any("there is no phrase “nothing”" in found.message for found in built.diagnostics)


def test_a_project_s_own_catalogue_changes_the_words() -> None:
    sources = {
        "review.yaml": "lang: fr",
        "content/10-a.md": "# A\n\n@hall2017 says.",
        "templates/words/fr.yaml": "studies: Études\nreferences: Références",
    }
    site = build(project(sources)).site
    page = site[PurePosixPath("a/index.html")].decode()
    assert "Études" in page
    assert '<h2 id="references" data-pagefind-ignore>Références</h2>' in page
    assert PurePosixPath("words/fr.yaml") not in site


def test_a_catalogue_may_have_the_short_suffix() -> None:
    site = build(project({"review.yaml": "lang: sv", "templates/words/sv.yml": "studies: Studier"})).site
    assert "Studier" in site[PurePosixPath("studies/index.html")].decode()
    assert PurePosixPath("words/sv.yml") not in site


def test_a_few_words_of_a_language_that_the_theme_knows_leave_its_others() -> None:
    for lang, skip in (("en", "Skip to the text"), ("de", "Zum Text springen")):
        files = project({"review.yaml": f"lang: {lang}", f"templates/words/{lang}.yaml": "studies: Papers"})
        found = read_words({path: files[path].decode() for path in catalogues(files, lang)}, lang, Location(""))[0]
        assert (found("studies"), found("skip")) == ("Papers", skip)


def test_own_words_in_english_with_a_mistake_leave_the_theme_s() -> None:
    for text, rule in (('studies: "Papers', "unreadable-yaml"), ("style_used: in {styl}", "wrong-type")):
        built = build(project({"content/10-a.md": "# A\n\n@hall2017 says.", "templates/words/en.yaml": text}))
        assert [found.rule.name_ for found in built.diagnostics] == [rule]
        assert PurePosixPath("a/index.html") in built.site


def phrases(path: Path) -> Mapping[str, Phrase]:
    return read_words({PurePosixPath("templates/words/en.yaml"): path.read_text()}, "en", Location(""))[0].phrases


def places(phrase: Phrase) -> set[str]:
    texts = [phrase] if isinstance(phrase, str) else phrase.values()
    return {place for text in texts for place in re.findall(r"\{(\w+)\}", text)}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_all_catalogues_have_the_same_phrases_with_the_same_places(path: Path) -> None:
    english, other = phrases(ROOT / "templates/words/en.yaml"), phrases(path)
    assert other.keys() == english.keys()
    for name, phrase in english.items():
        assert places(other[name]) == places(phrase), name
        assert isinstance(other[name], str) == isinstance(phrase, str), name


@pytest.mark.parametrize(
    "path", [path for path in CATALOGUES if path.stem not in ("en", "ja", "zh")], ids=lambda path: path.stem
)
def test_what_a_catalogue_calls_what_is_numbered_is_known_before_a_reference(path: Path) -> None:
    kinds = (
        "figure",
        "table",
        "equation",
        "listing",
        *(f"{kind}_numbered" for kind in ("section", "appendix", "chapter")),
    )
    called = [str(phrases(path)[f"reference.{kind}"]).partition("\N{NO-BREAK SPACE}")[0] for kind in kinds]
    ahead = {word.rstrip(".").casefold() for word in called if "{" not in word}
    assert ahead <= label_nouns()


def test_every_phrase_is_asked_for_and_there() -> None:
    sources = [*(ROOT / "templates").glob("*.html"), *(ROOT / "templates").glob("*.xml")]
    sources += (ROOT / "site_builder").rglob("*.py")
    texts = [path.read_text() for path in sources]
    known = phrases(ROOT / "templates/words/en.yaml").keys()
    assert {name for text in texts for name in ASKED.findall(text)} <= known
    named = {name for text in texts for name in NAMED.findall(text)}
    groups = {name for text in texts for name in OF_A_GROUP.findall(text)}
    assert {name for name in known if name not in named and name.partition(".")[0] not in groups} == set()
