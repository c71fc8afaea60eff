"""`cs:date` to a function that renders a date variable.

CSL 1.0.2, “Date” and “Date-part”. A range repeats only the parts that differ, with the delimiter of the largest of
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from site_builder.csl.context import UNKNOWN, Context, Renderer
from site_builder.csl.formatting import Wrap, compile_wrap
from site_builder.csl.locale import Locale
from site_builder.csl.numbers import ordinal
from site_builder.csl.richtext import raised
from site_builder.csl.textcase import Letters
from site_builder.csl.tree import Node, Tree, row
from site_builder.csl.xml import Element
from site_builder.frozen import frozen
from site_builder.model import Date

_SIZES = {"year": 0, "month": 1, "day": 2}


@frozen
class _Part:
    name: str
    size: int
    form: str
    prefix: str
    suffix: str
    range_delimiter: str
    wrap: Wrap


def _merged(localized: Element, own: Element | None) -> Element:
    """A locale's date part with the attributes that the style sets for it. Affixes come only from the locale."""
    if own is None:
        return localized
    return replace(localized, attributes={**localized.attributes, **own.without("prefix", "suffix").attributes})


def _compile_part(element: Element) -> _Part:
    return _Part(
        element.get("name"),
        _SIZES.get(element.get("name"), 3),
        element.get("form"),
        element.get("prefix"),
        element.get("suffix"),
        element.get("range-delimiter") or "–",
        compile_wrap(element.without("prefix", "suffix")),
    )


def _date_parts(element: Element, locale: Locale) -> tuple[list[_Part], str]:
    form = element.get("form")
    own = {part.get("name"): part for part in element.all("date-part")}
    if not form:
        return [_compile_part(part) for part in element.all("date-part")], element.get("delimiter")
    localized = locale.dates.get(form)
    if localized is None:
        return [], ""
    shown = element.get("date-parts", "year-month-day").split("-")
    parts = [
        _compile_part(_merged(part, own.get(part.get("name"))))
        for part in localized.all("date-part")
        if part.get("name") in shown
    ]
    return parts, element.get("delimiter") or localized.get("delimiter")


def _year(year: int, form: str) -> str:
    return f"{year % 100:02d}" if form == "short" and year > 0 else str(abs(year))


def _era(year: int, form: str, locale: Locale) -> str:
    """The era after a year before the common era or of fewer than four digits (CSL 1.0.2, “AD and BC”)."""
    if year < 0:
        return locale.term("bc") or ""
    return (locale.term("ad") or "") if year < 1000 and form != "short" else ""


def _month(month: int, form: str, locale: Locale) -> str:
    if form == "numeric":
        return str(month)
    if form == "numeric-leading-zeros":
        return f"{month:02d}"
    return locale.term(f"month-{month:02d}", "short" if form == "short" else "long") or ""


def _day(day: int, month: int, form: str, locale: Locale) -> str:
    if form == "numeric-leading-zeros":
        return f"{day:02d}"
    only_first = locale.options.get("limit-day-ordinals-to-day-1") == "true"
    if form == "ordinal" and (day == 1 or not only_first):
        return ordinal(day, locale, locale.genders.get(f"month-{month:02d}", ""))
    return str(day)


def _with_affixes(tree: Tree, prefix: str, suffix: str) -> Tree:
    return Node([piece for piece in (prefix, tree, suffix) if piece]) if tree else ""


