"""Pandoc as the judge of citations: what it reads in texts written by hand and drawn at random, we read alike.

python -m tests.test_citations_pandoc SEED COUNT tries as many more texts drawn at random.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from site_builder.csl import Formatter, read_style
from site_builder.csl.locale import build_locale, fallback, locator_labels
from site_builder.markdown import LABEL_OF, Dialect, Labels, read_document
from site_builder.markdown.citing.locators import LABELS, Atom, atoms_of, split_locator
from site_builder.model import Citation, CitationMode, Reference
from tests.csl_suite import LOCALES
from tests.pandoc import run_pandoc
from tests.test_markdown import CASES, citations, everything, sections

PANDOC: Final = "markdown-example_lists-subscript-superscript-implicit_figures"
TAGS: Final = {"Emph": "i", "Strong": "b", "Superscript": "sup", "Subscript": "sub"}
HEADING: Final = "CASE"
Cluster = tuple[str, tuple[tuple[str, bool, str, str, str, str], ...]]

# Texts that are read differently on purpose are not here:
# - `@*`, which pandoc takes for a key everywhere, is one in `nocite` only; no key is empty (`@{}`);
# - `@a` in a bare URL is the URL's, and what follows marked text at once (`**b**@a`) is cited all the same;
# - pandoc loses the brackets of `[@a][@b]` and `[@a][see @b]`, which are two citations here;
# - works of a citation within another one (pandoc prints only these), or without a semicolon, become its items;
# - semicolons between “ and ” as well as between straight marks part nothing;
# - a citation in an image's alternative text cannot be a link: it is a diagnostic.
TEXTS: Final = r"""
So [@a; @b, p. 3] said.
So [see @a, pp. 33-35, and elsewhere; also @b] x.
So -@a and @a and @a [p. 3] and @a [p. 3; @b].
So @{odd key} x [@{odd key}].
So @{odd/key;x} and [@{a;b}; @c].
So [@a, {ii, A}, with x] and [@a, {}, p. 3].
\@a and [\@a] and [@a\]].
So [@a.b; @a:b; @a/b; @a+b; @a#b; @a$b; @a%b; @a&b; @a-b; @a?b; @a<b; @a>b; @a~b].
So [@a..b] and [@a::b] and @a//b and @a--b and @a:.b x.
So @a. And @a, and @a: and @a; and @a? and @a! x @a/ y.
So [@a.; @b:; @c/; @d+; @e#; @f$].
So @é and [@ünïx; @日本] and @Ωa.
So @1 and @2020x and [@_a; @__b] and @-a x.
So [*see* @a] and [**b** @a, *p. 3*] and [@a *x*].
So [`code` @a] and [@a `code`] and [`@b` @a].
So ["quoted" @a] and [@a, "quoted; text"] y.
So ['quoted' @a; 'x' @b] y.
So "[@a]" and '@a' and "@a" (@a).
So [see⏎@a,⏎p. 3;⏎@b] x.
So @a⏎[p. 3] x.
So [see [x] @a] and [@a [x]] and [@a [x; y]] z.
So [@a, p. [3]] and [@a, [p. 3]] z.
So [@a, (p. 3)] z [@a (p. 3)].
word@a and word[@a] and [@a]word and @a[p. 3] x.
me@example.org and [me@example.org] and <me@example.org> and [@a, me@b.org].
So [@a]{.class} x.
So [@a](url) x.
So [@z]: https://example.org
[@z]: https://example.org
So [^@a] x.
So [@a;] and [;@a] and [@a;;@b] and [@a; ; @b] z.
So [@a; p. 3] and [p. 3; @a] and [see; @a].
So @a's and [@a's x] and @a’s.
So [@a; see also] x.
So [@] and [-@] and @ x.
So [-@a; @b] and [@a; -@b, p. 3] and [see -@a].
So [--@a] and [-- @a] and [- @a] x.
So -@a [p. 3] and x-@a and x -@a and @a-@b and @a@b.
So (@a) and (@a [p. 3]) and (see @a; @b).
So @a [see @b] and @a [-@b] and @a [@b; @c] x.
So @a [] and @a [ ] and @a [x] and @a [x](u).
So @a [p. 3]{.x} and @a [p. 3](u) y.
So @a [p. 3; see x] and @a [p. 3; ] y.
So @a [@b] [@c] and @a[@b] and [@a] [@b] z.
So [@a, ] and [@a,] and [ @a ] and [  see   @a  ] z.
So [@a , p. 3] and [@a ,p. 3] and [@a,p. 3] z.
So [@a p. 3] and [@a pp. 3-4] and [@a 3] z.
So [@a: p. 3] and [@a. P. 3] z.
So **[@a]** and *@a* and ***[@a; @b]*** and _@a_ and ~~@a~~ z.
So [@a]. [@b], [@c]; [@d]! z
So x^[note @a] y.
So x[^1] y.⏎⏎[^1]: Note [@a, p. 3].
| a | b |⏎|---|---|⏎| @a | [@b] |
- [@a]⏎- @b
> [@a]
So [@a \[x\]] and [@a \; x] y.
So [@a &amp; x] and [x &amp; @a] and [@a&b] z.
So <span>[@a]</span> z.
So [@a{x}] and [@a {x}] z.
So [@{a}] and @{a}b and [@{a}, p. 3] and @{a{b}c} and [@{a{b}c}] z.
So @{a and [@{a] z.
So @a_b and @a_ and *@a_b* and @a*b* and [@a*b*] z.
So [@a, p.3] and [@a, p. 3f.] and [@a, pp. 3ff.] z.
So [@a, p. 3 and p. 4] and [@a, p. 3, 4, 5 and 6] z.
So [@a, p. 3–5] and [@a, p. 3--5] and [@a, p. 3---5] z.
@a
[@a] says
-@a
@a [p. 3]
So @a, [p. 3] and @a. [p. 3] z.
So [x [@a] y] and [[@a]] and [([@a])] and [[@a; @b], p. 3] z.
So \[@a] and [@a\] and \[@a\] z.
So [@a, “x”] and [“x” @a] and [@a…] and [@a...] and [@a…b] z.
So @doi:10.1000/xyz and [@doi:10.1000/abc(def)123] and [@{doi:10.1000/abc(def)}] z.
So @https://x.org/a?b=c and [@https://x.org/a] and [@{https://x.org/a?b=c}] z.
So @a-b-c and @a--c and @a-. and [@a^2] and @a^b and [@a|b] and @a=b and @a!b z
So x.@a and x. @a and x,@a and x;@a and x:@a and x/@a and 1@a and é@a and )@a and ]@a z
So [x](https://x.org/y)[@a] and <https://x.org>[@b] and (https://x.org)[@a, p. 3] z
So [@a, "x; y" and "z; w"; @b] and [@a; "x; y," @b] and @a [p. 3, "x; y"; @b] z.
So [@a, 'x; y'; @b] and [@a, the 'x; y' z; @b] and [@a, "x 'y; z' w"; @b] z.
So [@a, "*x*; y"; @b] and [@a, `x;` "y; `z;`"; @b] and [@a, "x; [y; z]"; @b] z.
So [@a, "x; y; @b] and [@a, it's; @b's; @c] and [@a, rock'n'roll; @b 'x'] and [@a, \"x; y\"; @b] z.
So ["see; @a"; @b] and [@a, 5" x; 6" y; @b] and [@a, " x; y"; @b] z.
So [@a, $x$; @b] and [@a, p. 3 $y; z$; @b] and [see $v$ of @a] and [@a, $p$ of .05] z.
So "@a" and “@a” and ‘@a’ and «@a» z
"""

PIECES: Final = [
    *["see", "p. 3", "pp. iv, 5-7", "*em*", "**b; c**", "`@c;d`", "\\@x", "me@example.org", "foo", "33", "é", "?"],
    *["@a", "-@b1", "@{o/k:1}", "@a:b.", "@_x", "[@q]", "[see @z, p. 3]", "@d.e/f", "@2020x", "-@{k k}", "; @n", "@é"],
    *["[", "]", ";", ",", "(", ")", "[p. 3]", "\\;", "\\]", "*", "{ii}", "{}", " - ", ":", "[x; y]", "\n", "[l](u)"],
    *["$x$", "'", '"', "...", "--", "§ 4", "{p. 3}", "’s", "'s", "&amp;", "@", "-@", "[@", ". ", "chap. 2"],
]
MEANT: Final = ("@*", "@-@*", "*@", "*-@", "@{}", "][@", "][see", "[@[")


def hand_made() -> list[str]:
    return [line.replace("⏎", "\n") for line in TEXTS.strip().splitlines()]


def from_cases() -> list[str]:
    """The inputs of our own cases, where they are plain paragraphs."""
    return [
        paragraph
        for name in ("brackets", "in-text", "locators")
        for _, block, *_ in sections(CASES / f"citations/{name}.md")
        for paragraph in block.partition("\n")[2].split("\n\n")
        if paragraph[0] not in "#>-|:!" and not any(sign in paragraph for sign in ("[^", "^2", "][", "\n:"))
    ]


def draw_texts(seed: int, count: int) -> list[str]:
    drawn = random.Random(seed)
    texts: list[str] = []
    while len(texts) < count:
        pieces = [drawn.choice(("", " ")) + drawn.choice(PIECES) for _ in range(drawn.randint(1, 9))]
        text = f"x{''.join(pieces)} y".replace("\n\n", "\n")
        if not any(sign in text for sign in MEANT):
            texts.append(text)
    return texts


def atoms(inlines: Sequence[Any]) -> list[Atom]:
    """Pandoc's inlines as the atoms of a prefix or suffix."""
    made: list[Atom] = []
    run = ""
    for inline in [*inlines, {"t": "End"}]:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            run += content
        elif kind in ("Space", "SoftBreak"):
            run += " "
        else:
            made += atoms_of(run)
            run = ""
            if kind == "Code":
                made.append(Atom(content[1], content[1]))
            elif kind == "Math":
                made.append(Atom(content[1], content[1], is_formula=True))
            elif kind == "Quoted":
                opening, closing = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
                rich, plain = (f"{opening}{joined(atoms(content[1]), part)}{closing}" for part in ("rich", "plain"))
                made.append(Atom(rich, plain))
            elif kind == "Link":
                rich, plain = (joined(atoms(content[1]), part) for part in ("rich", "plain"))
                made.append(Atom(rich, plain))
            elif kind in TAGS:
                rich, plain = (joined(atoms(content), part) for part in ("rich", "plain"))
                made.append(Atom(f"<{TAGS[kind]}>{rich}</{TAGS[kind]}>", plain))
    return made


def joined(parts: Sequence[Atom], part: str = "rich") -> str:
    return "".join(getattr(atom, part) for atom in parts)


def cites(node: Any) -> Iterator[list[Any]]:
    """The items of each citation, those within others left out; of footnotes after those of the text."""
    notes: list[Any] = []

    def walk(node: Any) -> Iterator[list[Any]]:
        if isinstance(node, list):
            for inner in node:
                yield from walk(inner)
        elif isinstance(node, dict) and node.get("t") == "Cite":
            yield node["c"][0]
        elif isinstance(node, dict) and node.get("t") == "Note":
            notes.append(node["c"])
        elif isinstance(node, dict):
            yield from walk(node.get("c"))

    yield from walk(node)
    yield from walk(notes)


def read_by_pandoc(texts: Sequence[str], smart: bool) -> list[list[Cluster] | None]:
    """The citations of each text; None where one stands inside another, which no citation of ours can."""
    whole = "".join(f"# {HEADING}\n\n{text}\n\n" for text in texts)
    form = PANDOC if smart else f"{PANDOC}-smart"
    blocks = json.loads(run_pandoc(["-f", form, "-t", "json"], whole))["blocks"]
    of_texts: list[list[Any]] = []
    for block in blocks:
        if block["t"] == "Header" and block["c"][2] == [{"t": "Str", "c": HEADING}]:
            of_texts.append([])
        else:
            of_texts[-1].append(block)
    assert len(of_texts) == len(texts)
    return [_clusters(of_text) for of_text in of_texts]


def _clusters(blocks: list[Any]) -> list[Cluster] | None:
    clusters: list[Cluster] = []
    for cluster in cites(blocks):
        items = []
        for item in cluster:
            if any(cites([item["citationPrefix"], item["citationSuffix"]])):
                return None
            split = split_locator(atoms(item["citationSuffix"]))
            label = split.label if split.locator else "page"
            suppress = item["citationMode"]["t"] == "SuppressAuthor"
            prefix = joined(atoms(item["citationPrefix"]))
            items.append((item["citationId"], suppress, prefix, label, split.locator, joined(split.suffix)))
        clusters.append((cluster[0]["citationMode"]["t"].replace("SuppressAuthor", "NormalCitation"), tuple(items)))
    return clusters


def read_by_us(text: str, smart: bool) -> list[Cluster]:
    modes = {CitationMode.TEXTUAL: "AuthorInText", CitationMode.PARENTHETICAL: "NormalCitation"}
    return [
        (
            modes[citation.mode],
            tuple(
                (item.key, item.suppress_author, item.prefix, item.label, item.locator, item.suffix)
                for item in citation.items
            ),
        )
        for citation in citations(everything(read_document(text, "x.md", dialect=Dialect(smart=smart))[0]))
    ]


def differences(texts: Sequence[str], smart: bool = True) -> list[tuple[str, list[Cluster], list[Cluster]]]:
    """The texts that are read differently: ours, pandoc's."""
    pairs = zip(texts, read_by_pandoc(texts, smart), strict=True)
    read = [(text, read_by_us(text, smart), theirs) for text, theirs in pairs if theirs is not None]
    return [(text, ours, theirs) for text, ours, theirs in read if ours != theirs]


@pytest.mark.parametrize("smart", [True, False])
def test_pandoc_reads_our_cases_and_texts_alike(smart: bool) -> None:
    assert differences([*from_cases(), *hand_made()], smart) == []


@pytest.mark.parametrize("seed", [7])
def test_pandoc_reads_any_text_alike(seed: int) -> None:
    assert differences(draw_texts(seed, 1500)) == []


# What pandoc takes for a locator shows only where it prints one.

STYLE: Final = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Locators</title><id>locators</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout delimiter="; " prefix="(" suffix=")"><group delimiter=" / ">
  <text variable="title"/>
  <group delimiter="="><label variable="locator" form="long" plural="never"/><text variable="locator"/></group>
</group></layout></citation></style>"""
NUMBERS: Final = ["3", "33-35", "iv", "IV, 5", "3a", "3(1)(a)", "1.2", "3, 4 and 5", "ff.", "3ff.", "x3", "1:30", "[3]"]
# CSL terms that pandoc does not know as locators, and words: it has no “ch.”, and its locales write “s. v.” otherwise.
ONLY_OURS: Final = {
    *("act", "appendix", "article-locator", "canon", "elocation", "equation", "number", "rule", "scene", "supplement"),
    *("table", "timestamp", "title-locator", "version", "ch.", "chs.", "s. v.", "s. vv."),
}


def labels_in(lang: str) -> Labels:
    if lang == "en-US":
        return LABEL_OF
    return locator_labels(build_locale(lang, [LOCALES[name] for name in fallback(lang)], ()))


def locator_texts(lang: str) -> list[str]:
    drawn = random.Random(3)
    words = [word for word, label in labels_in(lang).items() if not {word, label} & ONLY_OURS]
    shapes = ["[@a, {w} {n}]", "[@a {w} {n}]", "[@a, {w}{n}]", "[@a, {{{w} {n}}}]", "[@a, {w} {n}, and more]"]
    return [
        drawn.choice(shapes).format(w=drawn.choice([word, word.capitalize()]), n=drawn.choice(NUMBERS))
        for word in words
        for _ in range(4)
    ]


def printed_by_us(texts: Sequence[str], lang: str) -> list[str]:
    style, _ = read_style(STYLE, "locators")
    assert style is not None
    document, _ = read_document("\n\n".join(texts), "x.md", dialect=Dialect(smart=False, locators=labels_in(lang)))
    found = [hole for hole in document.body if isinstance(hole, Citation)]
    formatted = Formatter(style, LOCALES, lang).format([Reference("a", "book", (("title", "A"),))], found)
    return [citation.text for citation in formatted.citations]


def printed_by_pandoc(texts: Sequence[str], lang: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        style, bibliography = Path(folder) / "locators.csl", Path(folder) / "a.json"
        style.write_bytes(STYLE)
        bibliography.write_text('[{"id": "a", "type": "book", "title": "A"}]', encoding="utf-8")
        arguments = ["-f", "markdown-smart", "-t", "plain", "--wrap=none", "--citeproc", "--csl", str(style)]
        arguments += ["--bibliography", str(bibliography), "--metadata", f"lang={lang}"]
        return [line for line in run_pandoc(arguments, "\n\n".join(texts)).splitlines() if line]


@pytest.mark.parametrize("lang", ["en-US", "de-DE"])
def test_pandoc_prints_locators_alike(lang: str) -> None:
    texts = locator_texts(lang)
    printed = zip(texts, printed_by_us(texts, lang), printed_by_pandoc(texts, lang), strict=True)
    assert [line for line in printed if line[1] != line[2]] == []


@pytest.mark.parametrize("label", sorted(LABELS))
def test_every_label_of_csl_begins_a_locator(label: str) -> None:
    for word in LABELS[label]:
        assert split_locator(atoms_of(f", {word} 3"))[:2] == (label, "3")


if __name__ == "__main__":
    found = differences(draw_texts(int(sys.argv[1]), int(sys.argv[2])))
    for text, ours, theirs in found:
        sys.stdout.write(f"{text!r}\n  ours   {ours}\n  pandoc {theirs}\n")
    sys.stdout.write(f"{len(found)} of {sys.argv[2]} differ\n")
