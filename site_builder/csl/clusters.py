"""The cites of one citation to one text: grouped, collapsed, with delimiters and affixes.

CSL 1.0.2, “Cite Grouping” and “Cite Collapsing”.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from site_builder.csl.rendered_cite import RenderedCite, linked_cite
from site_builder.csl.tree import Node, Tree, find, plain
from site_builder.csl.xml import Element
from site_builder.frozen import frozen

_OWN_DELIMITER = (", ", "; ", ". ")


@frozen
class ClusterOptions:
    """The attributes of `cs:citation` and its layout for joining cites."""

    delimiter: str = ""
    collapse: str = ""
    group_delimiter: str | None = None
    after_collapse: str = ""
    after_every_group: bool = False
    suffix_delimiter: str = ""


def cluster_options(citation: Element, layout: Element, in_notes: bool) -> ClusterOptions:
    """The options for joining cites.

    Without a `cite-group-delimiter`, groups are joined by a comma or, in notes and beside an
    `after-collapse-delimiter`, by the layout's delimiter. The `after-collapse-delimiter` follows every group, but with
    `year-suffix` only a group that was collapsed. The specification does not settle either; citeproc-js does it so.
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


Rerender = Callable[[RenderedCite, bool, bool], Tree]
"""Renders the cite again, with or without its author, and whole or reduced to its year suffix."""


def _grouped(cites: Sequence[RenderedCite]) -> list[list[RenderedCite]]:
    """Cites with the same names in groups, in the order of the first of each group."""
    groups: dict[str, list[RenderedCite]] = {}
    in_order: list[list[RenderedCite]] = []
    for cited in cites:
        # An author's own words belong to one cite, which keeps its place among the others.
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


def _before_year(cited: RenderedCite) -> str:
    """The text that identifies a cite without names, such as an act's; "" if the style prints only years."""
    year = _year(cited)
    return plain(cited.tree).partition(year)[0] if year else plain(cited.tree)


def _own_suffix(tree: Tree) -> str:
    """The author's own words at the end of a linked cite."""
    if isinstance(tree, str) or tree.item is not None:
        return ""
    last = tree.children[-1]
    return "" if isinstance(last, Node) and last.item is not None else plain(last).rstrip()


def _delimited(parts: Sequence[tuple[Tree, str]]) -> Tree:
    """The trees, each preceded by its delimiter. The first one's is not used."""
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


def _years(group: Sequence[RenderedCite], options: ClusterOptions, rerender: Rerender) -> list[tuple[Tree, str]]:
    """A group with its names shown once and, if the style says so, years collapsed as well."""
    parts: list[tuple[Tree, str]] = [(linked_cite(group[0], group[0].tree), "")]
    on_suffix = options.collapse.startswith("year-suffix")
    # After a comma, a year, or its letter alone, would be read as a further page of the locator before it.
    between = options.after_collapse if any(cited.source.locator for cited in group) else options.group_delimiter
    previous = group[0]
    run: list[RenderedCite] = []
    for cited in group[1:]:
        same_year = previous.suffix and cited.suffix and _year(previous) == _year(cited)
        if on_suffix and same_year and cited.bare and not previous.shows_locator:
            run.append(cited)
            letter = rerender(cited, True, True)
            parts.append((linked_cite(cited, letter), options.suffix_delimiter))
        else:
            parts.append((linked_cite(cited, rerender(cited, True, False)), between or ""))
        previous = cited
    return _ranged(group, parts, options) if options.collapse == "year-suffix-ranged" else parts


def _ranged(
    group: Sequence[RenderedCite], parts: list[tuple[Tree, str]], options: ClusterOptions
) -> list[tuple[Tree, str]]:
    """Three or more letters in a row become a range. The works in its middle have no link of their own."""
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
    """The first and last index of each stretch.

    `follow_on` says of each item but the last whether the next continues it.
    """
    start = 0
    for end, goes_on in enumerate([*follow_on, False]):
        if not goes_on:
            yield start, end
            start = end + 1


def _year(cited: RenderedCite) -> str:
    node = find(cited.tree, "year")
    return plain(node) if node is not None else ""


def _numbers(cites: Sequence[RenderedCite], options: ClusterOptions) -> list[tuple[Tree, str]]:
    """Three or more numbers in a row become a range."""
    parts: list[tuple[Tree, str]] = []
    follow_on = [
        cited.bare and after.bare and after.item.number == cited.item.number + 1 for cited, after in pairwise(cites)
    ]
    for start, end in _runs(follow_on) if cites else ():
        delimiter = options.after_collapse if parts and parts[-1][1] == "–" else options.delimiter
        shown = [(linked_cite(cited, cited.tree), options.delimiter) for cited in cites[start : end + 1]]
        parts.append((shown[0][0], delimiter))
        parts += [(shown[-1][0], "–")] if end - start >= 2 else shown[1:]
    return parts


def join_cites(cites: Sequence[RenderedCite], options: ClusterOptions, rerender: Rerender) -> Tree:
    """All cites of a citation as one text, without the layout's affixes."""
    if options.collapse == "citation-number":
        return _delimited(_numbers(cites, options))
    if options.group_delimiter is None or len(cites) < 2:
        return _delimited([(linked_cite(cited, cited.tree), options.delimiter) for cited in cites])
    parts: list[tuple[Tree, str]] = []
    collapsed = False
    for group in _grouped(cites):
        delimiter = options.after_collapse if collapsed or options.after_every_group else options.delimiter
        if options.collapse:
            these = _years(group, options, rerender)
        else:
            these = [(linked_cite(cited, cited.tree), options.group_delimiter) for cited in group]
        parts.append((these[0][0], delimiter))
        parts += these[1:]
        collapsed = bool(options.collapse) and len(group) > 1
    return _delimited(parts)