@frozen
class _Form:
    """How a `cs:date` shows dates."""

    parts: Sequence[_Part]
    delimiter: str
    locale: Locale

    def tree(self, date: Date, letters: Letters) -> Tree:
        if not date.parts:
            return self.literal(date.literal, letters)
        return self.range(date, letters) if len(date.parts) > 1 else self.single(date, letters)

    def literal(self, text: str, letters: Letters) -> Tree:
        """A date that is only text, in place of the year."""
        year = next((part for part in self.parts if part.name == "year"), None) if text else None
        if year is None:
            return ""
        return _with_affixes(Node((year.wrap(text, letters),), role="year"), year.prefix, year.suffix)

    def single(self, date: Date, letters: Letters) -> Tree:
        return self.stretch(self.parts, date.parts[0], letters, date.season)

    def range(self, date: Date, letters: Letters) -> Tree:
        first, second = date.parts[0], date.parts[1]
        if second == (0,):
            one = self.single(date, letters)
            return Node((one, "–")) if one else ""
        differs_at = next((size for size in range(3) if first[size : size + 1] != second[size : size + 1]), 3)
        shown = [part for part in self.parts if part.size < max(len(first), len(second))]
        differing = [index for index, part in enumerate(shown) if part.size >= differs_at]
        if not differing:
            return self.single(date, letters)
        begin, end = differing[0], differing[-1] + 1
        before, changing, behind = shown[:begin], shown[begin:end], shown[end:]
        ends = (
            self.stretch([*changing[:-1], replace(changing[-1], suffix="")], first, letters),
            self.stretch([replace(changing[0], prefix=""), *changing[1:]], second, letters),
        )
        largest = min((shown[index] for index in differing), key=lambda part: part.size)
        both = row(ends, largest.range_delimiter)
        return row([self.stretch(before, first, letters), both, self.stretch(behind, second, letters)], self.delimiter)

    def stretch(self, parts: Sequence[_Part], date: tuple[int, ...], letters: Letters, season: int = 0) -> Tree:
        trees = [_with_affixes(self.part(part, date, letters, season), part.prefix, part.suffix) for part in parts]
        return row(trees, self.delimiter)

    def part(self, part: _Part, date: tuple[int, ...], letters: Letters, season: int) -> Tree:
        size, locale = part.size, self.locale
        if size == 1 and len(date) > 1 and 12 < date[1] <= 24:
            season = (date[1] - 1) % 4 + 1
        if size == 1 and season:
            text = locale.term(f"season-{season:02d}") or ""
        elif size >= len(date) or (size == 0 and date[0] == 0):
            return ""
        elif size == 0:
            text = _year(date[0], part.form)
        elif size == 1:
            text = _month(date[1], part.form, locale)
        else:
            text = _day(date[2], date[1], part.form, locale)
        tree = part.wrap(raised(text), letters)
        if size or not tree:
            return tree
        return Node(filter(None, (tree, _era(date[0], part.form, locale))), role="year")


def compile_date(element: Element, locale: Locale) -> Renderer:
    """The renderer of a `cs:date`, localised if it names a form."""
    variable = element.get("variable")
    parts, delimiter = _date_parts(element, locale)
    form = _Form(parts, delimiter, locale)
    wrap = compile_wrap(element)
    shown = tuple(part.name for part in parts)

    def render(context: Context) -> Tree:
        context.called += 1
        if variable in context.substituted:
            return ""
        date = context.item.dates.get(variable, UNKNOWN)
        if context.sorting:
            time = sort_date(date, shown)
            if time or date.literal:
                context.filled.append(variable)
            return time
        tree = form.tree(date, context.item.letters)
        if tree:
            context.filled.append(variable)
            tree = Node((tree,), role=f"date:{variable}")
        return wrap(tree, context.item.letters)

    return render


def sort_date(date: Date, parts: tuple[str, ...] = ("year", "month", "day")) -> str:
    """A date as text that sorts by time (CSL 1.0.2, “Sorting”). Years before the common era come first.

    A date that is only text sorts as if it were absent, as does one without any of the `parts`.
    """

    def one(values: tuple[int, ...]) -> str:
        padded = [*values, 0, 0, 0][:3]
        if padded[1] == 0 and date.season:
            padded[1] = date.season
        keep = [value if name in parts else 0 for name, value in zip(("year", "month", "day"), padded, strict=True)]
        return f"{keep[0] + 100000:06d}{keep[1]:02d}{keep[2]:02d}" if "year" in parts or any(keep) else ""

    return "-".join(filter(None, map(one, date.parts)))
