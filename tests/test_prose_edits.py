"""An edit of prose to its pages: they are what a cold build makes of it, or the edit is none of prose."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from site_builder.amending.appearances import texts_of
from site_builder.amending.html_replacement import with_replacements
from site_builder.amending.prose_edits import Place, Texts, amended_page, quotation_changes, read_edit
from site_builder.build import Builder
from site_builder.drafts import Draft
from site_builder.pages import print_pages
from tests.projects import project

PATH = "content/20-methods.md"
NOTE = "content/studies/hall2017.md"
TEXT = """---
title: Methods
---

What was done, and *why*.

## How {#sec-how}

We read with care. As @hall2017 [p. 3] said, sleep matters; others agree [@ito2020]. A note helps.[^1]
Plain words end it.

One sentence [@ito2020] has two of them [@ito2020, p. 2; @hall2017].

- One thing.
- Another, of [the site](10-intro.md) or [elsewhere](https://example.org).

> Quoted words. And those [@mora2014].

::: {.callout-note}
Mind the gap.
:::

| a | b |
|---|---|
| one | two |
| two works | [@ito2020] |

Let $x = 1$ and `code`.

```python
print("words")
```

Last words, said twice. Last words, said twice.

[^1]: Of some length.
"""
SOURCES = {
    "review.yaml": "title: A review\nnumber_sections: true\n",
    "content/index.md": "# A review\n\nSee @sec-how.\n",
    "content/10-intro.md": "# Introduction\n\nLast words of another. @hall2017 again.\n",
    PATH: TEXT,
    NOTE: "---\nsummary: S\n---\n\nIt reads well.\n\nA second paragraph of @ito2020.\n",
}


def site_of(builder: Builder, path: str, text: str) -> tuple[Draft, dict[str, bytes], tuple[object, ...]]:
    draft = builder.draft(project({**SOURCES, path: text}))
    built = draft.finish()
    return draft, {str(address): data for address, data in built.site.items()}, built.diagnostics


def texts_in(draft: Draft) -> Texts:
    assert draft.basis
    return texts_of(draft.basis)


def is_amended(builder: Builder, path: str, before: str, after: str) -> bool:
    """Whether an edit is one of prose. Then the site is that of a cold build."""
    draft, site, told = site_of(builder, path, before)
    assert not told
    text_places = texts_in(draft).text_places[path]
    edit = read_edit(before, after, path, text_places, texts_in(draft).dialect, may_lose_paragraphs=True)
    quoting = edit and quotation_changes(edit, texts_in(draft).page_of)
    if edit is None or quoting is None:
        return False
    for place in text_places.places:
        page = amended_page(site[place.address], edit, place)
        if page is None:
            return False
        site[place.address] = page
    for address, changes in quoting.items():
        page = with_replacements(site[address], changes)
        if page is None:
            return False
        site[address] = page
    _, cold, told = site_of(builder, path, after)
    assert not told
    assert {address: data for address, data in cold.items() if site.get(address) != data} == {}
    assert site.keys() == cold.keys()
    return True


@pytest.fixture(scope="module")
def builder() -> Builder:
    return Builder()


PROSE = {
    "a word": ("We read with care", "We read with great care"),
    "how it begins": ("What was done", 'What "was" once—it\'s no *secret* & so on—done'),
    "another beginning": ("What was done", "Words.\n\nWhat was done"),
    "a word in emphasis": ("We read", "We *really* read"),
    "a mark": ("Plain words end it.", "“Plain” -- words... end it!"),
    "a sentence on a line of its own": ("Plain words end it.", "Plain words.\nEnd it."),
    "a paragraph at the end": ("said twice.\n\n[^1]", "said twice.\n\nMore.\n\n[^1]"),
    "a paragraph before others": ("We read", "A new one.\n\nWe read"),
    "two places": ("end it.\n\nOne sentence", "ended it.\n\nNew.\n\nOne sentence"),
    "an entry in a list": ("- One thing.", "- One thing.\n- A second."),
    "a cell": ("| one |", "| one & only |"),
    "a row that cites": ("two works", "both works"),
    "in a callout": ("Mind the gap", "Mind the step"),
    "in code": ('print("words")', 'print("other words")'),
    "in a formula": ("x = 1", "x = 2"),
    "a sentence that cites": ("sleep matters", "sleep *counts*"),
    "a sentence that cites one work twice": ("has two of them", "had two of them"),
    "in a quotation": ("Quoted words", "Quoted, as they were, words"),
    "in a footnote": ("Of some length", "Of more length"),
    "what cannot stand in HTML, and is left out of the other": ("Plain words", "Plain \u2028words"),
    "nothing that shows": ("Plain words", "Plain  words"),
    "blank lines": ("\n- One thing", "\n\n\n- One thing"),
}
OTHERS = {
    "a citation": ("Plain words", "Plain words [@ito2020]"),
    "a citation less": ("agree [@ito2020]", "agree"),
    "a locator": ("p. 3", "p. 4"),
    "a heading": ("## How", "## How much"),
    "a heading more": ("Plain words", "\n## More\n\nPlain words"),
    "an id": ("{#sec-how}", "{#sec-why}"),
    "the title": ("title: Methods", "title: Method"),
    "what is said of it": ("title: Methods", "title: Methods\ndescription: D"),
    "a citation in its beginning": ("What was done", "What was once done [@ito2020]"),
    "a link": ("Plain words", "[Plain](10-intro.md) words"),
    "a link to elsewhere": ("Plain words", "[Plain](https://example.com) words"),
    "where a link to elsewhere leads": ("example.org", "example.com"),
    "a formula of more parts": ("x = 1", "x = 1 + 1"),
    "a class": ("callout-note", "callout-tip"),
    "HTML with an id": ("Plain words", '<b id="x">Plain</b> words'),
    "HTML in which words act": ("Plain words", "<style>p {color: red}</style> words"),
    "a paragraph less": ("Last words, said twice. Last words, said twice.\n\n", ""),
    "much more to read": ("Plain words", "Plain words " + "on and on " * 200),
    "something to tell of": ("Plain words", "Plain words [@nobody1999]"),
    "text from elsewhere": ("Plain words", "{{< include x.md >}}"),
}


@pytest.mark.parametrize("what", PROSE)
def test_prose_is_put_into_its_place(builder: Builder, what: str) -> None:
    assert TEXT.count(PROSE[what][0]) == 1
    assert is_amended(builder, PATH, TEXT, TEXT.replace(*PROSE[what]))


def test_prose_is_put_into_that_part_of_the_print_that_has_it(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_pages, "MOST", 1)
    assert is_amended(builder, PATH, TEXT, TEXT.replace(*PROSE["a word"]))


@pytest.mark.parametrize("what", OTHERS)
def test_an_edit_of_more_than_prose_is_not_amended(builder: Builder, what: str) -> None:
    assert TEXT.count(OTHERS[what][0]) == 1
    texts = texts_in(site_of(builder, PATH, TEXT)[0])
    assert read_edit(TEXT, TEXT.replace(*OTHERS[what]), PATH, texts.text_places[PATH], texts.dialect) is None


def test_a_sign_in_an_attribute_does_not_end_its_tag(builder: Builder) -> None:
    text = TEXT.replace("Plain words", '<abbr title="a > b" class="c">Plain</abbr> words')
    texts = texts_in(site_of(builder, PATH, text)[0])
    after = text.replace('class="c"', 'class="d"')
    assert read_edit(text, after, PATH, texts.text_places[PATH], texts.dialect) is None


def test_the_prose_of_a_note_is_on_the_page_of_its_study(builder: Builder) -> None:
    note = SOURCES[NOTE]
    assert is_amended(builder, NOTE, note, note.replace("reads well", "reads very well"))
    assert not is_amended(builder, NOTE, note, note.replace("summary: S", "summary: T"))


def test_what_is_on_a_page_twice_has_no_plain_place(builder: Builder) -> None:
    text = "# T\n\nFirst.\n\n- [a](https://example.org) words.\n- [a](https://example.org) words.\n"
    draft, site, _ = site_of(builder, PATH, text)
    edit = read_edit(
        text,
        text.replace("words.", "other words.", 1),
        PATH,
        texts_in(draft).text_places[PATH],
        texts_in(draft).dialect,
    )
    assert edit is not None
    twice = site["methods/index.html"] * 2
    assert amended_page(twice, edit, Place("methods/index.html")) is None


ENDINGS = {
    "a citation": "Said [@ito2020].\n\nAgain [@hall2017].\n\nOnce more [@mora2014; @ito2020, p. 3].\n",
    "several": "Said [@ito2020].\n\nAgain [@hall2017] [@ito2020].\n\nMore [@mora2014] @hall2017 [p. 4].\n",
    "a footnote": "Said [@ito2020].\n\nAgain.[^1]\n\nMore [@hall2017].[^1]\n\n[^1]: Of old.\n",
    "a citation in italics": "*Said [@ito2020]*\n\n*Again [@hall2017]*\n",
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_after_a_citation_what_ends_many_paragraphs_is_found(builder: Builder, ending: str) -> None:
    text = f"# T\n\n## How {{#sec-how}}\n\nFirst.\n\n{ENDINGS[ending]}"
    more = text.split("\n\n[^1]: ")[0].rstrip() + "\n\nA paragraph more.\n"
    notes = text[len(text.split("\n\n[^1]: ")[0]) :]
    assert is_amended(builder, PATH, text, more + notes)
    assert is_amended(builder, PATH, more + notes, text)


def test_after_what_may_be_of_any_length_it_is_not(builder: Builder) -> None:
    text = "# T\n\n## How {#sec-how}\n\nSee @sec-how.\n\nAnd @sec-how.\n"
    assert not is_amended(builder, PATH, text, f"{text}\nMore.\n")


def test_in_a_note_style_marks_of_notes_move_so_that_no_text_stays_as_it_is_written() -> None:
    files = project({**SOURCES, "review.yaml": "citation_style: chicago-notes-bibliography\n"})
    assert Builder().draft(files).basis is None


def test_the_texts_of_another_tool_are_more_than_their_prose() -> None:
    files = {"_quarto.yml": "project:\n  type: book\nbook:\n  chapters: [index.qmd]\n", "index.qmd": "# A\n\nB.\n"}
    assert Builder().draft(project(files)).basis is None


SNIPPETS = "a word |*m* |\n\n|\n\nNew one.\n\n|[@ito2020] |.|- x\n|<i>|# H\n|`c` |$y$ |[^1]|“q” ".split("|")


@settings(max_examples=10)
@given(st.integers(25, len(TEXT)), st.integers(0, 12), st.sampled_from(SNIPPETS))
def test_after_any_edit_of_prose_the_site_is_that_of_a_cold_build(
    builder: Builder, at: int, less: int, more: str
) -> None:
    after = TEXT[:at] + more + TEXT[at + less :]
    draft, _, _ = site_of(builder, PATH, TEXT)
    assume(read_edit(TEXT, after, PATH, texts_in(draft).text_places[PATH], texts_in(draft).dialect))
    is_amended(builder, PATH, TEXT, after)
