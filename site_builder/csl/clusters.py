"""The cites of one citation to one text: grouped, collapsed, with delimiters and affixes.

CSL 1.0.2, “Cite Grouping” and “Cite Collapsing”.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from site_builder.csl.cited import Cited, linked
from site_builder.csl.tree import Node, Tree, find, plain
from site_builder.csl.xml import Element
from site_builder.frozen import frozen

_OWN_DELIMITER = (", ", "; ", ". ")


@frozen
class ClusterOptions:
    """What `cs:citation` and its layout say of joining cites."""

    delimiter: str = ""
    collapse: str = ""
    group_delimiter: str | None = None
    after_collapse: str = ""
    after_every_group: bool = False
    suffix_delimiter: str = ""


def cluster_options(citation: Element, layout: Element, in_notes: bool) -> ClusterOptions:
    """The options of joining cites.

    Where a style names no `cite-group-delimiter`, it is a comma; in notes, and
    beside an `after-collapse-delimiter`, it is the layout's delimiter. That
    one stands after every group, but where letters collapse (`year-suffix`)
    only after one that was collapsed. The specification is silent on both;
    so citeproc-js has it.
    """
    delimiter = layout.get("delimiter")
    collapse = citation.get("collapse")
    group = citation.attributes.get("cite-group-delimiter")
    if group is None and collapse in ("year", "year-suffix", "year-suffix-ranged"):
        group = delimiter if in_notes or "after-collapse-delimiter" in citation.attributes else ", "
    return ClusterOptions(
        delimiter,
        collapse,
        group,
        citation.get("after-collapse-delimiter", delimiter),
        collapse != "year-suffix",
        citation.get("year-suffix-delimiter") or citation.get("cite-group-delimiter") or delimiter,
    )


Rerender = Callable[[Cited, bool, bool], Tree]
"""The cite again: with its author suppressed or not, and reduced to its year suffix or not."""


def _grouped(cites: Sequence[Cited]) -> list[list[Cited]]:
    """Cites of the same names next to each other, in the order of the first of each."""
    groups: dict[str, list[Cited]] = {}
    in_order: list[list[Cited]] = []
    for cited in cites:
        # Words of the author's own belong to one cite, which stays in its place among the others.
        if cited.source.prefix:
            groups = {}
        names = cited.names or _before_year(cited)
        if names in groups and not cited.source.suffix:
            groups[names].append(cited)
        else:
            groups[names] = [cited]
            in_order.append(groups[names])
        if cited.source.suffix:
            groups = {}
    return in_order


def _before_year(cited: Cited) -> str:
    """What tells a cite without names, such as an act's, from another one; nothing where a style prints years alone."""
    year = _year(cited)
    return plain(cited.tree).partition(year)[0] if year else plain(cited.tree)


def _own_suffix(tree: Tree) -> str:
    """The words of the author's own that end a linked cite."""
    if isinstance(tree, str) or tree.item is not None:
        return ""
    last = tree.children[-1]
    return "" if isinstance(last, Node) and last.item is not None else plain(last).rstrip()


def _delimited(parts: Sequence[tuple[Tree, str]]) -> Tree:
    """Trees with the delimiter that belongs before each; the first one's goes unused."""
    children: list[Tree] = []
    before = ""
    for tree, delimiter in parts:
        if not tree:
            continue
        text = plain(tree)
        if children and delimiter and not text.startswith(_OWN_DELIMITER):
            children.append(" " if before.endswith(",") else delimiter)
        children.append(tree)
        before = _own_suffix(tree)
    return Node(children) if children else ""


def _years(group: Sequence[Cited], options: ClusterOptions, rerender: Rerender) -> list[tuple[Tree, str]]:
    """One group collapsed on its names, and where the style says so on its years."""
    parts: list[tuple[Tree, str]] = [(linked(group[0], group[0].tree), "")]
    on_suffix = options.collapse.startswith("year-suffix")
    # A number behind a year with a comma before it would be taken for its page.
    between = options.after_collapse if any(cited.source.locator for cited in group) else options.group_delimiter
    previous = group[0]
    run: list[Cited] = []
    for cited in group[1:]:
        same_year = on_suffix and previous.suffix and cited.suffix and _year(previous) == _year(cited) and cited.bare
        if same_year:
            run.append(cited)
            letter = rerender(cited, True, True)
            parts.append((linked(cited, letter), options.suffix_delimiter))
        else:
            parts.append((linked(cited, rerender(cited, True, False)), between or ""))
        previous = cited
    return _ranged(group, parts, options) if options.collapse == "year-suffix-ranged" else parts


def _ranged(group: Sequence[Cited], parts: list[tuple[Tree, str]], options: ClusterOptions) -> list[tuple[Tree, str]]:
    """Three or more letters in a row as a range; the works between its ends stay on the letters that are shown."""
    kept: list[tuple[Tree, str]] = []
    follow_on = [
        delimiter == options.suffix_delimiter and after.suffix == cited.suffix + 1 and cited.bare
        for cited, after, (_, delimiter) in zip(group, group[1:], parts[1:], strict=False)
    ]
    for start, end in _runs(follow_on):
        kept.append(parts[start])
        kept += [(parts[end][0], "–")] if end - start >= 2 else parts[start + 1 : end + 1]
    return kept


def _runs(follow_on: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where stretches of items begin and end, of which it is said for all but the last whether the next follows on."""
    start = 0
    for end, goes_on in enumerate([*follow_on, False]):
        if not goes_on:
            yield start, end
            start = end + 1


def _year(cited: Cited) -> str:
    node = find(cited.tree, "year")
    return plain(node) if node is not None else ""


def _numbers(cites: Sequence[Cited], options: ClusterOptions) -> list[tuple[Tree, str]]:
    """Three or more numbers in a row as a range."""
    parts: list[tuple[Tree, str]] = []
    follow_on = [
        cited.bare and after.bare and after.item.number == cited.item.number + 1 for cited, after in pairwise(cites)
    ]
    for start, end in _runs(follow_on) if cites else ():
        delimiter = options.after_collapse if parts and parts[-1][1] == "–" else options.delimiter
        shown = [(linked(cited, cited.tree), options.delimiter) for cited in cites[start : end + 1]]
        parts.append((shown[0][0], delimiter))
        parts += [(shown[-1][0], "–")] if end - start >= 2 else shown[1:]
    return parts


def join_cites(cites: Sequence[Cited], options: ClusterOptions, rerender: Rerender) -> Tree:
    """All cites of a citation in one text, the layout's own affixes not yet around it."""
    if options.collapse == "citation-number":
        return _delimited(_numbers(cites, options))
    if options.group_delimiter is None or len(cites) < 2:
        return _delimited([(linked(cited, cited.tree), options.delimiter) for cited in cites])
    parts: list[tuple[Tree, str]] = []
    collapsed = False
    for group in _grouped(cites):
        delimiter = options.after_collapse if collapsed or options.after_every_group else options.delimiter
        if options.collapse:
            these = _years(group, options, rerender)
        else:
            these = [(linked(cited, cited.tree), options.group_delimiter) for cited in group]
        parts.append((these[0][0], delimiter))
        parts += these[1:]
        collapsed = bool(options.collapse) and len(group) > 1
    return _delimited(parts)
