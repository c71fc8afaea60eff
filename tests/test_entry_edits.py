"""An edit of an entry to the files that show it: they are what a cold build makes of it, or all is to be made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.amending.appearances import works_of
from site_builder.amending.entry_edits import EntryEdit, Project, amend_entries
from site_builder.amending.sample_sites import SiteWorks
from site_builder.build import Builder
from site_builder.drafts import Draft
from site_builder.model import Files
from site_builder.pages import divisions
from tests.projects import project

PATH = "references.bib"
BIBLIOGRAPHY = """
@string{sage = {Sage}}

@article{hall2017,
  author = {Hall, William J.},
  title = {Risk and protection},
  journal = {Journal A},
  year = {2017},
  volume = {3},
  doi = {10.1000/hall},
  keywords = {Stigma, Youth},
}

@article{ito2020,
  author = {Ito, Ken and Hall, W. J. and {World Health Organization}},
  title = {A survey of \\emph{sleep} among adolescents},
  journal = {Journal B},
  year = {2020},
  keywords = {Youth},
  abstract = {Of many words.},
}

@article{itoh2020,
  author = {Ito, Karl and Hall, W. J.},
  title = {Another survey of adolescents},
  journal = {Journal B},
  year = {2020},
  keywords = {Youth},
}

@article{itoi2020,
  author = {Ito, Karl and Hall, W. J.},
  title = {Further surveys of adolescents},
  journal = {Journal C},
  year = {2020},
}

@book{mora2014,
  author = {de la Mora, Ana},
  title = {A book of some length},
  publisher = sage,
  year = {2014},
}

