"""Input that was written to do harm: it is data, and comes out as text or not at all."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path, PurePosixPath

import html5lib
import pytest

from site_builder.build import build
from site_builder.cli import main
from tests.projects import project

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>{{7*7}}${x}"
URLS = (
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil",
)
QUOTED = json.dumps(EVIL)
# Where a value can stand in an entry: TeX needs its braces to be even, and some signs to be escaped.
TEX = EVIL.replace("{", "\\{").replace("}", "\\}").replace("$", "\\$")
FIELDS = """author editor translator title subtitle journal booktitle publisher address year date month volume number
pages note abstract keywords isbn issn doi url eprint eprinttype urldate langid edition series institution school type
howpublished annotation file pmid shorttitle""".split()


def entries() -> str:
    plain = "".join(
        f"@article{{k{at}, author={{Doe, Ann}}, title={{T {at}}}, year={{2020}}, {field} = {{{TEX}}}}}\n"
        for at, field in enumerate(FIELDS)
    )
    linked = "".join(
        f"@misc{{u{at}, author={{Doe, A}}, title={{T}}, year=2020, url={{{url}}}, doi={{{url}}}, eprint={{{url}}}}}\n"
        for at, url in enumerate(URLS)
    )
    return plain + linked


FRONT = f"""---
title: {QUOTED}
description: {QUOTED}
---
"""
NOTE = f"""---
title: {QUOTED}
summary: {QUOTED}
keywords: [{QUOTED}, 'javascript:alert(1)']
facets:
  level: [{QUOTED}]
facts:
- field: {QUOTED}
  value: {QUOTED}
  source: {QUOTED}
  note: {QUOTED}
cautions: [{QUOTED}]
---
Nothing.
"""
SETTINGS = f"""
title: {QUOTED}
description: {QUOTED}
authors: [{QUOTED}]
doi: {QUOTED}
published_in: {QUOTED}
keywords: [{QUOTED}]
landing_page: 'https://example.org/"><script>alert(1)</script>'
base_url: 'https://example.org/"><script>alert(1)</script>'
facets:
  level: {{label: {QUOTED}, count_label: {QUOTED}, labels: {{a: {QUOTED}}}}}
citation: {{container-title: {QUOTED}, issued: 2020}}
"""
KEYWORDS = f"""
kw: {{label: {QUOTED}, group: {QUOTED}, definition: {QUOTED}, synonyms: [{QUOTED}]}}
"""
LINKS = "\n\n".join(f"[a](<{url}>) ![b](<{url}>) <{url}>" for url in (url.partition("<")[0] for url in URLS))
ACTS = "\"'><img/src=x/onerror=alert(4)>"
LABELS = f"""# Labels \\label{{{ACTS}}}

