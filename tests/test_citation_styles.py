"""A citation style's name to the style: dependent, renamed, unknown and malformed ones."""

from __future__ import annotations

from collections import ChainMap
from pathlib import PurePosixPath

import pytest

from site_builder.citation_styles import find_style, intended_style, list_styles
from site_builder.csl.locale import PRIMARY_DIALECTS, fallback
from site_builder.diagnostics import Location, Rule
from site_builder.model import Files
from tests.projects import project

HERE = Location("review.yaml", 3, 17)


def test_a_style_is_found_by_its_name() -> None:
    style, locales, wrong = find_style(project(), "ieee", "en-US", HERE)
    assert style is not None
    assert (style.title, style.in_notes, wrong) == ("IEEE Reference Guide version 11.29.2023", False, ())
    assert "en-US" in locales


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("nature-communications", "csl/styles/nature.csl"),  # depends on another
        ("vancouver", "csl/styles/nlm-citation-sequence.csl"),  # has a new name
    ],
)
def test_a_name_leads_on_to_the_style_it_stands_for(name: str, path: str) -> None:
    style, _, wrong = find_style(project(), name, "en-US", HERE)
    assert style is not None
    assert (style.path, wrong) == (path, ())


def test_a_dependent_style_keeps_its_own_language() -> None:
    files: Files = ChainMap(
        {
            PurePosixPath("csl/styles/dependent/blatt.csl"): b"""<style xmlns="http://purl.org/net/xbiblio/csl"
            version="1.0" default-locale="de-DE"><info><title>Blatt</title>
            <link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>"""
        },
        dict(project()),
    )
    style, locales, wrong = find_style(files, "blatt", "en-US", HERE)
    assert style is not None
    assert (style.default_locale, wrong) == ("de-DE", ())
    assert next(iter(locales)) == "de-DE"


@pytest.mark.parametrize(
    ("lang", "locale"),
    [
        ("no", "nb-NO"),
        ("id", "id-ID"),
        ("sr", "sr-Cyrl-RS"),
        ("sr-Latn", "sr-Latn-RS"),
        ("zh-Hant", "zh-TW"),
        ("gl", "gl-ES"),
    ],
)
def test_a_language_by_itself_has_the_locale_of_its_country(lang: str, locale: str) -> None:
    _, locales, wrong = find_style(project(), "apa", lang, HERE)
    assert (next(iter(locales)), wrong) == (locale, ())


def test_every_bundled_locale_is_found_by_its_language_alone() -> None:
    bundled = {path.stem.removeprefix("locales-") for path in project() if path.name.startswith("locales-")}
    unreached = {name.partition("-")[0] for name in bundled if not bundled & {*fallback(name.partition("-")[0])[:-1]}}
    assert unreached - {"en"} <= {"bal", "brh", "pa"}
    assert {*PRIMARY_DIALECTS.values()} <= bundled


def test_an_unknown_style_names_the_nearest_and_apa_stands_in() -> None:
    style, _, (wrong,) = find_style(project(), "chicago-autor-date", "en-US", HERE)
    assert style is not None
    assert style.path == "csl/styles/apa.csl"
    assert (wrong.rule, wrong.location) == (Rule.UNKNOWN_STYLE, HERE)
    assert wrong.hint.startswith("did you mean “chicago-author-date”")


def test_the_first_word_of_many_styles_names_some_that_begin_with_it_and_how_to_list_all() -> None:
    *_, (wrong,) = find_style(project(), "chicago", "en-US", HERE)
    assert wrong.hint.startswith("did you mean “chicago-author-date”, ")
    assert wrong.hint.endswith("? “site-builder styles chicago” lists all with this word.")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("apa.csl", "apa"),
        ("https://www.zotero.org/styles/vancouver", "vancouver"),
        ("vancuver", "vancouver"),
        ("APA 7th", "apa"),
        ("Vancouver", "vancouver"),
        ("APA 7", "apa"),
        ("PLOS ONE", "plos-one"),
        ("American Psychological Association 6th edition", "apa-6th-edition"),
        ("Cite Them Right", "harvard-cite-them-right"),
        ("styles/house.csl", ""),
    ],
)
def test_a_style_that_goes_by_another_name_is_named(written: str, meant: str) -> None:
    _, _, (wrong,) = find_style(project(), written, "en-US", HERE)
    expected = f"did you mean “{meant}”" if meant else "give its path from the project's folder."
    assert wrong.hint.startswith(expected)


def test_a_style_of_the_project_that_is_no_xml_is_reported_with_its_line() -> None:
    files = project({"house.csl": '<style xmlns="x">\n  <citation>\n</style>'})
    _, _, wrong = find_style(files, "house.csl", "en-US", HERE)
    assert [(one.rule, str(one.location)) for one in wrong] == [(Rule.MALFORMED_STYLE, "house.csl:3")]


def test_a_macro_that_calls_itself_is_reported_with_its_line() -> None:
    macros = '<macro name="a">\n<text macro="b"/></macro>\n<macro name="b">\n<text macro="a"/></macro>'
    text = f'<style>\n{macros}\n<citation><layout><text macro="a"/></layout></citation></style>'
    _, _, (found,) = find_style(project({"own.csl": text}), "own.csl", "en", HERE)
    assert (found.rule, found.location) == (Rule.MALFORMED_STYLE, Location("own.csl", 5))
    assert found.message == "The macro “a” calls itself, and would never end."


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("apa.csl", "apa"),
        ("styles/apa.csl", "apa"),
        ("apa", "apa"),
        ("nature-climate-change.csl", "nature-climate-change"),
        ("own.csl", "own.csl"),
        ("lost.csl", "lost.csl"),
        ("own/ieee.csl", "own/ieee.csl"),
    ],
)
def test_what_another_tools_project_means_by_the_file_of_a_style(written: str, meant: str) -> None:
    assert intended_style(project({"own.csl": "<style/>", "own/ieee.csl": "<style/>"}), written) == meant


@pytest.mark.parametrize("lang", ["gl", "hi", "hy", "id", "ms"])
def test_a_language_has_the_locale_of_the_one_country_that_there_is_one_for(lang: str) -> None:
    _, locales, wrong = find_style(project(), "apa", lang, HERE)
    assert [name.partition("-")[0] for name in locales] == [lang, "en"]
    assert wrong == ()


def test_a_language_without_a_locale_is_reported() -> None:
    _, locales, (wrong,) = find_style(project(), "apa", "xx-YY", HERE)
    assert (wrong.rule, list(locales)) == (Rule.UNKNOWN_LOCALE, ["en-US"])


def test_styles_are_listed_by_a_word_of_their_name_or_title() -> None:
    assert dict(list_styles(project(), "Psychological Association"))["apa"] == "APA Style 7th edition"
    assert dict(list_styles(project(), "vancouver"))["vancouver"] == "now nlm-citation-sequence"
    assert not list(list_styles(project(), "no such style"))
