"""Real papers and bibliographies to the differences between our citations and references and pandoc's.

python -m benchmarks.pandoc_papers FOLDER [--style apa] [--lang en-US] [--differences]

Each Markdown file below FOLDER is read with the bibliographies that its front matter names, otherwise with those beside
it. For each .bib file without a Markdown file beside it, random citations are made.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import tempfile
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pypandoc
import yaml

from benchmarks.pandoc_readings import EMPTY_JOURNAL, READINGS, as_pandoc_reads
from benchmarks.pandoc_texts import explained, normal
from site_builder.bibtex import read_bibliography
from site_builder.bibtex.blocks import find_blocks
from site_builder.bibtex.latex import plain_text
from site_builder.bibtex.name_lists import read_names
from site_builder.csl import Formatter, read_style
from site_builder.csl.personal_name import initials
from site_builder.csl.style import Style
from site_builder.markdown import read_document
from site_builder.model import Body, Citation, Document, Reference
from tests.csl_suite import LOCALES, STYLES

LONGEST_RUN: Final = 120
MOST_CITED: Final = 60
ENTRY: Final = re.compile(r"@\s*\w+\s*\{\s*([^\s,{}]+)")
KEY: Final = re.compile(r"[\w:.#$%&+?<>~/-]+")
LABEL: Final = re.compile(r"(?:fig|tbl|eq|sec|lst)[-:]")
FRONT_MATTER: Final = re.compile(r"---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
QUOTES: Final = {"DoubleQuote": "“”", "SingleQuote": "‘’"}
Cluster = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    name: str
    text: str
    bibliographies: tuple[Path, ...]


@dataclass(slots=True)
class Printed:
    """The output of one program: each citation with its keys, and each reference by its key."""

    citations: list[tuple[Cluster, str]] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)


REPEATED: Final = "pandoc takes the last of several entries with one key"
LETTERED: Final = "pandoc sorts by given names that are not printed"
LETTER: Final = re.compile(r"(\b\d{4}|\d–|n\.d\.-)([a-z])\b")
ELSEWHERE: Final = "pandoc puts works without a title first and a year behind its months, and ignores case in sorting"
UNLETTERED: Final = "pandoc leaves out the letter of a year where a style has no place for it"
MORE_NAMES: Final = "pandoc shows more names than tell works apart"
FURTHER_NAMES: Final = re.compile(r"(?:, [^,;()]+){1,9},? (?:et al\.|(?:&|and) [^,;()]+?)(?=,? \(?(?:\d{4}|n\.d\.))")
INHERITED: Final = "pandoc inherits a date beside the own year, and an author also as that of the whole"
FIELD: Final = r"(?im)[,{{\s]{name}\s*=\s*[{{\"]*([^}}\",]+)"
# As in “[@doe][@roe]”
ALONE: Final = re.compile(r"\[@([^\s\[\]{};,@]+)\](?=\[[^\[\]]*@)")
TAKEN_APART: Final = "pandoc takes brackets with others behind them for text around the author of a sentence"
RESPELLED: Final = "pandoc takes initials with and without full stops for two people"


def papers(folder: Path, drawn: random.Random) -> Iterator[Paper]:
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if found := tuple(_bibliographies(path, text)):
            yield Paper(str(path.relative_to(folder)), text, found)
    for path in sorted(folder.rglob("*.bib")):
        if not any(path.parent.glob("*.md")):
            keys = [reference.key for reference in read_references([path]) if KEY.fullmatch(reference.key)]
            keys = drawn.sample(keys, min(len(keys), MOST_CITED))
            if keys:
                yield Paper(str(path.relative_to(folder)), draw_text(keys, drawn), (path,))


def _bibliographies(path: Path, text: str) -> Iterator[Path]:
    found = FRONT_MATTER.match(text)
    try:
        named = (yaml.safe_load(found[1]) or {}).get("bibliography", []) if found else []
    except (yaml.YAMLError, AttributeError):
        named = []
    named = [path.parent / name for name in ([named] if isinstance(named, str) else named)]
    yield from (one for one in named or sorted(path.parent.glob("*.bib")) if one.is_file())


def draw_text(keys: Sequence[str], drawn: random.Random) -> str:
    """A text that cites each key once alone, and then as many citations of random forms."""
    shapes = ["[@{a}]", "@{a}", "[@{a}, p. 3]", "[see @{a}, pp. 33-35, and elsewhere; also @{b}]", "[-@{a}]"]
    shapes += ["[@{a}; @{b}]", "@{a} [p. 3]", "[@{a}; @{b}; @{c}]", "@{a} [chap. 2; @{b}]", "[e.g., @{a}]"]
    lines = [f"[@{{{key}}}]" for key in keys]
    for _ in keys:
        a, b, c = (f"{{{drawn.choice(keys)}}}" for _ in range(3))
        shape = drawn.choice(shapes)
        lines.append(shape.replace("{a}", a).replace("{b}", b).replace("{c}", c))
    return "".join(f"Some say so {line}.\n\n" for line in lines)


def read_references(paths: Iterable[Path]) -> tuple[Reference, ...]:
    """The references as a build reads them: of entries with the same key, the first counts, as for BibTeX and Biber."""
    known: dict[str, Reference] = {}
    for path in paths:
        for reference in read_bibliography(path.read_text(encoding="utf-8", errors="replace"), path.name)[0]:
            known.setdefault(reference.key, reference)
    return tuple(known.values())


def read_last(paths: Iterable[Path]) -> Mapping[str, Reference]:
    """The last entry of each key that several entries have."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        for block in find_blocks(text):
            if head := ENTRY.match(text, block.start):
                found[head[1]].append(text[block.start : block.end])
    read = [read_bibliography(texts[-1], "x.bib")[0] for texts in found.values() if len(texts) > 1]
    return {one.key: one for references in read for one in references}


