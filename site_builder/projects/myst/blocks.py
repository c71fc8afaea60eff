"""MyST's directives to lines that say the same in our Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from site_builder.markdown.divs.callouts import KINDS as CALLOUTS
from site_builder.patterns import pattern
from site_builder.projects.lines.foreign_attributes import quoted
from site_builder.projects.lines.plugins import link_to
from site_builder.projects.lines.source_lines import Line
from site_builder.projects.myst.cards import button, card, panels
from site_builder.projects.myst.directive import Directive
from site_builder.projects.myst.excerpts import excerpt
from site_builder.projects.myst.figures import embedded, figure, image
from site_builder.projects.myst.index import FRAMES, KINDS, label_of
from site_builder.projects.myst.tables import csv_table, list_table, table

Lines: TypeAlias = Iterator[Line]

LANGUAGE: Final = pattern(r"[A-Za-z][\w+#.-]{0,40}")
# The tags of a cell that leave something out of a page
HIDDEN: Final = {
    **dict.fromkeys(("remove-cell", "remove_cell"), "include: false"),
    **dict.fromkeys(("remove-input", "remove_input"), "echo: false"),
}
SEE_ALSO: Final = {"seealso": "See also", "todo": "To do"}


def no_lines(_: Directive) -> Lines:
    return iter(())


def in_place(block: Directive) -> Lines:
    """Show content here, below its title, that would stand elsewhere on the page."""
    yield block.line()
    if block.argument:
        yield block.line(f"**{block.title}**")
        yield block.line()
    yield from block.translated(block.content)
    yield block.line()


def around(block: Directive) -> Lines:
    """Show the content of a directive that only changes how it looks."""
    yield block.line()
    yield from block.translated(block.content)
    yield block.line()


def callout(block: Directive) -> Lines:
    """A callout. If its kind has a word of its own, text after the name is content; otherwise it is the title."""
    name = next((name for name in block.classes if name in CALLOUTS), "") if block.name == "admonition" else block.name
    kind = CALLOUTS.get(name, (name or "admonition").replace(":", "-"))
    has_title = block.name not in CALLOUTS or block.name == "admonition"
    title = (block.title if has_title else "") or SEE_ALSO.get(name, "")
    if has_title and not title:
        title = "Details" if block.name in ("dropdown", "toggle", "details") else block.name.capitalize()
    is_folded = block.name in ("dropdown", "toggle", "details") or "dropdown" in block.classes
    inside = list(block.translated(block.content))
    if block.argument and not has_title:
        inside = [block.line(block.title), *inside]
    if title:
        inside = [block.line(f"## {title}"), block.line(), *inside]
    yield from block.within(
        block.label, f".callout-{kind}", 'collapse="true"' if is_folded else "", signs="::::", content=inside
    )


def margin_block(block: Directive) -> Lines:
    title = [block.line(f"**{block.title}**"), block.line()] if block.argument and block.name == "sidebar" else []
    text = [block.line(block.title)] if block.argument and not title else []
    yield from block.within(".column-margin", content=[*title, *text, *block.translated(block.content)])


def theorem(block: Directive) -> Lines:
    kind = block.name.removeprefix("prf:").removesuffix("-start")
    name = f"name={quoted(block.title)}" if block.argument else ""
    # A theorem without a number may be referred to all the same, and then has one.
    is_counted = block.options.get("nonumber", "false") == "false" and block.options.get("enumerated") != "false"
    if block.name in KINDS and (is_counted or block.label):
        label = block.label or f"#{label_of(block.unnamed, KINDS[block.name])}"
        lines = list(block.within(label, f".{kind}", name))
    elif kind == "proof":
        lines = list(block.within(".proof", name))
    else:
        title = f"## {kind.capitalize()}{f': {block.title}' if block.argument else ''}"
        inside = [block.line(title), block.line(), *block.translated(block.content)]
        lines = list(block.within(block.label, f".callout-{kind}", content=inside))
    yield from _begun(block, lines)


def solution(block: Directive) -> Lines:
    """A solution. It names what it solves by the label."""
    solved = f"name={quoted(block.words(f'{{ref}}`{block.argument}`'))}" if block.argument else ""
    yield from _begun(block, list(block.within(block.label, ".solution", solved)))


def _begun(block: Directive, lines: list[Line]) -> list[Line]:
    """Leave out the end of a div that another directive ends."""
    return lines[:-2] if block.name.endswith("-start") else lines


def end(block: Directive) -> Lines:
    yield block.line(":::")
    yield block.line()


def formula(block: Directive) -> Lines:
    texts = [text for text in (block.argument, *(line.text for line in block.content)) if text.strip()]
    # Sphinx aligns formulas with several rows.
    is_aligned = any("\\\\" in text for text in texts) and not any("\\begin{" in text for text in texts)
    if is_aligned:
        texts = ["\\begin{aligned}", *texts, "\\end{aligned}"]
    is_numbered = block.label and block.options.get("enumerated") != "false"
    for text in ("", "$$", *texts, f"$$ {{{block.label}}}" if is_numbered else "$$", ""):
        yield block.line(text)


def code(block: Directive) -> Lines:
    language = block.argument.strip() if LANGUAGE.fullmatch(block.argument.strip()) else ""
    lines = list(block.content)
    if block.name == "literalinclude":
        language = block.options.get("language", "")
        written = block.read(block.argument.strip()).rstrip("\n").split("\n")
        lines = [block.line(text) for _, text in excerpt(written, block.options, is_code=True)]
    caption = block.options.get("caption", "")
    stated = (block.label, f".{language}" if language else "", f"lst-cap={quoted(caption)}" if caption else "")
    yield from block.fenced(f"{{{' '.join(filter(None, stated))}}}" if block.label or caption else language, lines)


def cell(block: Directive) -> Lines:
    tags = (tag.strip(" \"'") for tag in block.options.get("tags", "").strip("[] ").split(","))
    hidden = [block.line(f"#| {HIDDEN[tag]}") for tag in tags if tag in HIDDEN]
    language = block.argument.split()[:1]
    named = "python" if not language or language[0].startswith("ipython") else language[0]
    yield from block.fenced(f"{{{named}}}", [*hidden, *block.content])


def raw(block: Directive) -> Lines:
    yield from block.fenced(f"{{={block.argument.strip() or 'html'}}}", block.content)


def glossary(block: Directive) -> Lines:
    """Terms with their meanings, which MyST indents below them. Several terms may have one meaning."""
    yield block.line()
    is_first = True
    terms: list[Line] = []
    for line in (*block.translated(block.content), block.line()):
        # mystmd's meanings stand behind a colon, and need no margin.
        if line.text.strip() and not (line.text[:1].isspace() or line.text.startswith(": ")):
            terms.append(line)
            continue
        if terms:
            yield terms[0]._replace(text=", ".join(term.text.strip() for term in terms))
            is_first, terms = True, []
        text = line.text.strip().removeprefix(": ").lstrip()
        if text:
            yield line._replace(text=f":   {text}" if is_first else f"    {text}")
            is_first = False
        else:
            yield line


def quotation(block: Directive) -> Lines:
    yield block.line()
    for line in (*((block.line(block.title),) if block.argument else ()), *block.translated(block.content)):
        yield line._replace(text=f"> {line.text}".rstrip())
    yield block.line()


def embedded_frame(block: Directive) -> Lines:
    """A film or a page becomes a link, which with a label is a figure."""
    address = block.argument.strip()
    address = f"https://www.youtube.com/watch?v={address}" if block.name == "youtube" else address
    shown = (block.line(), block.line(link_to(address)), block.line(), *block.translated(block.content))
    yield from block.within(block.label, signs="::::", content=shown) if block.label else (*shown, block.line())


BLOCKS: Final[Mapping[str, Callable[[Directive], Lines]]] = {
    **dict.fromkeys("tableofcontents toctree toc contents bibliography footbibliography index meta".split(), no_lines),
    **dict.fromkeys("tab-set tabs grid card-carousel container div only".split(), around),
    **dict.fromkeys("tab-item tab grid-item rubric centered".split(), in_place),
    **dict.fromkeys(("card", "grid-item-card"), card),
    **dict.fromkeys(("button-link", "button-ref"), button),
    "panels": panels,
    **dict.fromkeys(CALLOUTS, callout),
    **dict.fromkeys("admonition seealso todo topic dropdown toggle details".split(), callout),
    **dict.fromkeys("margin sidebar aside".split(), margin_block),
    **dict.fromkeys(("exercise", "exercise-start"), theorem),
    **dict.fromkeys(("solution", "solution-start"), solution),
    **dict.fromkeys(
        "prf:algorithm prf:assumption prf:axiom prf:conjecture prf:corollary prf:criterion prf:definition prf:example"
        " prf:lemma prf:observation prf:proof prf:property prf:proposition prf:remark prf:theorem".split(),
        theorem,
    ),
    **dict.fromkeys(("exercise-end", "solution-end"), end),
    **dict.fromkeys(("figure", "figure-md", "subfigure", "glue:figure"), figure),
    **dict.fromkeys(("glue", "glue:any", "glue:math"), no_lines),
    "embed": embedded,
    "image": image,
    "table": table,
    "list-table": list_table,
    "csv-table": csv_table,
    "math": formula,
    **dict.fromkeys(("code-block", "code", "sourcecode", "literalinclude"), code),
    "code-cell": cell,
    "raw": raw,
    "glossary": glossary,
    **dict.fromkeys(("epigraph", "pull-quote", "highlights", "blockquote"), quotation),
    **dict.fromkeys(FRAMES, embedded_frame),
}
