"""A made-up review to a project for another generator, with the command that builds it.

Each generator gets the review in the form that suits it best. `lacks` says what it still does not do.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from benchmarks.ready_made import CLUSTER, ReadyReview, ReadySection, ReadyStudy

Texts: TypeAlias = Iterator[tuple[str, str]]
SECTION: Final = "003-section-3"
STUDY: Final = "study7"
FOOTNOTE: Final = re.compile(r"\[\^(\d+)\]:?")
EDIT: Final = ("## Part 1", "A sentence more in this section.\n\n## Part 1")


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator: its input, its command, its output folder, its caches, and the files to edit.

    `edited` is a section, `entry` the file with a study's title.
    """

    name: str
    program: str
    arguments: tuple[str, ...]
    texts: Callable[[ReadyReview], Texts]
    edited: str
    entry: str
    output: str
    lacks: str
    caches: tuple[str, ...] = ()

    def command(self, folders: tuple[Path, ...]) -> list[str] | None:
        """The command that runs it; None if it is not installed."""
        found = next(filter(None, (shutil.which(self.program, path=folder) for folder in (*folders, None))), None)
        return [found, *self.arguments] if found else None


def _front(values: Mapping[str, object]) -> str:
    """Front matter, with values in JSON, since JSON is YAML, too."""
    return "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items()) + "---\n"


def _about(study: ReadyStudy) -> dict[str, object]:
    return {"title": study.title, "year": study.year, "authors": study.authors, "keywords": study.keywords}


HUGO_BASE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"></head><body><nav><a href="/">Home</a> <a href="/studies/">Studies</a>
<a href="/keywords/">Keywords</a></nav><main>{{ block "main" . }}{{ end }}</main></body></html>"""
HUGO_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.year }}</li>{{ end }}</ul>{{ end }}"""
HUGO_PAGE = '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}'
HUGO_STUDY = """{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ delimit .Params.authors ", " }} ({{ .Params.year }})</p>
{{ .Content }}<h2>Keywords</h2><ul>{{ range .Params.keywords }}
<li><a href="/keywords/{{ . | urlize }}/">{{ . }}</a></li>
{{ end }}</ul><h2>Cited in</h2><ul>{{ with index site.Taxonomies.cites .File.ContentBaseName }}{{ range . }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul>{{ end }}"""
HUGO_SEARCH = """[{{ range $at, $page := site.RegularPages }}{{ if $at }},{{ end }}
{{ dict "title" .Title "url" .RelPermalink "text" .Plain | jsonify }}{{ end }}]"""
HUGO_SETTINGS = """baseURL = "https://example.org/"
title = "A review"
disableKinds = ["rss"]
[taxonomies]
keyword = "keywords"
cite = "cites"
[outputs]
home = ["html", "json"]
[markup.goldmark.renderer]
unsafe = true
"""


def _hugo(review: ReadyReview) -> Texts:
    yield "hugo.toml", HUGO_SETTINGS
    yield "layouts/_default/baseof.html", HUGO_BASE
    yield "layouts/_default/list.html", HUGO_LIST
    yield "layouts/_default/single.html", HUGO_PAGE
    yield "layouts/studies/single.html", HUGO_STUDY
    yield "layouts/index.json", HUGO_SEARCH
    for section in review.sections:
        front = _front({"title": section.title, "cites": section.cites})
        yield f"content/{section.name}.md", front + review.with_citations(section, _markdown_link)
    for study in review.studies:
        yield f"content/studies/{study.key}.md", f"{_front(_about(study))}\n{study.reference}\n\n{study.abstract}\n"


def _markdown_link(key: str, text: str) -> str:
    return f"[{text}](/studies/{key}/)"