def our_citations(document: Document) -> list[Citation]:
    def of(body: Body) -> list[Citation]:
        return [hole for hole in body if isinstance(hole, Citation)]

    return [citation for body in (document.title, document.body, *document.notes) for citation in of(body)]


def print_ours(document: Document, references: Sequence[Reference], style: Style, lang: str) -> Printed:
    citations = our_citations(document)
    formatted = Formatter(style, LOCALES, lang).format(references, citations)
    return Printed(
        [(_keys(citation), made.text) for citation, made in zip(citations, formatted.citations, strict=True)],
        {entry.key: entry.text for entry in formatted.bibliography},
    )


def _keys(citation: Citation) -> Cluster:
    return tuple(item.key for item in citation.items)


def run_pandoc(paper: Paper, style: Path, lang: str) -> Printed | None:
    """Pandoc's output for a paper; None if pandoc fails, mostly since it cannot read the bibliography."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.md"
        source.write_text(paper.text, encoding="utf-8")
        command = [pypandoc.get_pandoc_path(), str(source), "-f", "markdown", "-t", "json", "--citeproc"]
        command += ["--csl", str(style), "--metadata", f"lang={lang}", "--metadata", "link-citations=false"]
        for one in paper.bibliographies:
            command += ["--bibliography", str(one.resolve())]
        try:
            done = subprocess.run(command, capture_output=True, check=True, timeout=LONGEST_RUN)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return None
    printed = Printed()
    _gather(json.loads(done.stdout)["blocks"], printed)
    return printed


def _gather(node: Any, printed: Printed) -> None:
    if isinstance(node, list):
        for child in node:
            _gather(child, printed)
        return
    if not isinstance(node, dict):
        return
    kind, content = node.get("t"), node.get("c")
    if kind == "Cite":
        keys = tuple(item["citationId"] for item in content[0])
        printed.citations.append((keys, plain(content[1])))
    elif kind == "Image":
        return
    elif kind == "Div" and content[0][0].startswith("ref-") and "csl-entry" in content[0][1]:
        printed.references[content[0][0].removeprefix("ref-")] = plain(content[1])
    else:
        _gather(content, printed)


def plain(node: Any) -> str:
    """Pandoc's elements as text."""
    if isinstance(node, list):
        return "".join(map(plain, node))
    kind, content = node["t"], node.get("c")
    match kind:
        case "Str":
            return str(content)
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Quoted":
            opening, closing = QUOTES[content[0]["t"]]
            return f"{opening}{plain(content[1])}{closing}"
        case "Math":
            # Our pages show mathematics typeset, so pandoc's is converted in the same way.
            return plain_text(f"${content[1]}$")
        case "Code" | "RawInline":
            return str(content[1])
        case "Span" | "Link" | "Div" | "Cite":
            return plain(content[1])
        case "Note":
            return ""
    return plain(content) if content else ""


