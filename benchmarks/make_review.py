"""A number to a made-up review of that many studies, always the same one, as input for measurements.

    python benchmarks/make_review.py DIR [--studies 1000] [--coded]

The studies have abstracts and keywords. For every 20 of them there is a section of 2,000 words with two footnotes and
25 citations, three of these in a table. Every tenth study has a note, and half of the studies are in a table from a CSV
file. With --coded, each study has a note that codes it by five facets, one of 180 values and one of 150.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

WORDS = (
    "support health community mental social review trial resilience care stress survey youth adults family measure "
    "effect group change school work sleep nurse peer home risk factor score sample model learning access poverty"
).split()
SMALL = "the of and in a to for with on by from as at is was were that this which between among".split()
FAMILIES = [
    f"{first}{last}" for first in "Al Ber Cor Dan Ek Far Gor Hal".split() for last in "a berg ini ova sen ton".split()
]
GIVEN = "Ana Ben Chi Dora Emil Fay Gus Hana Ivo Jun Kofi Lena".split()
KEYWORDS = [f"{first} {second}" for first in WORDS[:12] for second in WORDS[12:17]]
# For each facet, the number of its values, and the most that a study has of them
FACETS = {"design": (9, 1), "country": (180, 1), "population": (150, 2), "levels": (5, 4), "setting": (12, 1)}
WORDS_A_SECTION, CITATIONS_A_SECTION, STUDIES_A_SECTION = 2000, 25, 20
ROWS_A_TABLE, PARAGRAPHS_A_FOOTNOTE, STUDIES_A_NOTE = 3, 11, 10
WORDS_APART = 50
"""The number of words of a section that are in its headings and its table."""
# A site shows no more rows of a file with four columns.
MOST_EFFECTS = 10_000
EFFECTS = "data/effects.csv"


def sentence(drawn: random.Random, length: int, cited: str = "") -> str:
    words = [drawn.choice(SMALL if drawn.random() < 0.4 else WORDS) for _ in range(length)]
    text = " ".join(words).capitalize()
    return f"{text} [{cited}]." if cited else f"{text}."


def entry(drawn: random.Random, number: int) -> str:
    authors = " and ".join(
        f"{drawn.choice(FAMILIES)}, {drawn.choice(GIVEN)} {drawn.choice('ABCDEFGH')}."
        for _ in range(drawn.randint(1, 6))
    )
    first = drawn.randint(1, 900)
    fields = {
        "author": authors,
        "title": " ".join(drawn.choice(WORDS) for _ in range(10)).capitalize(),
        "journal": f"Journal of {drawn.choice(WORDS)} {drawn.choice(WORDS)}".title(),
        "year": str(drawn.randint(1990, 2025)),
        "volume": str(drawn.randint(1, 80)),
        "number": str(drawn.randint(1, 12)),
        "pages": f"{first}--{first + drawn.randint(2, 30)}",
        "doi": f"10.1000/example.{number}",
        "keywords": ", ".join(drawn.sample(KEYWORDS, 4)),
        "abstract": " ".join(sentence(drawn, 18) for _ in range(10)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@article{{study{number},\n{lines}}}\n"


def section(drawn: random.Random, number: int, studies: int) -> str:
    paragraphs = CITATIONS_A_SECTION - ROWS_A_TABLE
    footnotes = -(-paragraphs // PARAGRAPHS_A_FOOTNOTE)
    gaps = (WORDS_A_SECTION - WORDS_APART) // (paragraphs * 2 + footnotes)
    parts = [f"# Section {number} on {drawn.choice(WORDS)}\n"]
    notes: list[str] = []
    for at in range(paragraphs):
        cited = "; ".join(f"@study{drawn.randrange(studies)}" for _ in range(1 + (drawn.random() < 0.3)))
        if at % 5 == 0:
            parts.append(f"\n## Part {at // 5 + 1} on {drawn.choice(WORDS)}\n")
        mark = ""
        if at % PARAGRAPHS_A_FOOTNOTE == 2:
            mark = f"[^{len(notes) + 1}]"
            notes.append(f"\n{mark}: {sentence(drawn, gaps)}\n")
        parts.append(f"\n{sentence(drawn, gaps)}{mark} {sentence(drawn, gaps, cited)}\n")
    rows = (
        f"| {drawn.choice(WORDS).capitalize()} | {drawn.randint(5, 5000)} | [@study{drawn.randrange(studies)}] |\n"
        for _ in range(ROWS_A_TABLE)
    )
    parts.append(f"\n| Outcome | People | Study |\n|---|---:|---|\n{''.join(rows)}")
    return "".join((*parts, *notes))


def effects(drawn: random.Random, studies: int) -> str:
    rows = (
        f"study{number},{drawn.choice(WORDS)},{drawn.randint(5, 5000)},{drawn.uniform(-1, 1):.2f}\n"
        for number in range(0, min(studies, 2 * MOST_EFFECTS), 2)
    )
    return f"study,outcome,people,effect\n{''.join(rows)}"


def coding(drawn: random.Random) -> str:
    lines = []
    for facet, (values, most) in FACETS.items():
        # A few values are frequent, most are rare.
        some = {f"{facet} {int(values * drawn.random() ** 3) + 1}" for _ in range(drawn.randint(1, most))}
        lines.append(f"  {facet}: [{', '.join(sorted(some))}]\n")
    sample = f"facts: [{{field: sample, value: {drawn.randint(5, 5000)} people}}]\n"
    return f"---\nfacets:\n{''.join(lines)}{sample}---\n"


def note(drawn: random.Random, studies: int) -> str:
    return f"{sentence(drawn, 30)} {sentence(drawn, 30, f'@study{drawn.randrange(studies)}')}\n"


def make_review(studies: int, is_coded: bool = False) -> Iterator[tuple[str, str]]:
    """The paths and texts of the review's files."""
    drawn = random.Random(studies)
    facets = "".join(f"  {facet}: {facet.capitalize()}\n" for facet in FACETS) if is_coded else ""
    yield "review.yaml", f"title: A review of {studies} studies\n" + (f"facets:\n{facets}" if facets else "")
    yield "references.bib", "\n".join(entry(drawn, number) for number in range(studies))
    yield "content/index.md", f"A made-up review of {studies} studies, for measurements.\n"
    for number in range(1, max(1, studies // STUDIES_A_SECTION) + 1):
        yield f"content/{number:03}-section-{number}.md", section(drawn, number, studies)
    yield "content/evidence.md", f"# What each study found\n\n::: {{.evidence-table file={EFFECTS}}}\nEffects.\n:::\n"
    yield EFFECTS, effects(drawn, studies)
    for number in range(studies):
        texts = (coding(drawn) if is_coded else "", "" if number % STUDIES_A_NOTE else note(drawn, studies))
        if any(texts):
            yield f"content/studies/study{number}.md", "".join(texts)


def write_texts(folder: Path, texts: Iterable[tuple[str, str]]) -> None:
    for path, text in texts:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--studies", type=int, default=1000)
    parser.add_argument("--coded", action="store_true")
    arguments = parser.parse_args()
    write_texts(arguments.folder, make_review(arguments.studies, arguments.coded))


if __name__ == "__main__":
    main()
