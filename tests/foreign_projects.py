"""Projects of other tools, for tests, to builds, and builds to their pages and diagnostics."""

from __future__ import annotations

from site_builder.build import Build, build
from site_builder.diagnostics import Severity
from tests.projects import BIBLIOGRAPHY, project
from tests.projects import page as page

Sources = dict[str, str | bytes]


def built_project(sources: Sources, bibliography: str | None = BIBLIOGRAPHY) -> Build:
    return build(project(sources, bibliography))


def reported(result: Build, least: Severity = Severity.WARNING) -> list[str]:
    """The diagnostics of at least this severity, as `location rule`."""
    order = list(Severity)
    return [
        f"{each.location} {each.rule.name_}"
        for each in result.diagnostics
        if order.index(each.severity) <= order.index(least)
    ]


QUARTO: Sources = {
    "_quarto.yml": """project:
  type: book
book:
  title: "Sleep and rest"
  author:
    - name: Ann Doe
      orcid: 0000-0001
  date: 5 January 2024
  chapters:
    - index.qmd
    - part: "First part"
      chapters: [intro.qmd, results/effects.qmd]
    - references.qmd
  appendices: [search.qmd]
bibliography: references.bib
format: {html: {theme: cosmo}}
""",
    "index.qmd": "# Preface {.unnumbered}\n\nSee [the start](intro.qmd) and [it](intro.html).\n",
    "intro.qmd": "---\nexecute: {echo: false}\n---\n\n# Introduction {#sec-intro}\n\n{{< include _shared.qmd >}}\n",
    "_shared.qmd": "Shared words [@hall2017].\n\nLost [@nobody].\n",
    "results/effects.qmd": "# Effects\n\n![A map](../figures/map.png)\n\nAs {{< var product.name >}} has it.\n",
    "_variables.yml": "product: {name: the site}\n",
    "figures/map.png": b"png",
    "figures/unused.png": b"png",
    "references.qmd": "# References {.unnumbered}\n\n::: {#refs}\n:::\n",
    "search.qmd": "# Searching\n\nHow.\n",
    "README.md": "# A repository\n",
}