@dataclass(slots=True)
class Count:
    equal: int = 0
    explained: Counter[str] = field(default_factory=Counter)
    different: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.equal + self.explained.total() + len(self.different)

    def add(self, name: str, ours: str, theirs: str, readings: Iterable[tuple[tuple[str, ...], str]]) -> None:
        """Count a text. `readings` are our texts if we read the works as pandoc does, each with the reasons."""
        ours, theirs = normal(ours), normal(theirs)
        if ours == theirs:
            self.equal += 1
        elif reasons := explained(ours, theirs, readings):
            self.explained["; ".join(reasons)] += 1
        else:
            self.different.append((name, ours, theirs))

    def shown(self) -> str:
        share = self.equal / self.total if self.total else 1
        return (
            f"{self.equal} of {self.total} equal ({share:.2%}), {self.explained.total()} explained, "
            f"{len(self.different)} not"
        )


@dataclass(slots=True)
class Result:
    citations: Count = field(default_factory=Count)
    references: Count = field(default_factory=Count)
    lost: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    papers: int = 0


def compare(paper: Paper, theirs: Printed, style: Style, lang: str, result: Result) -> None:
    document, _ = read_document(paper.text, "paper.md")
    listed = [one for one in read_references(paper.bibliographies) if one.key in theirs.references]
    known = {one.key for one in listed}
    ours = print_ours(document, listed, style, lang)
    cited = [keys for keys, _ in theirs.citations if not all(LABEL.match(key) and key not in known for key in keys)]
    if (missing := Counter(cited) - Counter(keys for keys, _ in ours.citations)) or len(cited) != len(ours.citations):
        result.lost.append(f"{paper.name}: pandoc has {len(cited)}, we {len(ours.citations)}: {dict(missing)}")
    inherited = _inherited(listed, paper.bibliographies)
    readings = tuple(_readings(document, listed, read_last(paper.bibliographies), inherited, style, lang))
    respelled, spelt_twice, elsewhere = _respelled(listed), _spelt_twice(listed), _placed_elsewhere(listed)
    several: set[str] = set()
    taken_apart = {(key,) for key in ALONE.findall(paper.text)}
    waiting: Mapping[Cluster, deque[int]] = defaultdict(deque)
    for number, (keys, _) in enumerate(ours.citations):
        waiting[keys].append(number)
    for keys, text in theirs.citations:
        if waiting[keys] and all(key in known for key in keys):
            number = waiting[keys].popleft()
            mine = ours.citations[number][1]
            others = [(_why(reasons, keys), printed.citations[number][1]) for reasons, printed in readings]
            for arbitrary, why in ((spelt_twice, LETTERED), (elsewhere, ELSEWHERE)):
                if arbitrary.intersection(keys):
                    others += _with_letters_of(text, [((), mine), *others], why)
            if " et al." in mine:
                bare = FURTHER_NAMES.sub("", normal(text))
                shown = [why for why, one in [((), mine), *others] if FURTHER_NAMES.sub("", normal(one)) == bare]
                others += [((*why, MORE_NAMES), text) for why in shown if len(mine) < len(text)]
            if respelled.search(text):
                bare = _told_apart(normal(text), respelled)
                spelt = [why for why, one in [((), mine), *others] if _told_apart(normal(one), respelled) == bare]
                others += [((*why, RESPELLED), text) for why in spelt]
                several |= {key for key in keys if spelt}
            if keys in taken_apart and not text.startswith("("):
                # Pandoc prints “Doe (2000)” instead of “(Doe, 2000)”.
                words = _words(text)
                others += [((*why, TAKEN_APART), text) for why, one in [((), mine), *others] if _words(one) == words]
            result.citations.add(f"{paper.name} {' '.join(keys)}", mine, text, others)
    for key, text in theirs.references.items():
        if key in known:
            others = [(_why(reasons, (key,)), printed.references[key]) for reasons, printed in readings]
            mine = ours.references[key]
            for arbitrary, why in ((spelt_twice, LETTERED), (elsewhere, ELSEWHERE)):
                if key in arbitrary:
                    others += _with_letters_of(text, [((), mine), *others], why)
            if LETTER.search(mine) and not LETTER.search(text):
                bare = [(why, LETTER.sub(r"\1", one)) for why, one in [((), mine), *others]]
                others += [((*why, UNLETTERED), one) for why, one in bare]
            if key in several:
                others += [((RESPELLED,), re.sub(r"(\d{4})\b", rf"\1{letter}", mine, count=1)) for letter in "ab"]
            result.references.add(f"{paper.name} {key}", mine, text, others)
    result.papers += 1


