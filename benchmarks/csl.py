"""The time that citing takes us and citeproc-js: 1,000 references and as many citations in APA, then ten times as many.

npm install --prefix FOLDER citeproc
NODE_PATH=FOLDER/node_modules python -m benchmarks.csl
"""

from __future__ import annotations

import random
import time
from typing import Any

from benchmarks.csl_styles import as_cluster, run_citeproc_js
from site_builder.csl import Formatter, read_style
from site_builder.csl.csl_json import read_csl_json
from site_builder.model import Citation, CitationItem
from tests.csl_suite import LOCALES, STYLES

APA = STYLES / "apa.csl"
WORDS = "support health community mental social review trial of the in and resilience wellbeing study youth".split()
GIVEN = ["Anna B.", "John", "Mary Ann", "Q."]


def draw_items(count: int, drawn: random.Random) -> list[dict[str, Any]]:
    """Articles with some family names in common, so that names must be disambiguated."""
    families = [f"Name{number}" for number in range(max(50, count // 3))]
    return [
        {
            "id": f"k{number}",
            "type": "article-journal",
            "title": " ".join(drawn.choice(WORDS) for _ in range(10)),
            "author": [
                {"family": drawn.choice(families), "given": drawn.choice(GIVEN)} for _ in range(drawn.randint(1, 6))
            ],
            "issued": {"date-parts": [[drawn.randint(1990, 2025)]]},
            "container-title": f"Journal of {drawn.choice(WORDS)}",
            "volume": str(drawn.randint(1, 90)),
            "issue": "3",
            "page": "100-120",
            "DOI": f"10.1000/{number}",
        }
        for number in range(count)
    ]


def draw_citations(count: int, drawn: random.Random) -> list[Citation]:
    return [Citation(tuple(CitationItem(f"k{drawn.randrange(count)}") for _ in range(2))) for _ in range(count)]


def seconds(items: list[dict[str, Any]], citations: list[Citation]) -> float:
    """CPU seconds from the style's text to formatted citations and references."""
    references = read_csl_json(items)
    LOCALES["en-US"]  # read once, outside of the measure, as a site's build does
    started = time.process_time()
    style, _ = read_style(APA.read_bytes(), "apa")
    assert style is not None
    Formatter(style, LOCALES).format(references, citations)
    return time.process_time() - started


def main() -> None:
    drawn = random.Random(3)
    items = draw_items(1000, drawn)
    citations = draw_citations(1000, drawn)
    ours = min(seconds(items, citations) for _ in range(3))
    job = {"style": str(APA), "citations": [as_cluster(citation) for citation in citations]}
    theirs = run_citeproc_js(items, [job])[0]["seconds"]
    more, more_citations = draw_items(10_000, drawn), draw_citations(10_000, drawn)
    ten_times = min(seconds(more, more_citations) for _ in range(2))
    print(f"1,000 references and 1,000 citations: ours {ours:.2f} s, citeproc-js {theirs:.2f} s of CPU time")
    print(f"ours takes 1/{theirs / ours:.1f} of citeproc-js")
    print(f"10,000 and 10,000: ours {ten_times:.2f} s, {ten_times / ours:.1f} times as long")


if __name__ == "__main__":
    main()