@misc{nobody2001,
  title = {What nobody wrote},
  year = {2001},
}
"""
SOURCES = {
    "review.yaml": "title: A review\nfacets: {country: {label: Country}}\n",
    "content/index.md": "# A review\n\nSee @hall2017 and @ito2020.\n",
    "content/10-one.md": "# One\n\nSaid [@hall2017, p. 3; @ito2020]. Once more [@itoh2020].\n\nAnd [@nobody2001].\n",
    "content/20-two.md": "# Two\n\n@hall2017 and @itoi2020 differ.\n\n[@ito2020] agrees with [@hall2017].\n",
    "content/studies/ito2020.md": "---\nreports: [mora2014]\nfacets: {country: Japan}\n---\n\nAs @hall2017 had it.\n",
    "content/keywords.yaml": "Youth: {definition: The young}\nStigma: {}\n",
}


def laid(own: Files) -> Files:
    return project({str(path): data for path, data in own.items()}, None)


def own_files(sources: Mapping[str, str], bibliography: str) -> Files:
    files = {**sources, PATH: bibliography}
    return {PurePosixPath(path): text.encode() for path, text in files.items()}


def drafted(builder: Builder, own: Files) -> tuple[Draft, dict[PurePosixPath, bytes], object]:
    draft = builder.draft(laid(own))
    built = draft.finish()
    return draft, dict(built.site), built.diagnostics


def works_in(draft: Draft) -> SiteWorks:
    return works_of(draft.basis) if draft.basis else SiteWorks((), {})


def is_revised(builder: Builder, old: str, new: str, sources: Mapping[str, str] = SOURCES, style: str = "apa") -> bool:
    """Whether an edit could be shown in the files that were there. Then the site is that of a cold build."""
    assert BIBLIOGRAPHY.count(old) == 1
    return is_revised_as(builder, BIBLIOGRAPHY, BIBLIOGRAPHY.replace(old, new), sources, style)


def is_revised_as(builder: Builder, before: str, after: str, sources: Mapping[str, str], style: str) -> bool:
    sources = {**sources, "review.yaml": f"{sources['review.yaml']}citation_style: {style}\n"}
    draft, site, told = drafted(builder, own_files(sources, before))
    assert not told
    now = own_files(sources, after)
    revised = amend_entries(site, Project(now, laid), works_in(draft), EntryEdit(PATH, before, after))
    if revised is None:
        return False
    cold_draft, cold, told = drafted(builder, now)
    assert not told
    assert {path: data for path, data in cold.items() if {**site, **revised.files}.get(path) != data} == {}
    assert site.keys() == cold.keys()
    assert revised.works == works_in(cold_draft)
    return True


@pytest.fixture(scope="module")
def builder() -> Builder:
    return Builder()


OF_THE_WORK = {
    "a title": ("Risk and protection", "Risk, protection & <i>more</i>"),
    "a title with markup": ("\\emph{sleep}", "\\emph{much} sleep"),
    "a journal": ("Journal A", "Journal of A"),
    "a volume": ("volume = {3}", "volume = {33}"),
    "a volume less": ("  volume = {3},\n", ""),
    "pages more": ("  volume = {3},\n", "  volume = {3},\n  pages = {1--9},\n"),
    "a DOI": ("  abstract = {Of many words.}", "  doi = {10.1000/ito}"),
    "an abstract": ("Of many words", "Of a few words"),
    "a field that no style prints": ("  volume = {3},\n", "  volume = {3},\n  annote = {Read it.},\n"),
    "another report of a study": ("A book of some length", "A book of great length"),
    "an abbreviation": ("publisher = sage", "publisher = sage # { and others}"),
    "an ISSN": ("  volume = {3},\n", "  volume = {3},\n  issn = {1234-5679},\n"),
    "how it is written": ("{Journal A}", '"Journal A"'),
    "a word between entries": ("\n@article{ito2020", "\nA word.\n@article{ito2020"),
    "a comment": ("\n@article{ito2020", "\n% Seen in {2020} @ home\n@article{ito2020"),
    "blank lines at the end": ("year = {2001},\n}\n", "year = {2001},\n}\n\n\n"),
}


@pytest.mark.parametrize("what", OF_THE_WORK)
def test_an_edit_of_what_an_entry_says_of_its_work_shows_wherever_that_does(builder: Builder, what: str) -> None:
    assert is_revised(builder, *OF_THE_WORK[what])


@pytest.mark.parametrize("style", ["ieee", "chicago-author-date", "modern-language-association"])
@pytest.mark.parametrize("what", ["a title", "a title with markup", "a DOI", "another report of a study"])
def test_an_edit_of_an_entry_shows_in_other_styles(builder: Builder, what: str, style: str) -> None:
    assert is_revised(builder, *OF_THE_WORK[what], style=style)


def test_a_review_of_what_is_cited_shows_an_edit_of_that_and_makes_all_anew_after_another(builder: Builder) -> None:
    stated = {"review.yaml": f"{SOURCES['review.yaml']}studies: cited\n"}
    uncited = {path: text.replace("And [@nobody2001].", "") for path, text in SOURCES.items()} | stated
    assert is_revised(builder, *OF_THE_WORK["a title"], sources=uncited)
    assert not is_revised(builder, "What nobody", "What somebody", sources=uncited)


@pytest.mark.parametrize("edited", "az")
def test_an_author_of_works_that_stand_far_apart_shows_an_edit_of_either(builder: Builder, edited: str) -> None:
    works = (f"@book{{{key}, author={{{key}mann, A. and Yang, Li}}, title={{On {key}}}, year=2001}}\n" for key in "az")
    others = (f"@book{{{key}, author={{{key}mann, A.}}, title={{On {key}}}, year=2001}}\n" for key in "cdefg")
    before = "".join([*works, *others])
    sources = {"review.yaml": "title: T\n", "content/index.md": "# A\n\n[@a; @z]\n"}
    assert is_revised_as(builder, before, before.replace(f"On {edited}", f"More on {edited}"), sources, "apa")


OF_MORE = {
    "an author": ("Hall, William J.}", "Hall, Wilma J.}"),
    "a year": ("{2017}", "{2018}"),
    "a keyword": ("{Stigma, Youth}", "{Stigma}"),
    "a key": ("@article{hall2017", "@article{hall2018"),
    "a type": ("@article{hall2017", "@book{hall2017"),
    "a title that is cited": ("What nobody wrote", "What somebody wrote"),
    "a title that changes the order, and so a letter": ("Further surveys", "All surveys"),
    "a title that another work has": ("Another survey of adolescents", "A survey of sleep among adolescents"),
    "a DOI that another work has": ("  abstract = {Of many words.}", "  doi = {10.1000/HALL}"),
    "a DOI that texts may cite by": ("10.1000/hall", "10.1000/hal"),
    "no DOI": ("  doi = {10.1000/hall},\n", ""),
    "a fault": ("volume = {3}", "volume = {3"),
    "a title less": ("  title = {Risk and protection},\n", ""),
    "an abbreviation that others use": ("{Sage}", "{SAGE}"),
    "an entry that others name": ("Of many words", "As in hall2017, so here"),
}


@pytest.mark.parametrize("what", OF_MORE)
def test_what_shows_in_other_places_is_rebuilt(builder: Builder, what: str) -> None:
    old, new = OF_MORE[what]
    if what == "an entry that others name":
        before = BIBLIOGRAPHY.replace(old, new)
        assert not is_revised_as(builder, before, before.replace("Risk and", "Risks and"), SOURCES, "apa")
    else:
        assert not is_revised(builder, old, new)


def test_a_few_entries_may_be_edited_at_once(builder: Builder) -> None:
    after = BIBLIOGRAPHY.replace("Journal B", "Journal of B")
    assert is_revised_as(builder, BIBLIOGRAPHY, after, SOURCES, "apa")
    assert is_revised_as(builder, BIBLIOGRAPHY, after.replace("Risk", "Risks"), SOURCES, "apa")


def test_many_entries_at_once_are_rebuilt(builder: Builder) -> None:
    after = BIBLIOGRAPHY.replace("Journal ", "Journal of ")
    assert not is_revised_as(builder, BIBLIOGRAPHY, after, SOURCES, "apa")


def is_rebuilt(builder: Builder, before: str, after: str, sources: Mapping[str, str] = SOURCES) -> bool:
    """Whether all is made anew after an edit, which may be at fault, so that a cold build reports something."""
    draft, site, _ = drafted(builder, own_files(sources, before))
    own = Project(own_files(sources, after), laid)
    return amend_entries(site, own, works_in(draft), EntryEdit(PATH, before, after)) is None


def test_an_abbreviation_after_what_uses_it_is_none(builder: Builder) -> None:
    defined = "@string{sage = {Sage}}\n"
    after = BIBLIOGRAPHY.replace(defined, "").replace("of some length", "of length") + defined
    assert is_rebuilt(builder, BIBLIOGRAPHY, after)


def test_an_entry_cannot_use_an_abbreviation_that_is_defined_after_it(builder: Builder) -> None:
    before = f"{BIBLIOGRAPHY}@string{{elm = {{Elm Press}}}}\n"
    assert is_rebuilt(builder, before, before.replace("publisher = sage", "publisher = elm"))


TWICE = {
    "an abbreviation": ("@string{elm = {Elm Press}}", "@string{elm = {Oak Press}}", "elm"),
    "a command": (
        '@preamble{"\\newcommand{\\elm}{Elm Press}"}',
        '@preamble{"\\renewcommand{\\elm}{Oak Press}"}',
        "{\\elm}",
    ),
}


@pytest.mark.parametrize("what", TWICE)
def test_an_entry_uses_what_was_defined_before_it_and_not_what_is_after_it(builder: Builder, what: str) -> None:
    first, second, used = TWICE[what]
    before = f"{first}\n{BIBLIOGRAPHY}{second}\n"
    after = before.replace("publisher = sage", f"publisher = {used}")
    assert is_revised_as(builder, before, after, SOURCES, "apa")


def test_an_entry_may_use_a_command_that_another_bibliography_defines(builder: Builder) -> None:
    sources = {**SOURCES, "review.yaml": f"{SOURCES['review.yaml']}bibliography: [references.bib, others.bib]\n"}
    sources["others.bib"] = '@string{oak = {Oak}}\n@preamble{"\\newcommand{\\EP}{Elm Press}"}\n'
    before = BIBLIOGRAPHY.replace("  volume = {3},", "  volume = {3},\n  series = oak,")
    after = before.replace("  year = {2001},", "  year = {2001},\n  publisher = {\\EP},")
    assert not is_revised_as(builder, before, after, sources, "apa")


def test_an_entry_closed_too_early_is_rebuilt_with_the_fields_after_it(builder: Builder) -> None:
    after = BIBLIOGRAPHY.replace("{Youth},\n  abstract", "{Youth}},\n  abstract")
    assert is_rebuilt(builder, BIBLIOGRAPHY, after)


STRAY = {
    "a record of RIS": f"{BIBLIOGRAPHY}TY  - JOUR\nTI  - Astray\nER  -\n",
    "a record of NBIB": f"{BIBLIOGRAPHY}PMID- 123\nTI  - Astray\n",
    "fields without a head": f"  author = {{Elm, Bo}},\n  title = {{Astray}},\n}}\n{BIBLIOGRAPHY}",
}


@pytest.mark.parametrize("what", STRAY)
def test_what_is_pasted_between_entries_and_ignored_is_reported(builder: Builder, what: str) -> None:
    assert is_rebuilt(builder, BIBLIOGRAPHY, STRAY[what])


def test_a_title_that_tells_works_apart_is_not_of_the_work_alone(builder: Builder) -> None:
    edit = ("Another survey", "Another fine survey")
    assert is_revised(builder, *edit)
    assert not is_revised(builder, *edit, style="modern-language-association")


def test_where_citations_are_notes_these_say_more_of_a_work(builder: Builder) -> None:
    assert not is_revised(builder, "Risk and", "Risks and", style="chicago-notes-bibliography")


OWN_STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Own</title><id>own</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout delimiter="; "><choose><if %s><text variable="volume" prefix="v"/></if>
<else><names variable="author"/></else></choose></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>"""


