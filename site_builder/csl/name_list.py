"""Names to one list: with its “and”, shortened by its et al., or as it sorts (CSL 1.0.2, “Names”).

Disambiguation may show more names than the style's number, and more of a given name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from site_builder.csl.context import Context
from site_builder.csl.formatting import Wrap, affixed
from site_builder.csl.locale import Locale
from site_builder.csl.name_options import NameOptions
from site_builder.csl.personal_name import is_spaced, render_name, sort_text_as_shown
from site_builder.csl.tree import Node, Tree, row
from site_builder.frozen import frozen
from site_builder.model import Name

_OTHERS = Name(literal="others")


@frozen
class EtAl:
    """What stands for the names that are not shown, and its formatting."""

    text: str
    wrap: Wrap


def _limits(options: NameOptions, context: Context) -> tuple[int, int]:
    """The number of names from which a list is shortened, and the number that it is shortened to."""
    minimum, first = options.et_al_min, options.et_al_use_first
    if context.cite.position != "first" and not context.in_bibliography:
        minimum = options.subsequent_min or minimum
        first = options.subsequent_use_first if options.subsequent_use_first >= 0 else first
    return minimum, first


def _shown_count(names: Sequence[Name], options: NameOptions, context: Context) -> int:
    minimum, first = _limits(options, context)
    if not minimum or first < 0 or len(names) < minimum:
        return len(names)
    # In the list of references, the authors were told apart, and not the editors behind them.
    is_further = context.in_bibliography and context.names_seen
    if context.disambiguation.names and not (context.sorting or is_further):
        first = max(first, context.disambiguation.names)
    return min(first, len(names))


def _precedes(rule: str, count: int, least: int, inverted: bool) -> bool:
    """Whether the delimiter precedes “and” or “et al.”, by a `delimiter-precedes-…` rule."""
    if rule == "always":
        return True
    if rule == "never":
        return False
    if rule == "after-inverted-name":
        return inverted
    return count >= least


class NameList:
    """Lists of names as one `cs:names` writes them."""

    def __init__(self, options: NameOptions, et_al: EtAl, locale: Locale) -> None:
        self.options = options
        self.with_initials = options
        if options.form == "short" and options.initialize_with is None:
            self.with_initials = replace(options, initialize_with="")
        self.et_al = et_al
        self.and_term = {"text": locale.term("and") or "and", "symbol": "&"}.get(options.and_, "")

    def _level(self, name: Name, index: int, context: Context) -> int:
        disambiguation = context.disambiguation
        if not disambiguation.given or (disambiguation.primary_only and index):
            return 0
        return disambiguation.given.get(name, 0)

    def render(self, all_names: Sequence[Name], context: Context) -> Tree:
        options = self.options
        others = bool(all_names) and all_names[-1] == _OTHERS
        names = all_names[:-1] if others else all_names
        count = min(_shown_count(all_names, options, context), len(names))
        context.names_seen.append((tuple(names), count))
        if options.form == "count":
            return str(count)
        if context.sorting:
            return self._sorted(names, count, context)
        rendered: list[Tree] = []
        for index, name in enumerate(names[:count]):
            inverted = options.as_sort_order == "all" or (options.as_sort_order == "first" and index == 0)
            level = self._level(name, index, context)
            as_initials = level and context.disambiguation.initials_only
            tree = render_name(name, self.with_initials if as_initials else options, inverted, level)
            rendered.append(Node((self._shaped(tree, bool(name.literal)),), role="name") if tree else "")
        if count < len(names) and options.et_al_use_last and len(names) - count >= 2:
            last = render_name(names[-1], options, options.as_sort_order == "all", self._level(names[-1], 1, context))
            return Node((row(rendered, options.delimiter), options.delimiter, "… ", Node((last,), role="name")))
        if count < len(names) or others:
            return self._with_et_al(rendered, names, context)
        return self._joined(rendered, names)

    def _shaped(self, tree: Tree, is_literal: bool = False) -> Tree:
        """A name, or names with their “et al.”, with the format and affixes of `cs:name`.

        Literal names get no affixes.
        """
        options = self.options
        if options.format is not None:
            tree = Node((tree,), options.format)
        return tree if is_literal else affixed(tree, options.prefix, options.suffix)

    def _sorted(self, names: Sequence[Name], count: int, context: Context) -> Tree:
        """CSL 1.0.2, “Sorting”: names sort in inverted form, whatever the element shows."""
        options = self.options
        shown = list(names[:count])
        if count < len(names) and options.et_al_use_last:
            shown.append(names[-1])
        return " ".join(
            sort_text_as_shown(name, options, self._level(name, index, context)) for index, name in enumerate(shown)
        )

    def _is_inverted(self, names: Sequence[Name], index: int) -> bool:
        order = self.options.as_sort_order
        placed = order == "all" or (order == "first" and index == 0)
        return placed and bool(names[index].family and names[index].given)

    def _with_et_al(self, rendered: list[Tree], names_shown: Sequence[Name], context: Context) -> Tree:
        et_al = self.et_al.wrap(self.et_al.text, context.item.letters)
        names = row(rendered, self.options.delimiter)
        if not names or not et_al:
            return names
        inverted = self._is_inverted(names_shown, len(rendered) - 1)
        delimited = _precedes(self.options.precedes_et_al, len(rendered), 2, inverted)
        gap = " " if is_spaced(self.et_al.text) else ""
        whole = Node((names, self.options.delimiter if delimited else gap, et_al))
        return self._shaped(whole)

    def _joined(self, rendered: list[Tree], names_shown: Sequence[Name]) -> Tree:
        if len(rendered) < 2 or not self.and_term:
            return row(rendered, self.options.delimiter)
        inverted = self._is_inverted(names_shown, len(rendered) - 2)
        delimited = _precedes(self.options.precedes_last, len(rendered), 3, inverted)
        before = row(rendered[:-1], self.options.delimiter)
        if self.and_term[0] != "&" and not self.and_term[0].isalpha():
            return Node((before, self.and_term, rendered[-1]))
        return Node((before, self.options.delimiter if delimited else " ", f"{self.and_term} ", rendered[-1]))