def _readings(
    document: Document,
    listed: Sequence[Reference],
    last: Mapping[str, Reference],
    inherited: Sequence[Reference],
    style: Style,
    lang: str,
) -> Iterator[tuple[Mapping[str, tuple[str, ...]], Printed]]:
    """Our output with each of pandoc's readings alone, and with all, each with the reasons by key."""
    if repeated := {one.key: (REPEATED,) for one in listed if one.key in last}:
        yield repeated, print_ours(document, [last.get(one.key, one) for one in listed], style, lang)
    if why := {one.key: (INHERITED,) for one, own in zip(inherited, listed, strict=True) if one != own}:
        yield why, print_ours(document, inherited, style, lang)
        read = [as_pandoc_reads(one) for one in inherited]
        both = {one.key: (*why.get(one.key, ()), *reasons) for one, reasons in read}
        yield both, print_ours(document, [one for one, _ in read], style, lang)
    for only, without in (*((reason, "") for reason, _ in READINGS), ("", ""), ("", EMPTY_JOURNAL)):
        read = [as_pandoc_reads(one, only, without) for one in listed]
        if without and not any(as_pandoc_reads(one, without)[1] for one in listed):
            continue
        reasons = {one.key: why for one, why in read}
        if any(reasons.values()):
            yield reasons, print_ours(document, [one for one, _ in read], style, lang)


def _respelled(listed: Iterable[Reference]) -> re.Pattern[str]:
    """A pattern for given names, before their family name, of people whose names are spelt in several ways.

    The spellings must have the same initials.
    """
    spellings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in (name for reference in listed for _, names in reference.names for name in names):
        spellings[name.family, initials(name.given, ". ")].add(name.given)
    several = [
        rf"(?:{'|'.join(map(_spelling, {*written, short}))}) (?=(?:[a-z]+ )?{re.escape(family)})"
        for (family, short), written in spellings.items()
        if family and short and len(written) > 1
    ]
    return re.compile("|".join(several) or "(?!)")


def _spelt_twice(listed: Iterable[Reference]) -> frozenset[str]:
    """The works whose first author is spelt in several ways with the same initial, so that their order is arbitrary."""
    spellings: dict[tuple[str, str], set[str]] = defaultdict(set)
    first = {one.key: names[0] for one in listed if (names := one.name_list("author"))}
    for name in first.values():
        spellings[name.family, name.given[:1]].add(name.given)
    return frozenset(key for key, name in first.items() if len(spellings[name.family, name.given[:1]]) > 1)


def _placed_elsewhere(listed: Iterable[Reference]) -> frozenset[str]:
    """The works of one author and year of which some have no title, the same one but for its case, or no month."""
    alike: dict[tuple[object, ...], list[Reference]] = defaultdict(list)
    for one in listed:
        year = [part[0] for part in one.date("issued").parts]
        families = [name.family or name.literal for name in one.name_list("author") or one.name_list("editor")]
        alike[(*families, *year)].append(one)

    def is_apart(works: Sequence[Reference]) -> bool:
        lengths = {len(part) for one in works for part in one.date("issued").parts[:1]}
        titles = {plain_text(one.text("title")).casefold() for one in works}
        return len(lengths) > 1 or len(titles) < len(works) or "" in titles

    return frozenset(one.key for works in alike.values() if is_apart(works) for one in works)