@pytest.mark.parametrize("where", ['locator="page"', 'locator="chapter"', 'position="subsequent"', 'position="ibid"'])
def test_what_a_style_prints_only_in_some_citations_is_rebuilt(builder: Builder, where: str) -> None:
    text = "# One\n\n[@hall2017, p. 3]. [@hall2017, chap. 2]. [@hall2017]. [@ito2020]. [@hall2017].\n"
    sources = {**SOURCES, "csl/styles/own.csl": OWN_STYLE % where, "content/10-one.md": text}
    assert not is_revised(builder, "volume = {3}", "volume = {33}", sources, "own")
    assert is_revised(builder, "Journal A", "Journal of A", sources, "own")


def test_a_feed_that_knows_the_address_of_its_site_shows_an_edit_too(builder: Builder) -> None:
    sources = {**SOURCES, "review.yaml": f"{SOURCES['review.yaml']}base_url: https://example.org/r\n"}
    assert is_revised(builder, "Risk and protection", "Risks and protection", sources)


@pytest.mark.parametrize("parent", ["h # {2017}", '"hall" # "2017"'])
def test_an_entry_that_takes_from_another_by_a_name_put_together_is_rebuilt(builder: Builder, parent: str) -> None:
    child = f"@inbook{{kid2001, crossref = {parent}, title = {{Of a kid}}, author = {{Young, Al}}, year = 2001}}\n"
    before = f"@string{{h = {{hall}}}}\n{BIBLIOGRAPHY.replace('10.1000/hall', '')}{child}"
    after = before.replace("Journal A", "Journal Z")
    sources = {**SOURCES, "review.yaml": f"{SOURCES['review.yaml']}rules: {{unknown-citation-key: off}}\n"}
    assert not is_revised_as(builder, before, after, sources, "apa")


