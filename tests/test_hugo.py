"""Sites of Hugo's and Zola's: what their own files say, the order of texts, and shortcodes that cite."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from site_builder.diagnostics import Severity
from tests.foreign_projects import Sources, built_project, page, reported

TEXTS: Sources = {
    "content/_index.md": "---\ntitle: Home\n---\nWelcome.\n",
    "content/parts/_index.md": "+++\ntitle = 'All parts'\n+++\n",
    "content/parts/a/index.md": '---\ntitle: Ants\nweight: 10\nshowHero: true\n---\n\n![](/map.png){alt=""}\n',
    "content/parts/b.md": "+++\ntitle = 'Bees'\nweight = 2\n+++\n\n{{< cite hall2017 >}}, [a]({{< ref 'a' >}}).\n",
    "content/parts/c.md": "+++\ntitle = 'Crabs'\ndraft = true\n+++\n\nNot yet.\n",
    "static/map.png": b"png",
}


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("hugo.toml", "title = 'Of animals'\nlanguageCode = 'de'\n[params]\nbibFile = 'bib/all.bib'\n"),
        ("config.toml", "title = 'Of animals'\ndefault_language = 'de'\n[extra]\nbibFile = 'assets/bib/all.bib'\n"),
        ("hugo.yaml", "title: Of animals\nlanguageCode: de\nparams: {bibFile: bib/all.bib}\n"),
        ("config.yml", "title: Of animals\nlanguageCode: de\nparams: {bibFile: bib/all.bib}\n"),
    ],
)
def test_a_site_has_its_title_and_its_texts_by_their_weights(file: str, said: str) -> None:
    bibliography = "@book{hall2017, title = {T}, author = {Hall, A}, year = 2017}"
    result = built_project({**TEXTS, file: said, "assets/bib/all.bib": bibliography}, bibliography=None)
    assert reported(result) == []
    assert "content/parts/c.md:3:9 left-out" in reported(result, Severity.ADVICE)
    home = page(result, "index.html")
    assert "<h1>Of animals</h1>" in home
    assert '<html lang="de">' in home
    assert "Welcome." in home
    assert re.findall(r'<li><a href="content/[^"]+/index.html">(\w+)<', home) == ["Bees", "Ants"]
    assert "All parts" in home
    assert PurePosixPath("studies/hall2017/index.html") in result.site
    assert PurePosixPath("static/map.png") in result.site


def test_a_site_is_not_called_as_the_one_text_that_has_a_title() -> None:
    texts: Sources = {
        "content/docs/_index.md": "# Start\n\nText.\n",
        "content/docs/b.md": "---\ntitle: Bees\n---\nText.\n",
    }
    result = built_project({**texts, "config.toml": "title = 'Of animals'\n"})
    assert "<h1>Of animals</h1>" in page(result, "index.html")


def test_links_of_zolas_to_texts_lead_there() -> None:
    texts: Sources = {
        "content/_index.md": "+++\ntitle = 'A'\n+++\n\n[b](@/parts/b.md#y), `[b](@/c.md)`.\n",
        "content/parts/b.md": "+++\ntitle = 'Bees'\n+++\n\n## Y\n\nText.\n",
    }
    result = built_project({**texts, "config.toml": "title = 'Of animals'\n"})
    assert reported(result) == []
    assert 'href="content/parts/b/index.html#y">b</a>, <code>[b](@/c.md)</code>' in page(result, "index.html")


def test_a_number_too_long_to_read_is_reported() -> None:
    result = built_project(
        {"hugo.toml": "title = 'Of animals'\n", "content/b.md": f"+++\nid = {'1' * 5000}\n+++\n\nBees.\n"}
    )
    assert reported(result) == ["content/b.md:1:1 unreadable-yaml"]


def test_a_link_from_the_root_of_the_site_leads_into_the_folder_of_its_texts() -> None:
    home = '---\ntitle: Home\n---\n[a](/parts/b/), [b](/parts/b#bees), [c]({{< relref "/parts/b.md" >}}), [d](/b)\n'
    texts: Sources = {"hugo.toml": "title = 'Of animals'\n", "content/_index.md": home}
    result = built_project({**texts, "content/parts/b.md": "## Bees\n"})
    assert [each for each in reported(result) if "dead" in each] == ["content/_index.md:4:72 dead-link"]
    assert page(result, "index.html").count('href="content/parts/b/index.html') >= 4


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        ('{{< cite "hall2017" >}}', "(Hall et al., 2017)"),
        ("{{% cite hall2017 'pp. 3-4' %}}", "(Hall et al., 2017, pp. 3–4)"),
        ('{{< cite "hall2017 doe" "p" >}}', "(Doe, 2001; Hall et al., 2017)"),
        ('{{< citet "hall2017" >}} says', "Hall et al. (2017) says"),
        ('{{< figure src="x" title="By [hm](a.md)" >}}', "By hm"),
        ('It is by {{< cite "hall2017-" >}}', "It is by Hall et al. (2017)"),
        ("{{< raw >}}\nText.\n{{< /raw >}}", "Text."),
        ("{{< youtube w7Ft >}}", "https://www.youtube.com/watch?v=w7Ft"),
        ('{{< highlight go "linenos=table" >}}\n# a_b_ @doe\n{{< /highlight >}}', "# a_b_ @doe"),
        ('{{<mermaid class="wide">}}\nA --> B\n{{</mermaid>}}', "A --&gt; B"),
        ("End.\n\n{{< bibliography cited >}}", "End."),
    ],
)
def test_shortcodes_of_hugo(call: str, shown: str) -> None:
    bibliography = (
        "@book{hall2017, title={T}, author={Hall, A and B, C and D, E}, year=2017}\n"
        "@book{doe, title={T}, author={Doe, A}, year=2001}\n"
    )
    result = built_project({"hugo.toml": "title = 'X'\n", "content/a.md": f"# A\n\n{call}\n"}, bibliography)
    text = " ".join(re.sub("<[^>]*>", "", page(result, "index.html").partition("<main")[2]).split())
    assert shown in text
    assert "{{" not in text


def test_a_review_beside_which_a_program_keeps_its_settings_stays_one() -> None:
    result = built_project({"config.toml": "port = 8501\n", "content/10-bees.md": "# Bees\n\nBy @hall2017.\n"})
    assert "By" in page(result, "bees/index.html")