ELEVENTY_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<nav><a href="/">Home</a> <a href="/studies/">Studies</a></nav>
<main><h1>{{ title }}</h1>{{ content | safe }}</main></body></html>"""
ELEVENTY_STUDY = """---
layout: page.njk
---
<p>{{ authors | join(", ") }} ({{ year }})</p>{{ content | safe }}<ul>{% for tag in keywords %}
<li><a href="/keywords/{{ tag | slugify }}/">{{ tag }}</a></li>{% endfor %}</ul>
<h2>Cited in</h2><ul>{% for section in citing[page.fileSlug] %}
<li><a href="/{{ section.name }}/">{{ section.title }}</a></li>
{% endfor %}</ul>"""
ELEVENTY_KEYWORD = """---
pagination: {data: indexed, size: 1, alias: entry}
permalink: "/keywords/{{ entry.word | slugify }}/"
layout: page.njk
eleventyComputed: {title: "{{ entry.word }}"}
---
<ul>{% for study in entry.studies %}
<li><a href="/studies/{{ study.key }}/">{{ study.title }}</a></li>{% endfor %}</ul>"""
ELEVENTY_LIST = """---
title: Studies
layout: page.njk
permalink: /studies/
---
<ul>{% for study in listed %}
<li><a href="/studies/{{ study.key }}/">{{ study.title }}</a> {{ study.year }}</li>{% endfor %}</ul>"""


def _eleventy(review: ReadyReview) -> Texts:
    yield "_includes/page.njk", ELEVENTY_PAGE
    yield "_includes/study.njk", ELEVENTY_STUDY
    yield "keywords.njk", ELEVENTY_KEYWORD
    yield "list.njk", ELEVENTY_LIST
    citing: dict[str, list[dict[str, str]]] = {study.key: [] for study in review.studies}
    for section in review.sections:
        for key in section.cites:
            citing[key].append({"name": section.name.partition("-")[2], "title": section.title})
    by_word: dict[str, list[dict[str, object]]] = {}
    listed = [{"key": study.key, "title": study.title, "year": study.year} for study in review.studies]
    for study, line in zip(review.studies, listed, strict=True):
        for word in study.keywords:
            by_word.setdefault(word, []).append(line)
    yield "_data/citing.json", json.dumps(citing)
    yield "_data/listed.json", json.dumps(listed)
    yield "_data/indexed.json", json.dumps([{"word": word, "studies": some} for word, some in sorted(by_word.items())])
    yield "studies/studies.json", json.dumps({"layout": "study.njk"})
    for section in review.sections:
        front = _front({"title": section.title, "layout": "page.njk"})
        yield f"{section.name}.md", front + review.with_citations(section, _markdown_link)
    for study in review.studies:
        yield f"studies/{study.key}.md", f"{_front(_about(study))}\n{study.reference}\n\n{study.abstract}\n"


def _pelican(review: ReadyReview) -> Texts:
    settings: dict[str, object] = {
        "SITENAME": "A review",
        "SITEURL": "",
        "PATH": "content",
        "TIMEZONE": "UTC",
        "DEFAULT_LANG": "en",
    }
    settings |= {
        "ARTICLE_SAVE_AS": "studies/{slug}/index.html",
        "ARTICLE_URL": "studies/{slug}/",
        "SUMMARY_MAX_LENGTH": 0,
    }
    yield "pelicanconf.py", "".join(f"{name} = {value!r}\n" for name, value in settings.items())
    for section in review.sections:
        front = f"Title: {section.title}\n\n"
        yield f"content/pages/{section.name}.md", front + review.with_citations(section, _markdown_link)
    for study in review.studies:
        front = (
            f"Title: {study.title}\nSlug: {study.key}\nDate: {study.year}-01-01\nTags: {', '.join(study.keywords)}\n"
        )
        front += f"Authors: {'; '.join(study.authors)}\n\n"
        yield f"content/{study.key}.md", f"{front}{study.reference}\n\n{study.abstract}\n"


def _restructured(section: ReadySection) -> str:
    lines = []
    for line in section.text.split("\n"):
        if line.startswith("## "):
            lines += [line[3:], "-" * len(line)]
        elif line.startswith("|--"):
            continue
        elif line.startswith("| "):
            if not lines[-1].startswith("     - "):
                lines += [".. list-table::", "   :header-rows: 1", ""]
            cells = line.strip("| ").split(" | ")
            lines += [f"   {'*' if at == 0 else ' '} - {cell}" for at, cell in enumerate(cells)]
        elif line.startswith("[^"):
            lines.append(FOOTNOTE.sub(r".. [#n\1]", line))
        else:
            line = FOOTNOTE.sub(r" [#n\1]_", line)
            lines.append(line)
    text = "\n".join(lines)
    for cluster in dict.fromkeys(CLUSTER.findall(text)):
        keys = ",".join(part.strip(" @") for part in cluster.split(";"))
        text = text.replace(f"[{cluster}]", f":cite:p:`{keys}`")
    return f"{section.title}\n{'=' * len(section.title)}\n{text}\n"


def _sphinx(review: ReadyReview) -> Texts:
    yield (
        "conf.py",
        (
            'project = "A review"\nextensions = ["sphinxcontrib.bibtex"]\nbibtex_bibfiles = ["references.bib"]\n'
            'bibtex_reference_style = "author_year"\nhtml_theme = "basic"\nsuppress_warnings = ["bibtex"]\n'
        ),
    )
    yield "references.bib", review.bibliography
    names = "".join(f"   {section.name}\n" for section in review.sections)
    keys = "".join(f"   studies/{study.key}\n" for study in review.studies)
    yield "index.rst", f"A review\n========\n\n.. toctree::\n\n{names}   references\n   studies\n"
    yield "studies.rst", f"Studies\n=======\n\n.. toctree::\n   :maxdepth: 1\n\n{keys}"
    yield "references.rst", "References\n==========\n\n.. bibliography::\n   :all:\n"
    for section in review.sections:
        yield f"{section.name}.rst", _restructured(section)
    for study in review.studies:
        yield (
            f"studies/{study.key}.rst",
            f"{study.title}\n{'=' * len(study.title)}\n\n:cite:t:`{study.key}`\n\n{study.abstract}\n",
        )


def _mkdocs(review: ReadyReview) -> Texts:
    yield (
        "mkdocs.yml",
        (
            "site_name: A review\nuse_directory_urls: true\nmarkdown_extensions: [footnotes]\n"
            "plugins:\n  - search\n  - bibtex:\n      bib_file: references.bib\n"
        ),
    )
    yield "references.bib", review.bibliography
    yield "docs/index.md", "# A review\n"
    for section in review.sections:
        yield f"docs/{section.name}.md", f"# {section.title}\n{section.text}\n\n\\bibliography\n"
    for study in review.studies:
        yield (
            f"docs/studies/{study.key}.md",
            f"# {study.title}\n\nSee [@{study.key}].\n\n{study.abstract}\n\n\\bibliography\n",
        )


PEERS: Final = (
    Peer(
        "Hugo",
        "hugo",
        ("--quiet", "--cleanDestinationDir"),
        _hugo,
        f"content/{SECTION}.md",
        f"content/studies/{STUDY}.md",
        "public",
        "no BibTeX and no CSL (its citations come ready-made); backlinks name sections, not sentences; no author "
        "pages, exports, feed or link check. Keywords and cites are taxonomies, the search is one JSON file.",
        ("resources", ".hugo_build.lock"),
    ),
    Peer(
        "Eleventy",
        "eleventy",
        ("--quiet",),
        _eleventy,
        f"{SECTION}.md",
        f"studies/{STUDY}.md",
        "_site",
        "no BibTeX and no CSL (ready-made); backlinks and keywords come ready-made, too; no author pages, exports, "
        "feed, search or link check.",
    ),
    Peer(
        "Pelican",
        "pelican",
        ("-q",),
        _pelican,
        f"content/pages/{SECTION}.md",
        f"content/{STUDY}.md",
        "output",
        "no BibTeX and no CSL (ready-made); no backlinks, exports, search or link check. It has author pages, tags "
        "and feeds.",
        ("__pycache__",),
    ),
    Peer(
        "Sphinx + sphinxcontrib-bibtex",
        "sphinx-build",
        ("-q", "-b", "html", "-j", "auto", ".", "_build"),
        _sphinx,
        f"{SECTION}.rst",
        "references.bib",
        "_build",
        "no CSL (styles of its own); no backlinks, keywords, author pages, exports or feed. It has a search.",
        ("__pycache__",),
    ),
    Peer(
        "MkDocs + mkdocs-bibtex",
        "mkdocs",
        ("build", "-q"),
        _mkdocs,
        f"docs/{SECTION}.md",
        "references.bib",
        "site",
        "citations are footnotes in one plain style; no backlinks, keywords, author pages, exports or feed. It has a "
        "search.",
    ),
)