@pytest.mark.parametrize("field", ["crossref", "xdata"])
def test_an_entry_that_takes_from_another_in_other_capitals_is_rebuilt(builder: Builder, field: str) -> None:
    child = f"@inbook{{zz2001, {field} = {{HALL2017}}, title = {{Of a kid}}, author = {{Zz, Al}}, year = 2001}}\n"
    before = f"{BIBLIOGRAPHY.replace('10.1000/hall', '')}{child}"
    assert not is_revised_as(builder, before, before.replace("Journal A", "Journal Z"), SOURCES, "apa")


def test_an_entry_that_one_in_another_file_takes_from_is_rebuilt(builder: Builder) -> None:
    kid = "@inbook{kid2001, crossref = {HALL2017}, title = {Of a kid}, author = {Young, Al}, year = 2001}"
    named = f"{SOURCES['review.yaml']}bibliography: [references.bib, kids.bib]\n"
    before = BIBLIOGRAPHY.replace("10.1000/hall", "")
    sources = {**SOURCES, "review.yaml": named, "kids.bib": kid}
    assert not is_revised_as(builder, before, before.replace("Journal A", "Journal Z"), sources, "apa")
    assert is_revised_as(builder, before, before.replace("of some length", "of length"), sources, "apa")


IDENTIFIED = {
    "an address, escaped": (
        "url = {https://example.org/a\\_b}",
        "url = {https://example.org/a_b}",
        "url:https://example.org/a_b",
    ),
    "a short ISBN": ("isbn = {0306406152}", "isbn = {978-0-306-40615-7}", "isbn:0306406152"),
    "a bare number": ("pmcid = {123}", "pmcid = {PMC123}", "pmcid:123"),
    "what was nowhere": ("note = {x}", "doi = {10.1000/ito}", "10.1000/ITO"),
}