![A caption.\\label{{fig:{ACTS}}}](a.png) \\ref{{{ACTS}}} \\autoref{{fig:{ACTS}}}
\\@ref({ACTS[:14]}) (\\#fig:{ACTS[:24]})

```{{r {ACTS.replace(",", "")}, fig.cap='x'}}
```

::: {{#fig-x layout-ncol="{ACTS[1:]}" tag="{ACTS[1:]}"}}
x
:::

::: {{.callout-note collapse="{ACTS[1:]}"}}
x
:::

::: list-of-figures
:::

@fig-x
"""
TEX_COMMANDS = (
    r"\href{javascript:alert(1)}{x}",
    r"\style{background:red}{x}",
    r"\class{a\" onclick=\"x}{x}",
    r"\text{</math><script>alert(1)</script>}",
    r"\unknown{<script>alert(1)</script>}",
    r"\newcommand{\x}{</annotation><script>alert(1)</script>}\x",
    r"\color{red\" onload=\"x}x",
)
FORMULAS = "\n\n".join(f"${tex}$\n\n$$\n{tex}\n$$ {{#eq-{at}}}" for at, tex in enumerate(TEX_COMMANDS))
CODE = (
    f"```python\n{EVIL}\n```\n\n```{{.html #x onclick=x .numberLines}}\n{EVIL}\n```\n\n"
    f"```\"><script>\n{EVIL}\n```\n\n```{{r, lst-cap='</figcaption><!-- x'}}\nx\n```\n\n"
    "`<script>`{.html onclick=x} ![x](i.png){width='1;background:red' height=1%}\n"
)
SECTION = f"{FRONT}\n{LINKS}\n\n[link]{{onclick='alert(1)'}} @u0 @u1 @u2 @u3 @u4\n\n`{EVIL}`\n\n[@k1, p. 3; @k2]\n"
SECTION += "\n::: {.evidence-table file=data/a.csv}\n:::\n"

CELL = '"' + EVIL.replace('"', '""') + '"'
TABLE = f'study,{CELL},certainty\n{CELL},{CELL},{CELL}\n"k1;{CELL[1:]},javascript:alert(1),low\n'


def acts(html: bytes) -> list[str]:
    """Whatever in a page could act and is not ours."""
    found = []
    for element in html5lib.parse(html, transport_encoding="utf-8").iter():
        tag = str(element.tag).removeprefix(NAMESPACE)
        source = element.get("src") or ""
        if tag == "script" and not (
            element.get("type") == "application/ld+json" or re.search(r"\.js(?:\?h=[0-9a-f]+)?$", source)
        ):
            found.append(f"<script src={source!r}>{element.text}")
        if tag in ("iframe", "object", "embed", "base", "style", "foreignObject"):
            found.append(f"<{tag}>")
        for name, value in element.items():
            if str(name).startswith("on") or name in ("style", "srcdoc"):
                found.append(f"{tag} {name}={value}")
            scheme = re.match(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", re.sub(r"[\t\n\r]", "", value), re.IGNORECASE)
            is_address = name in ("href", "src", "action", "poster", "formaction")
            if is_address and scheme and scheme[1].lower() in ("javascript", "data", "vbscript"):
                found.append(f"{tag} {name}={value}")
    return found


def test_no_text_of_an_author_acts_in_a_page() -> None:
    files: dict[str, str | bytes] = {
        "review.yaml": SETTINGS,
        "content/index.md": FRONT,
        "content/10-a.md": SECTION,
        "content/15-labels.md": LABELS,
        "content/30-c.md": f"# C\n\n{FORMULAS}\n\n{CODE}",
        "content/i.png": b"",
        f"content/20-{EVIL[:20].replace('/', '')}.md": "# B\n\nText.\n",
        "content/keywords.yaml": KEYWORDS,
        "data/a.csv": TABLE,
        "content/studies/k1.md": NOTE,
        "content/studies/k2.md": NOTE,
    }
    built = build(project(files, entries()))
    pages = {path: data for path, data in built.site.items() if path.suffix == ".html"}
    assert len(pages) > len(FIELDS)
    assert {path: acts(data) for path, data in pages.items() if acts(data)} == {}
    assert any("alert(1)" in data.decode() for data in pages.values())


VALUES = f"""title: {QUOTED}
abstract: {QUOTED}
abstract-title: {QUOTED}
preface: {QUOTED}
preface-heading: {QUOTED}
v: {QUOTED}
lt: '<'
end: 'img src=x onerror=alert(1)>'
"""
FILLED = "{{< meta v >}} {{< meta lt >}}{{< meta end >}} {{< var v >}} [a]({{< meta v >}})\n"


@pytest.mark.parametrize(
    "files",
    [
        {"paper.md": f"---\n{VALUES}bibliography: paper.bib\n---\n\nText.\n", "paper.bib": "@misc{x, title={A}}\n"},
        {
            "_quarto.yml": "project: {type: book}\nbook:\n  chapters: [index.qmd]\n",
            "_variables.yml": VALUES,
            "index.qmd": f"---\n{VALUES}---\n\n{FILLED}",
        },
        {
            "_config.yml": VALUES,
            "index.md": f"---\n{VALUES}---\n\n{{{{ page.v }}}} {{{{ site.v }}}} {{{{ page.lt }}}}{{{{ site.end }}}}\n",
            "about.md": "# About\n",
        },
        {"content/metadata.yaml": VALUES, "content/02.main-text.md": "## A\n\n{{v}} {{lt}}{{end}}\n"},
        {"paper.md": f"% {EVIL}\n% {EVIL}; {EVIL}\n% {EVIL}\n\nText.\n"},
    ],
    ids=["JOSS", "Quarto", "Jekyll", "Manubot", "title block"],
)
def test_no_metadata_of_another_tool_acts_in_a_page(files: dict[str, str | bytes]) -> None:
    pages = {path: data for path, data in build(project(files, None)).site.items() if path.suffix == ".html"}
    assert {path: acts(data) for path, data in pages.items() if acts(data)} == {}
    assert any("alert(1)" in data.decode() for data in pages.values())


def test_the_judge_sees_what_acts() -> None:
    wrong = b"<script>x</script><p onclick=x style=y><a href=' java\nscript:x'><img src='data:x'><iframe>"
    assert len(acts(wrong)) == 6


@pytest.mark.parametrize(
    "key",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        ".",
        "a\x00b",
        "con",
        "NUL",
        "aux.txt",
        "x" * 300,
        "-",
        "%2e%2e%2f",
        "a\\..\\b",
    ],
)
def test_no_key_writes_outside_the_site(tmp_path: Path, key: str) -> None:
    bibliography = f"@book{{{key}, author = {{Doe, Ann}}, title = {{T}}, year = {{2020}}}}\n"
    site = build(project({"content/10-a.md": f"# A\n\n@{{{key}}}\n"}, bibliography)).site
    for path in site:
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert "\x00" not in str(path)
        assert all(len(part.encode()) <= 200 for part in path.parts)
        assert all(part.partition(".")[0].lower() not in {"con", "nul", "aux", "prn", "com1"} for part in path.parts)


def test_keys_that_differ_in_case_or_unicode_form_alone_have_pages_of_their_own(tmp_path: Path) -> None:
    keys = ["Doe2020", "doe2020", "DOE2020", "caf\u00e9", "cafe\u0301", "ﬁn", "fin", "a/b", "a:b", "a b"]
    bibliography = "".join(f"@book{{{key}, title = {{T {at}}}, year = {{2020}}}}\n" for at, key in enumerate(keys))
    site = build(project({"content/10-a.md": "# A\n\nText.\n"}, bibliography)).site
    folded = [unicodedata.normalize("NFKC", str(path)).casefold() for path in site]
    assert len(set(folded)) == len(folded)


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system ['touch owned']",
        "a: {b: !!python/name:os.system}",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",
        "x: &x [*x]",
        "{" * 3000,
        "a: " + "[" * 3000,
        "? ? ? ? a",
        "a: {b: !!binary aGVsbG8=}",
        "<<: *nobody",
        "\x00",
    ],
)
def test_yaml_makes_no_objects_and_no_bombs(tmp_path: Path, text: str) -> None:
    for name in ("review.yaml", "content/keywords.yaml"):
        built = build(project({name: text, "content/10-a.md": "# A\n"}))
        assert [found.location.path for found in built.diagnostics if found.location.path == name]
    built = build(project({"content/10-a.md": f"---\n{text}\n---\n\n# A\n"}))
    assert built.diagnostics


def test_yaml_aliases_do_not_grow_beyond_measure() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]\n" for at in range(1, 30))
    built = build(project({"review.yaml": bomb, "content/10-a.md": f"---\n{bomb}---\n# A\n"}))
    assert {found.location.path for found in built.diagnostics} >= {"review.yaml", "content/10-a.md"}


ENTITIES = """<?xml version="1.0"?>
<!DOCTYPE style [<!ENTITY a "aaaaaaaaaa">%s<!ENTITY x SYSTEM "%s">]>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>&%s;</title><id>x</id></info>
<citation><layout><text variable="title"/></layout></citation></style>"""


@pytest.mark.parametrize("entity", ["x", "a9"])
def test_a_style_expands_no_entities(tmp_path: Path, entity: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    names = ["a", *(f"a{at}" for at in range(1, 10))]
    levels = "".join(f'<!ENTITY {name} "{f"&{below};" * 10}">' for below, name in pairwise(names))
    style = ENTITIES % (levels, secret.as_uri(), entity)
    built = build(
        project({"review.yaml": "citation_style: evil.csl", "evil.csl": style, "content/10-a.md": "# A\n\n@hall2017\n"})
    )
    assert "malformed-style" in [found.rule.name_ for found in built.diagnostics]
    assert not any(b"the secret" in data or b"a" * 999 in data for data in built.site.values())


SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="9" height="9"/></svg>'


def test_a_drawing_with_a_script_is_reported() -> None:
    files = {
        "content/10-a.md": "# A\n\n![A drawing](a.svg)\n",
        "content/a.svg": SVG,
        "content/b.svg": "<svg><g/></svg>",
    }
    built = build(project(files))
    assert [(found.rule.name_, str(found.location)) for found in built.diagnostics] == [
        ("script-in-file", "content/a.svg")
    ]
    assert built.site[PurePosixPath("a.svg")] == SVG.encode()
    refused = build(project({**files, "content/c.js": "act()", "review.yaml": "raw_html: sanitise\n"}))
    assert PurePosixPath("a.svg") not in refused.site
    hints = {str(found.location): found.hint for found in refused.diagnostics}
    assert hints["content/a.svg"].startswith("export it without scripts, or trust")
    assert hints["content/c.js"].startswith("remove it, or trust")


def test_the_command_line_survives_names_of_all_kinds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for name in (
        "con.md",
        "nul.md",
        "a'b.md",
        "a b.md",
        "ü.md",
        "%2e%2e.md",
        "x" * 240 + ".md",
        "<script>.md",
        "a\tb.md",
    ):
        (content / name).write_text("# A\n\nText.\n")
    assert main(["build", "--no-search", str(tmp_path)]) in (0, 1)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("style", ["chicago-author-date", "mla", "din-1505-2"])
@pytest.mark.parametrize("number", ["²", "①", "1" * 5_000, "0" * 5_000], ids=["raised", "circled", "ones", "zeros"])
def test_digits_that_are_no_usable_number_end_no_build(number: str, style: str) -> None:
    fields = "volume", "number", "volumes", "pagetotal", "edition", "chapter", "year", "month"
    bibliography = "".join(
        f"@book{{k{field}, title = {{T}}, author = {{A, B}}, year = 2000, {field} = {{{number}}}}}\n"
        for field in fields
    )
    bibliography += f"@article{{pages, title = {{T}}, journal = {{J}}, year = 2000, pages = {{{number}--{number}}}}}\n"
    text = f"# A\n\n[@pages, p. {number}; @kvolume, vol. {number}]\n"
    cited = {"review.yaml": f"citation_style: {style}\nstudies: all\n", "content/a.md": text}
    assert len(build(project(cited, bibliography)).site) > len(fields)
    dated = json.dumps([{"id": "a", "type": "book", "title": "T", "issued": {"raw": number}}])
    cited = {"review.yaml": "bibliography: a.json\n", "content/a.md": "# A\n\n[@a]\n", "a.json": dated}
    assert build(project(cited, None)).site
    assert build(project({"paper.md": f"---\ntitle: T\ndate: {number}\n---\n\nText.\n"})).site
    including = {
        "book.toml": "[book]\n",
        "src/SUMMARY.md": "- [A](a.md)\n",
        "src/a.md": f"{{{{#include b.md:{number}}}}}\n",
    }
    assert build(project({**including, "src/b.md": "# B\n"})).site
