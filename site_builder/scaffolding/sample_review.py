"""The review that `init` starts a project with. Every sentence is true, and it is small enough to be removed.

It says of its three works only what their titles and records say.
"""

from __future__ import annotations

from typing import Final

SETTINGS: Final = """\
# All keys are optional. They are explained in docs/configuration.md, and by `site-builder schema review`.
title: Reporting a literature review
description: A small example review, to be replaced by your own.
# authors: [Your Name]
lang: en-GB
citation_style: apa
facets:
  kind:
    label: Kind of work
    count_label: kinds of work
"""

KEYWORDS: Final = """\
# Keywords group the studies. Each id is also an address: /keywords/reporting/
reporting:
  label: Reporting guidelines
  synonyms: [reporting guideline, reporting checklists]
  definition: What a report of a study or a review should tell its readers.
searching:
  label: Literature searching
  definition: How works that answer a question are found.
"""

BIBLIOGRAPHY: Final = """\
@article{page2021,
  author = {Page, Matthew J. and McKenzie, Joanne E. and Bossuyt, Patrick M. and Boutron, Isabelle and
    Hoffmann, Tammy C. and Mulrow, Cynthia D. and Shamseer, Larissa and Tetzlaff, Jennifer M. and Akl, Elie A. and
    Brennan, Sue E. and Chou, Roger and Glanville, Julie and Grimshaw, Jeremy M. and Hróbjartsson, Asbjørn and
    Lalu, Manoj M. and Li, Tianjing and Loder, Elizabeth W. and Mayo-Wilson, Evan and McDonald, Steve and
    McGuinness, Luke A. and Stewart, Lesley A. and Thomas, James and Tricco, Andrea C. and Welch, Vivian A. and
    Whiting, Penny and Moher, David},
  title = {The {PRISMA} 2020 statement: an updated guideline for reporting systematic reviews},
  journal = {BMJ},
  year = {2021},
  volume = {372},
  eid = {n71},
  doi = {10.1136/bmj.n71},
  keywords = {Reporting guidelines},
}

@article{rethlefsen2021,
  author = {Rethlefsen, Melissa L. and Kirtley, Shona and Waffenschmidt, Siw and Ayala, Ana Patricia and
    Moher, David and Page, Matthew J. and Koffel, Jonathan B. and {PRISMA-S Group}},
  title = {{PRISMA-S}: an extension to the {PRISMA} statement for reporting literature searches in systematic reviews},
  journal = {Systematic Reviews},
  year = {2021},
  volume = {10},
  eid = {39},
  doi = {10.1186/s13643-020-01542-z},
  keywords = {Reporting guidelines, Literature searching},
}

@article{ouzzani2016,
  author = {Ouzzani, Mourad and Hammady, Hossam and Fedorowicz, Zbys and Elmagarmid, Ahmed},
  title = {{Rayyan}—a web and mobile app for systematic reviews},
  journal = {Systematic Reviews},
  year = {2016},
  volume = {5},
  eid = {210},
  doi = {10.1186/s13643-016-0384-4},
}
"""

HOME: Final = """\
This example review covers three works. Replace it with your own: start with [the introduction](10-introduction.md), or
with the title in `review.yaml`.
"""

INTRODUCTION: Final = """\
# Introduction

A review is only as useful as its report is complete. The PRISMA 2020 statement is an updated guideline for reporting
systematic reviews [@page2021]. As @sec-searches shows, it has an extension for one part of a review.
"""

SEARCHING: Final = """\
# Searching and screening

## Searches {#sec-searches}

PRISMA-S extends the PRISMA statement to the reporting of literature searches [@rethlefsen2021]; some of its authors
also wrote the statement [compare @page2021].

## Screening

@ouzzani2016 present Rayyan, a web and mobile app for systematic reviews.

| Work             | What it is                             |
|------------------|----------------------------------------|
| @page2021        | a guideline                            |
| @rethlefsen2021  | an extension to a guideline            |
| @ouzzani2016     | an app                                 |

: The works of this review {#tbl-works}

The notes in `content/studies/` code the works in @tbl-works.
"""

STUDIES: Final = {
    "page2021": """\
---
title: The PRISMA 2020 statement
facets: {kind: guideline}
keywords: [reporting]
summary: An updated guideline for reporting systematic reviews.
facts:
  - field: notes
    value: Its title calls it an update.
    source: The article's title
---
""",
    "rethlefsen2021": """\
---
title: PRISMA-S
facets: {kind: guideline}
keywords: [reporting, searching]
summary: An extension to the PRISMA statement, for reporting literature searches.
facts:
  - field: notes
    value: A group, the PRISMA-S Group, is among the authors.
    source: The article's list of authors
---
""",
    "ouzzani2016": """\
---
title: Rayyan
facets: {kind: software}
summary: A web and mobile app for systematic reviews.
---
""",
}

IGNORED: Final = "/output/\n/.output.site_builder-*\n"

# For a folder that has a bibliography or texts of its own, in which the example would only be in the way.
OWN_SETTINGS: Final = """\
# All keys are optional. They are explained in docs/configuration.md, and by `site-builder schema review`.
title: Literature review
# description: One or two sentences.
# authors: [Your Name]
lang: en-GB
citation_style: apa
# studies: cited   # if the bibliography is your whole library, show only the works that you cite
"""

OWN_HOME: Final = """\
Say here what the review is about, and who it is for.
"""

OWN_INTRODUCTION: Final = """\
# Introduction

Cite a work from your bibliography like this{citation}.
"""