@pytest.mark.parametrize("place", ["content/10-one.md", "content/data/of.csv"])
@pytest.mark.parametrize("what", IDENTIFIED)
def test_what_texts_cite_by_may_mean_an_entry_that_it_did_not(builder: Builder, what: str, place: str) -> None:
    other, new, cited = IDENTIFIED[what]
    before = BIBLIOGRAPHY.replace("publisher = sage", f"publisher = sage,\n  {other}")
    after = before.replace("  abstract = {Of many words.}", f"  {new}")
    table = "::: {.evidence-table file=data/of.csv}\n:::\n"
    text = f"[@{cited}]" if place.endswith(".md") else f"study\n{cited}\n"
    sources = {
        **SOURCES,
        "review.yaml": f"{SOURCES['review.yaml']}rules: {{unknown-citation-key: off}}\n",
        **({"content/30-three.md": f"# Three\n\n{table}"} if place.endswith(".csv") else {}),
        place: f"{SOURCES.get(place, '')}{text}",
    }
    assert not is_revised_as(builder, before, after, sources, "apa")


def test_lists_in_parts_show_an_edit_in_the_part_that_has_the_work(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(divisions, "MOST", 2)
    assert is_revised(builder, "Risk and protection", "Risks and protection")
    assert is_revised(builder, "Another survey", "Another fine survey")


def test_nothing_is_amended_if_a_file_has_other_content_than_expected(builder: Builder) -> None:
    draft, site, _ = drafted(builder, own_files(SOURCES, BIBLIOGRAPHY))
    after = BIBLIOGRAPHY.replace("Risk and", "Risks and")
    own = Project(own_files(SOURCES, after), laid)
    for path in ("references.bib", "studies/hall2017/index.html", "one/index.html", "studies.csv"):
        spoilt = {**site, PurePosixPath(path): site[PurePosixPath(path)].replace(b"Risk", b"R")}
        assert amend_entries(spoilt, own, works_in(draft), EntryEdit(PATH, BIBLIOGRAPHY, after)) is None


WORDS = st.lists(
    st.sampled_from(["and", "Risk", "10", "{Proper Noun}", "\\emph{sic}", "naïve", "\\&", "<b>", '"q"', "of", "2020:"]),
    min_size=1,
    max_size=4,
).map(" ".join)
FIELDS = ["title", "journal", "volume", "number", "pages", "note", "publisher", "series", "language", "doi", "url"]


@settings(max_examples=10)
@given(data=st.data())
def test_after_any_edit_the_site_is_that_of_a_cold_build(builder: Builder, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(["hall2017", "ito2020", "itoh2020", "itoi2020", "mora2014", "nobody2001"]))
    field, style = data.draw(st.sampled_from(FIELDS)), data.draw(st.sampled_from(["apa", "vancouver"]))
    before, head, entry = BIBLIOGRAPHY.partition(f"{{{key},\n")
    edited = f"{before}{head}  {field} = {{{data.draw(WORDS)}}},\n{entry}"
    stated = f"citation_style: {style}\nstudies: {data.draw(st.sampled_from(['all', 'cited']))}\n"
    uncited = data.draw(st.sampled_from(["", "[@nobody2001]"]))
    sources = {path: text.replace(uncited, "") for path, text in SOURCES.items()}
    sources["review.yaml"] += stated
    draft, site, _ = drafted(builder, own_files(sources, BIBLIOGRAPHY))
    now = own_files(sources, edited)
    revised = amend_entries(site, Project(now, laid), works_in(draft), EntryEdit(PATH, BIBLIOGRAPHY, edited))
    if revised is not None:
        _, cold, _ = drafted(builder, now)
        assert {**site, **revised.files} == cold
