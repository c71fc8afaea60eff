"""`import`: exports as programs write them become entries, once each, and nothing that they say is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.bibtex import plain_text, read_bibliography, read_standalone_entries
from site_builder.cli import main
from site_builder.importing import Fate, ImportedEntry, add_drafts, read_export
from site_builder.model import Name
from tests.projects import diagnostic_lines

CASES = Path(__file__).parent / "cases/imports"
EXPORTS = sorted(path.name for path in CASES.iterdir())

OURS = """\
% Our own bibliography, in our own layout
@Article{hall2017,
    author  = "Hall, William",
    title   = {A study of rest},
    year    = 2017,
    doi     = {10.1000/rest}
}

@book(ash2000, title={On method, and other essays about it}, year=2000, author={Ash, Ann} % no comma behind it
)
"""


def imported(name: str) -> dict[str, dict[str, str]]:
    """The entries of an export, by key, as fields with plain text."""
    drafts, _ = read_export((CASES / name).read_bytes(), name)
    text = add_drafts({}, "a.bib", drafts, merge=False).texts["a.bib"]
    entries, wrong = read_standalone_entries(text, "a.bib")
    assert not wrong
    return {entry.key: {field: plain_text(value) for field, value in entry.fields.items()} for entry in entries}


def drafts_of(text: str, name: str = "export") -> tuple[ImportedEntry, ...]:
    return read_export(text.encode(), name)[0]


def test_zotero_ris() -> None:
    entries = imported("zotero.ris")
    assert entries["page2021"] == {
        "author": "Page, Matthew J. and McKenzie, Joanne E.",
        "title": "The PRISMA 2020 statement: an updated guideline for reporting systematic reviews",
        "journaltitle": "BMJ",
        "shorttitle": "The PRISMA 2020 statement",
        "date": "2021-03-29",
        "urldate": "2021-04-01",
        "volume": "372",
        "pages": "n71",
        "doi": "10.1136/bmj.n71",
        "url": "https://www.bmj.com/content/372/bmj.n71",
        "issn": "1756-1833",
        "language": "en",
        "keywords": "reporting, guidelines",
        "annotation": "<p>Read again.</p>",
        "ris-dp": "www.bmj.com",
        "ris-l1": "https://www.bmj.com/content/bmj/372/bmj.n71.full.pdf",
    }
    chapter = entries["lefebvre2019"]
    assert chapter["title"] == "Searching & selecting: 100% of a_b"
    assert (chapter["booktitle"], chapter["series"], chapter["pages"]) == ("A handbook", "Handbooks", "67–107")
    assert (chapter["editor"], chapter["editora"]) == ("Higgins, Julian P. T. and Thomas, James", "Cochrane, Archie")
    assert (chapter["isbn"], chapter["edition"], chapter["location"]) == ("978-1-119-53662-8", "2", "Chichester")
    thesis = entries["berg2010"]
    assert (thesis["institution"], thesis["type"], thesis["pagetotal"]) == (
        "University of Utrecht",
        "PhD thesis",
        "200",
    )


def test_endnote_ris() -> None:
    entry = imported("endnote.ris")["page2021"]
    assert entry["author"] == "Page, M. J. and World Health Organization and King, Jr., M. L."
    assert (entry["date"], entry["eid"], entry["pages"]) == ("2021-03-29", "n71", "n71")
    assert (entry["pmid"], entry["pmcid"], entry["doi"]) == ("33782057", "PMC8005924", "10.1136/bmj.n71")
    assert entry["abstract"] == "First paragraph. Second paragraph."
    assert entry["keywords"] == "Humans; Stress, Psychological; Guidelines as Topic"
    assert (entry["issn"], entry["ris-sn"]) == ("0959-8138", "0959-8138 (Print); 1756-1833 (Electronic)")
    assert (entry["url"], entry["ris-ur"]) == (
        "https://www.bmj.com/content/372/bmj.n71",
        "https://europepmc.org/article/MED/33782057",
    )
    assert (entry["ris-u1"], entry["ris-id"], entry["ris-et"]) == ("5 stars", "12", "2021/03/31")


def test_web_of_science_ris() -> None:
    entries = imported("web-of-science.ris")
    paper = entries["nunez2019"]
    assert (paper["booktitle"], paper["eventtitle"]) == ("PROCEEDINGS OF A CONFERENCE", "A CONFERENCE")
    assert (paper["date"], paper["pages"], paper["ris-an"]) == ("2019-05-12", "1–9", "WOS:000123456700001")
    assert entries["record2001"] == {"title": "A record of an unknown type", "date": "2001", "ris-ty": "ABCD"}


def test_an_affiliation_belongs_to_its_own_author_where_pubmed_has_short_names_alone() -> None:
    text = "PMID- 1\nTI  - Rest\nDP  - 1999\nJT  - Sleep\nAU  - Hall W\nAD  - One City.\nAU  - Ito K\nAD  - Two City.\n"
    (draft,) = drafts_of(text)
    assert plain_text(draft.fields["nbib-ad"]) == "Hall W: One City.; Ito K: Two City."


def test_pubmed_nbib() -> None:
    entries = imported("pubmed.nbib")
    entry = entries["rethlefsen2021"]
    assert entry["author"] == "Rethlefsen, Melissa L and King, Jr, Martin and PRISMA-S Group"
    assert entry["title"].endswith("Reporting Literature Searches in Systematic Reviews")
    assert (entry["journaltitle"], entry["shortjournal"], entry["date"]) == (
        "Systematic reviews",
        "Syst Rev",
        "2021-01-26",
    )
    assert (entry["pmid"], entry["pmcid"], entry["doi"], entry["issn"]) == (
        "33499930",
        "PMC7839230",
        "10.1186/s13643-020-01542-z",
        "2046-4053",
    )
    assert entry["keywords"] == "Information retrieval; Checklist; Stress, Psychological/epidemiology"
    assert entry["nbib-mh"] == "*Checklist; Stress, Psychological/*epidemiology"
    assert entry["nbib-ad"] == (
        "Rethlefsen, Melissa L: Library A, City.; King, Martin Jr: Library B, City.; King, Martin Jr: Library C, City."
    )
    assert (entry["nbib-aid"], entry["nbib-lid"], entry["nbib-gr"]) == (
        "1542 [pii]",
        "39",
        "1/WT_/Wellcome Trust/United Kingdom",
    )
    book = entries["adam2020"]
    assert (book["title"], book["editor"], book["location"]) == (
        "A book of conditions",
        "Mirzaa, Ghayda M",
        "Seattle (WA)",
    )


def test_csl_json() -> None:
    drafts, _ = read_export((CASES / "zotero.json").read_bytes(), "zotero.json")
    assert [draft.location.line for draft in drafts] == [2, 19]
    entries = imported("zotero.json")
    assert list(entries) == ["beethoven2019", "mueller2001"]
    sleep = drafts[0].reference
    assert sleep.text("title") == 'A study of <i>sleep</i>: part <span class="nocase">two</span>'
    assert sleep.name_list("author") == (
        Name("Beethoven", "Ludwig", dropping_particle="van"),
        Name(literal="A Group"),
    )
    assert (sleep.text("container-title-short"), sleep.text("PMID"), sleep.text("page")) == ("J Sleep", "123456", "1-9")
    assert sleep.keywords == ("sleep", "rest, quiet")
    assert entries["beethoven2019"]["csl-stars"] == "5"
    assert drafts[1].reference.type == "interview"
    assert drafts[1].reference.name_list("interviewer") == (Name("Ash", "Ann"),)


def test_jabref_bibtex() -> None:
    text = (CASES / "jabref.bib").read_text(encoding="utf-8")
    entries = imported("jabref.bib")
    assert list(entries) == ["Ito2018", "lee", "conf", "nobody2011", "endnote2012"]
    assert entries["Ito2018"]["journaltitle"] == "Journal of Sleep"
    assert entries["Ito2018"]["groups"] == "read, kept"
    assert (entries["lee"]["booktitle"], entries["lee"]["year"]) == ("Proceedings of a conference", "2015")
    again = add_drafts({}, "a.bib", drafts_of(text), merge=False).texts["a.bib"]
    assert "@Proceedings{conf,\n  title = {Proceedings of a conference},\n  year  = {2015},\n}" in again


@pytest.mark.parametrize("name", EXPORTS)
def test_no_word_of_an_export_is_lost(name: str) -> None:
    """Each value of the export stands in an entry, but for marks between names and the like."""
    values = [value for fields in imported(name).values() for value in fields.values()]
    letters = "".join(filter(str.isalnum, "".join(values)))
    skipped = {"bib": ("@", "%"), "ris": ("TY", "ER", "Provider", "Content"), "nbib": (), "json": ()}
    if name.endswith((".bib", ".json")):
        return
    for line in (CASES / name).read_text(encoding="utf-8-sig").splitlines():
        tag, _, value = line.partition("- ") if line[2:6].rstrip(" ").endswith("-") else ("", "", line)
        if tag.strip() in ("PY", "DA", "DP", "Y1", "Y2", "AU", "FAU") or line.startswith(skipped[name.split(".")[-1]]):
            continue
        value = value.replace("<i>", "").replace("</i>", "")
        assert "".join(filter(str.isalnum, value.replace("[doi]", ""))) in letters, line


@pytest.mark.parametrize("name", EXPORTS)
def test_a_second_import_changes_nothing(name: str) -> None:
    drafts, _ = read_export((CASES / name).read_bytes(), name)
    first = add_drafts({"a.bib": OURS}, "a.bib", drafts, merge=True)
    assert {outcome.fate for outcome in first.outcomes} == {Fate.ADDED}
    assert first.texts["a.bib"].startswith(OURS)
    again = add_drafts(first.texts, "a.bib", drafts, merge=True)
    assert not again.texts
    assert [outcome.key for outcome in again.outcomes] == [outcome.key for outcome in first.outcomes]


# Duplicates


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ("@misc{x, title={Another title}, year=1999, doi={https://doi.org/10.1000/REST}}", "hall2017"),
        ("@misc{x, title={A Study of {Rest}.}, year=2017, author={Hall, W.}}", "hall2017"),
        ("@misc{x, title={On Method, and other essays about it}, date={2000-05}}", "ash2000"),
        ("@misc{x, title={A study of rest}, year=2018, author={Hall, W.}}", "x"),
        ("@misc{x, title={A study of rest}, year=2017, author={Lee, B.}}", "x"),
        ("@misc{x, title={A study of rest}, year=2017, author={Hall, W.}, doi={10.1000/other}}", "x"),
    ],
)
def test_a_work_is_known_by_its_doi_or_by_title_year_and_author(record: str, key: str) -> None:
    (outcome,) = add_drafts({"a.bib": OURS}, "a.bib", drafts_of(record), merge=False).outcomes
    assert outcome.key == key


def test_a_work_without_a_year_is_known_too() -> None:
    text = "@misc{ash, title = {A study of rest}, author = {Ash, A.}}\n"
    (outcome,) = add_drafts({"a.bib": text}, "a.bib", drafts_of(text.replace("ash,", "other,")), merge=False).outcomes
    assert (outcome.fate, outcome.key) == (Fate.KNOWN, "ash")


def test_a_record_without_a_title_is_not_added_again() -> None:
    record = '[{"id": "", "type": "book", "issued": {"date-parts": [[1999]]}, "author": [{"family": "Ash"}]}]'
    text = add_drafts({}, "a.bib", drafts_of(record), merge=False).texts["a.bib"]
    assert add_drafts({"a.bib": text}, "a.bib", drafts_of(record), merge=False).texts == {}
    (outcome,) = add_drafts({"a.bib": text}, "a.bib", drafts_of(record.replace("Ash", "Elm")), merge=False).outcomes
    assert outcome.fate is Fate.ADDED


def test_an_entry_with_abbreviations_is_merged_as_it_is_written() -> None:
    old = '@string{j = "Journal of rest"}\n@preamble{"\\newcommand{\\x}{and sleep}"}\n'
    old += "@article{ash, title = {Rest \\x}, doi = {10.1000/x}, year = 2020, journal = j}\n\n"
    old += "@book{elm, title = {Elms}, year = 2021}\n"
    record = "TY  - JOUR\nTI  - Rest and sleep\nDO  - 10.1000/x\nPY  - 2020\nVL  - 7\nER  - \n"
    merged = add_drafts({"a.bib": old}, "a.bib", drafts_of(record), merge=True)
    assert merged.texts == {"a.bib": old.replace("journal = j}", "journal = j,\n  volume = {7},\n}")}


def test_only_what_was_asked_for_is_merged_and_nothing_else_is_touched() -> None:
    record = "@misc{x, title={Other title}, doi={10.1000/rest}, journal={J}, pmid={5}, date={2017-03}}"
    (known,) = (unmerged := add_drafts({"a.bib": OURS}, "a.bib", drafts_of(record), merge=False)).outcomes
    assert (unmerged.texts, known.fate, known.missing, known.differing) == (
        {},
        Fate.KNOWN,
        ("journaltitle", "pmid"),
        ("title",),
    )
    merged = add_drafts({"a.bib": OURS}, "a.bib", drafts_of(record), merge=True)
    with_comma = OURS.replace("{10.1000/rest}\n", "{10.1000/rest},\n    journaltitle = {J},\n    pmid = {5},\n")
    assert merged.texts == {"a.bib": with_comma}


def test_the_number_of_an_article_is_not_merged_a_second_time_as_its_pages() -> None:
    text = "@article{a, title = {On rest}, doi = {10.1000/a}, eid = {n71}}\n"
    drafts = drafts_of("PMID- 1\nTI  - On rest\nPG  - n71\nLID - 10.1000/a [doi]\n")
    merged = add_drafts({"a.bib": text}, "a.bib", drafts, merge=True).texts["a.bib"]
    assert "pmid = {1}" in merged
    assert "pages" not in merged


@pytest.mark.parametrize("into", ["../lib.bib", ".hidden/x.bib"])
def test_entries_of_a_bibliography_that_a_build_does_not_look_at_are_kept(tmp_path: Path, into: str) -> None:
    project, target = tmp_path / "review", tmp_path / "review" / into
    (project / ".hidden").mkdir(parents=True)
    target.write_text("@book{precious, title = {Precious}}\n")
    assert main(["import", str(CASES / "zotero.ris"), "--project", str(project), "--into", into]) == 0
    text = target.read_text(encoding="utf-8")
    assert text.startswith("@book{precious, title = {Precious}}\n")
    assert text.count("@") > 1


def test_a_bibliography_that_nothing_goes_into_is_not_made() -> None:
    text = "@article{a, title = {On rest}, doi = {10.1000/a}}\n"
    drafts = drafts_of("TY  - JOUR\nTI  - On rest\nDO  - 10.1000/a\nER  - \n")
    assert add_drafts({"a.bib": text}, "new.bib", drafts, merge=False).texts == {}


def test_fields_go_before_others_where_a_comment_ends_an_entry() -> None:
    record = "@misc{x, title={On method, and other essays about it}, year=2000, note={N}}"
    text = add_drafts({"a.bib": OURS}, "a.bib", drafts_of(record), merge=True).texts["a.bib"]
    assert "@book(ash2000,\n  note = {N}, title={On method" in text
    references, wrong = read_bibliography(text, "a.bib")
    assert not wrong
    assert references[1].text("note") == "N"


def test_lines_of_windows_stay_so() -> None:
    ours = OURS.replace("\n", "\r\n")
    drafts = drafts_of("@misc{x, title={T}, doi={10.1000/rest}, pmid={5}}\n@misc{new, title={N}, year=2000}")
    text = add_drafts({"a.bib": ours}, "a.bib", drafts, merge=True).texts["a.bib"]
    assert "\n" not in text.replace("\r\n", "")
    assert "\r\n    pmid = {5},\r\n}" in text


def test_a_work_that_comes_twice_becomes_one_entry_with_all_fields() -> None:
    drafts = drafts_of("@misc{a, title={T}, year=2000, doi={10.1/x}}") + drafts_of("@misc{b, doi={10.1/x}, note={N}}")
    done = add_drafts({}, "a.bib", drafts, merge=False)
    assert [outcome.fate for outcome in done.outcomes] == [Fate.ADDED, Fate.MERGED]
    (reference,), wrong = read_bibliography(done.texts["a.bib"], "a.bib")
    assert (reference.key, reference.text("note"), wrong) == ("a", "N", ())


@pytest.mark.parametrize(
    ("key", "kept"),
    [("DBLP:conf/rest/Ash00", "DBLP:conf/rest/Ash00"), ("10.1000/182", "10.1000/182"), ("o'ash++", "o'ash++")]
    + [(number, "ash2000") for number in ("RN12", "39")],
)
def test_a_key_of_bibtex_is_kept_unless_it_is_a_mere_number(key: str, kept: str) -> None:
    drafts, _ = read_export(f"@book{{{key}, author={{Ash, A.}}, title={{T}}, year=2000}}".encode(), "a.bib")
    added = add_drafts({}, "a.bib", drafts, merge=False)
    assert [outcome.key for outcome in added.outcomes] == [kept]


def test_keys_are_never_taken_twice() -> None:
    text = "".join(f"TY  - BOOK\nAU  - Hall, A\nPY  - 2017\nTI  - Number {number}\nER  - \n" for number in "123")
    records = drafts_of(text) + drafts_of("@misc{HALL2017, title={Four}, year=2000}")
    keys = [outcome.key for outcome in add_drafts({"a.bib": OURS}, "a.bib", records, merge=False).outcomes]
    assert keys == ["hall2017a", "hall2017b", "hall2017c", "HALL2017d"]


RECORD = "TY  - BOOK\nAU  - Hall, A\nPY  - 2017\nTI  - One\nDO  - 10.1000/one\nER  - \n"


def test_a_key_that_was_made_up_took_the_place_of_one_that_texts_may_cite() -> None:
    drafts = drafts_of(RECORD) + drafts_of("@misc{hall2017, title={Two}, year=2000}")
    done = add_drafts({}, "a.bib", drafts, merge=False)
    assert [outcome.key for outcome in done.outcomes] == ["hall2017a", "hall2017"]
    assert [entry.key for entry in read_standalone_entries(done.texts["a.bib"], "a.bib")[0]] == [
        "hall2017a",
        "hall2017",
    ]


def test_of_one_work_in_two_exports_the_key_that_was_made_up_was_kept() -> None:
    done = add_drafts({}, "a.bib", drafts_of(RECORD) + drafts_of("@misc{HallOne, doi={10.1000/one}}"), merge=False)
    assert [(outcome.key, outcome.renamed) for outcome in done.outcomes] == [("HallOne", ""), ("HallOne", "")]
    assert "@book{HallOne," in done.texts["a.bib"]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ("AU  - Müller-Lüdenscheidt, A\nPY  - 2001", "mullerludenscheidt2001"),
        ("AU  - de la Mora, Ana\nPY  - 2001", "mora2001"),
        ("AU  - World Health Organization\nPY  - 2001", "who2001"),
        ("ED  - O'Brien, A\nPY  - 2001", "obrien2001"),
        ("TI  - The “great” unknown\nPY  - 2001", "great2001"),
        ("AU  - 张, 伟\nPY  - 2001", "张2001"),
        ("AU  - Ash, A", "ashnd"),
        ("N1  - nothing", "worknd"),
    ],
)
def test_keys_are_made_of_author_and_year(fields: str, key: str) -> None:
    drafts = drafts_of(f"TY  - BOOK\n{fields}\nER  - \n")
    assert [outcome.key for outcome in add_drafts({}, "a.bib", drafts, merge=False).outcomes] == [key]


# What cannot be read


@pytest.mark.parametrize(
    ("data", "expected", "said"),
    [
        (b"", "export unknown-format", "empty"),
        (b"<?xml version='1.0'?><xml><records>", "export:1:1 unknown-format", "XML"),
        (b"%0 Journal Article\n%A Hall", "export:1:1 unknown-format", "Refer"),
        (b"Dear reader,", "export:1:1 unknown-format", "unknown"),
        (b'[{"type": "book",\n "title": }]', "export:2:11 unreadable-record", "JSON"),
        (b'[{"type": "book", "title": "A", "issued": {"date-parts": [[2000]]}},\n {"a": 1}]', "export:2:1", "an item"),
        (
            b"@book{a, title = {A}, year = 2000\n@book{b, title = {B}, year = 2000}",
            "export:1:1 bibtex-syntax",
            "closed",
        ),
        (b"@book{a, title={A}, year=2000}\nTY  - BOOK\nTI  - B\nPY  - 2000\nER  - ", "export:2:1 bibtex-syntax", "RIS"),
        (b"TY  - BOOK\nTI  - M\xfcller\nPY  - 2000\nER  - ", "export:2:8 guessed-encoding", "0xFC"),
        (b"TY  - BOOK\nPY  - 2000\nER  - ", "export:1:1 missing-title", "no title"),
    ],
)
def test_mistakes_in_exports_are_reported_at_their_places(data: bytes, expected: str, said: str) -> None:
    _, (wrong,) = read_export(data, "export")
    assert diagnostic_lines((wrong,))[0].startswith(expected)
    assert said in wrong.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    (draft,), _ = read_export("TY  - BOOK\r\nTI  - Über\r\nPY  - 2000\r\nER  - \r\n".encode(encoding), "a.ris")
    assert draft.reference.text("title") == "Über"


tags = st.sampled_from("TY AU TI PY DA SP EP SN DO UR KW AB M3 ET PMID FAU AD MH LID DP ER X1".split())
values = st.text(max_size=20) | st.sampled_from(["JOUR", "2017/05//", "Hall, A, Jr.", "10.1/a{b", "@book{x,", "}{"])
lines = st.lists(st.tuples(tags, values), max_size=12).map(
    lambda pairs: "TY  - JOUR\n" + "\n".join(f"{tag:<4}- {value}" for tag, value in pairs)
)
values_of_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("2017-05"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "raw", "season"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
items = st.dictionaries(
    st.sampled_from(["id", "type", "title", "author", "issued", "DOI", "note", "keyword", "custom", "Odd Name"]),
    values_of_json,
)


@settings(max_examples=60)
@given(
    st.one_of(
        st.binary(), lines.map(str.encode), st.lists(items, max_size=3).map(lambda data: json.dumps(data).encode())
    )
)
def test_whatever_comes_in_what_comes_out_is_a_bibliography(data: bytes) -> None:
    drafts, _ = read_export(data, "export")
    done = add_drafts({"a.bib": OURS}, "a.bib", drafts, merge=False)
    text = done.texts.get("a.bib", OURS)
    assert text.encode().decode() == text
    references, wrong = read_bibliography(text, "a.bib")
    assert len(references) == 2 + sum(outcome.fate is Fate.ADDED for outcome in done.outcomes)
    assert not [found for found in wrong if found.rule.name_ == "bibtex-syntax"]


# The command


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    before = (tmp_path / "references.bib").read_text(encoding="utf-8")
    arguments = ["import", str(CASES / "zotero.ris"), str(CASES / "pubmed.nbib"), "--project", str(tmp_path)]
    capsys.readouterr()
    assert main([*arguments, "--dry-run"]) == 0
    assert (tmp_path / "references.bib").read_text(encoding="utf-8") == before
    dry = capsys.readouterr().out.splitlines()
    assert dry[0].startswith("already there as page2021: --merge adds what it lacks: ")
    assert (
        dry[-1] == f"5 records: 3 added, 0 merged, 2 already there; {tmp_path}/references.bib would change (dry run)."
    )
    assert main([*arguments, "--merge"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "added lefebvre2019: 13 fields"
    assert lines[-1] == f"5 records: 3 added, 2 merged, 0 already there; {tmp_path}/references.bib changed."
    assert main(["build", str(tmp_path)]) == 0


def test_another_bibliography_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    assert main(["import", str(CASES / "jabref.bib"), "--project", str(tmp_path), "--into", "more.bib"]) == 0
    assert "@Article{Ito2018," in (tmp_path / "more.bib").read_text(encoding="utf-8")
    assert "name it under “bibliography:” in review.yaml" in capsys.readouterr().err


def test_a_first_bibliography_need_not_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "10-text.md").write_text("# A\n\n[@Ito2018]\n", encoding="utf-8")
    assert main(["import", str(CASES / "jabref.bib"), "--project", str(tmp_path)]) == 0
    assert "review.yaml" not in capsys.readouterr().err
    assert main(["build", "--no-search", str(tmp_path)]) == 0


JSON = '[{"id": "page2021", "type": "book", "title": "Pages", "issued": {"date-parts": [[2021]]}}]'


@pytest.mark.parametrize(
    ("standing", "into", "said"),
    [
        (
            "references.json",
            (),
            "to have references.json read as well, write “bibliography: [references.json, references.bib]”",
        ),
        ("zotero.bib", ("--into", "references.bib"), "write “bibliography: [zotero.bib, references.bib]”"),
        ("zotero.bib", ("--into", "more.bib"), ""),
        ("zotero.bib", (), ""),
        ("references.json", ("--into", "bib/more.bib"), "write “bibliography: [references.json, bib/more.bib]”"),
    ],
)
def test_a_bibliography_that_a_new_one_would_displace_is_named(
    standing: str, into: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "10-text.md").write_text("# A\n\n[@page2021]\n", encoding="utf-8")
    text = JSON if standing.endswith("json") else "@book{page2021, title = {Pages}, year = 2021}\n"
    (tmp_path / standing).write_text(text, encoding="utf-8")
    assert main(["import", str(CASES / "jabref.bib"), "--project", str(tmp_path), *into]) == 0
    err = capsys.readouterr().err
    assert said in err
    assert bool(said) == bool(err)
    if "write" in said:
        (tmp_path / "review.yaml").write_text(err.split("“")[-1].split("”")[0], encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0


@pytest.mark.parametrize("into", ["{}/references.bib", "../review/references.bib", "content/../references.bib"])
def test_a_bibliography_is_the_same_however_its_path_is_written(into: str, tmp_path: Path) -> None:
    project = tmp_path / "review"
    project.mkdir()
    (project / "references.bib").write_text(OURS, encoding="utf-8")
    export = tmp_path / "e.bib"
    export.write_text("@misc{x, title={A study of rest}, year=2017, author={Hall, W.}, number={5}}", encoding="utf-8")
    assert main(["import", str(export), "--merge", "--project", str(project), "--into", into.format(project)]) == 0
    assert "number = {5}" in (project / "references.bib").read_text(encoding="utf-8")


def test_a_bibliography_in_no_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(CASES / "jabref.bib"), "--project", str(tmp_path), "--into", "lost/more.bib"]) == 2
    assert "there is no folder" in capsys.readouterr().err
    assert not (tmp_path / "lost").exists()


def test_it_was_not_said_that_a_key_had_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "references.bib").write_text(OURS, encoding="utf-8")
    export = tmp_path / "e.bib"
    export.write_text("@article{hall2017, author={Zed, A.}, title={Zeal}, year=2017}", encoding="utf-8")
    assert main(["import", str(export), "--project", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("added hall2017a (hall2017 in the export): 3 fields\n")


def test_errors_of_one_file_do_not_stop_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    (tmp_path / "broken.json").write_text("[{", encoding="utf-8")
    arguments = ["import", str(tmp_path / "broken.json"), str(CASES / "jabref.bib"), "--project", str(tmp_path)]
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert f"{tmp_path}/broken.json:1:3: error: " in captured.err
    assert "added Ito2018" in captured.out
    assert main(["import", str(tmp_path / "nowhere.ris"), "--project", str(tmp_path)]) == 2


def test_a_bibliography_that_is_not_utf_8_is_left_alone(tmp_path: Path) -> None:
    main(["init", str(tmp_path)])
    (tmp_path / "references.bib").write_bytes(b"@book{a, title = {\xfc}}")
    assert main(["import", str(CASES / "jabref.bib"), "--project", str(tmp_path)]) == 2
    assert (tmp_path / "references.bib").read_bytes() == b"@book{a, title = {\xfc}}"