def _inherited(listed: Sequence[Reference], paths: Iterable[Path]) -> Sequence[Reference]:
    """The works with what pandoc makes them inherit and BibLaTeX does not."""
    entries: dict[str, str] = {}
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        for block in find_blocks(text):
            if head := ENTRY.match(text, block.start):
                entries.setdefault(head[1], text[block.start : block.end])

    def field(entry: str, name: str) -> str:
        found = re.search(FIELD.format(name=name), entry)
        return found[1].strip() if found else ""

    def inheriting(one: Reference) -> Reference:
        entry = entries.get(one.key, "")
        parent = entries.get(field(entry, "crossref"), "")
        if (date := field(parent, "date")) and field(entry, "year") and not field(entry, "date"):
            read = read_bibliography(f"@misc{{a, title={{T}}, date={{{date}}}}}", "x.bib")[0]
            one = replace(one, dates=(*((name, own) for name, own in one.dates if name != "issued"), *read[0].dates))
        if (author := field(parent, "author")) and not one.name_list("container-author"):
            names = dict(one.names) | {"container-author": read_names(author)[0]}
            one = replace(one, names=tuple(sorted(names.items())), dates=tuple(sorted(one.dates)))
        return one

    return [inheriting(one) for one in listed]


def _with_letters_of(
    theirs: str, ours: Iterable[tuple[tuple[str, ...], str]], reason: str
) -> list[tuple[tuple[str, ...], str]]:
    """Our texts with the letters that pandoc's text has behind years, if both have the same number of letters."""
    letters = [letter for _, letter in LETTER.findall(theirs)]

    def lettered(text: str) -> str:
        rest = iter(letters)
        return LETTER.sub(lambda found: found[1] + next(rest), text)

    alike = [(why, text) for why, text in ours if letters and len(LETTER.findall(text)) == len(letters)]
    return [((*why, reason), lettered(text)) for why, text in alike]


def _spelling(given: str) -> str:
    return re.escape(given.replace(".", " ").strip()).replace("\\ ", "[. ]{1,2}") + "[.]?"


def _told_apart(text: str, respelled: re.Pattern[str]) -> str:
    """A citation without what distinguishes the works of a person whom pandoc takes for several people."""
    text = re.sub(r"(?:, [^,;()]+)+,? et al\.| and [^,;()]+(?= \d)", " et al.", respelled.sub("", text))
    return re.sub(r"(?<=\d{4})[a-z]\b", "", text)


def _words(text: str) -> str:
    return re.sub(r"[(),&]|\band\b", "", normal(text)).replace("  ", " ")


def _why(reasons: Mapping[str, tuple[str, ...]], keys: Cluster) -> tuple[str, ...]:
    """Why pandoc reads the works of a citation differently, or otherwise, works from which it distinguishes them."""
    own = [reason for key in keys for reason in reasons.get(key, ())]
    return tuple(dict.fromkeys(own or chain.from_iterable(reasons.values())))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--style", default="apa", help="the name of a style, such as chicago-author-date")
    parser.add_argument("--lang", default="en-US")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only papers with this in their name")
    parser.add_argument("--differences", action="store_true", help="print each text that differs")
    arguments = parser.parse_args()
    path = STYLES / f"{arguments.style}.csl"
    style, _ = read_style(path.read_bytes(), arguments.style)
    assert style is not None
    result = Result()
    for paper in papers(arguments.folder, random.Random(arguments.seed)):
        if arguments.only not in paper.name:
            continue
        theirs = run_pandoc(paper, path, arguments.lang)
        if theirs is None:
            result.unread.append(paper.name)
        elif theirs.citations or theirs.references:
            compare(paper, theirs, style, arguments.lang, result)
    for title, count in (("citations", result.citations), ("references", result.references)):
        print(f"{title}: {count.shown()}")
        for reason, times in count.explained.most_common():
            print(f"  {times} × {reason}")
        if arguments.differences:
            for name, ours, other in count.different:
                print(f"  {name}\n    ours   {ours}\n    pandoc {other}")
    print(f"{result.papers} papers; {len(result.unread)} that pandoc cannot read; citations lost in {len(result.lost)}")
    for line in result.lost:
        print(f"  {line}")


if __name__ == "__main__":
    main()
