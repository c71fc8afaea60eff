"""CSL style and locale files to styles and locales, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.csl.xml import Element, UnusableFile, parse_xml
from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean
from site_builder.frozen import frozen

Locales = Mapping[str, Element]
"""The roots of locale files, by language: “en-US”, “de-DE”, …"""

# A few lines of macros that call each other twice render as much as a book.
# The largest published styles have 1.7 million elements, nested 72 deep.
_DEEPEST = 110
_LARGEST = 4_000_000


@frozen
class Style:
    """A CSL style, read and checked. A dependent style only has a `parent`, the name of the style that it refers to."""

    path: str
    root: Element
    parent: str = ""
    default_locale: str = ""

    @property
    def title(self) -> str:
        info = self.root.first("info")
        title = info.first("title") if info else None
        return title.text.strip() if title else self.path

    @property
    def in_notes(self) -> bool:
        return self.root.get("class") == "note"


def _fault(path: str, line: int, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(Rule.MALFORMED_STYLE, Location(path, line), message, hint)


def _parse(xml: bytes, path: str, wanted: str) -> tuple[Element | None, tuple[Diagnostic, ...]]:
    try:
        root = parse_xml(xml)
    except UnusableFile as error:
        hint = "check the file with a CSL validator, or download it again."
        return None, (_fault(path, error.line, f"This is not well-formed XML: {error.message}.", hint),)
    if root.tag != wanted:
        message = f"The file's outermost element is <{root.tag}>, not <{wanted}>."
        return None, (_fault(path, root.line, message, "give the path of a CSL style or locale file."),)
    return root, ()


def _parent(root: Element) -> str:
    info = root.first("info")
    for link in info.all("link") if info else ():
        if link.get("rel") == "independent-parent":
            return link.get("href").rstrip("/").rpartition("/")[2]
    return ""


def read_style(xml: bytes, path: str) -> tuple[Style | None, tuple[Diagnostic, ...]]:
    """The style in a `.csl` file; None if it cannot be used."""
    root, diagnostics = _parse(xml, path, "style")
    if root is None:
        return None, diagnostics
    parent = _parent(root)
    citation = root.first("citation")
    if citation is None or citation.first("layout") is None:
        if parent:
            return Style(path, root, parent, root.get("default-locale")), ()
        return None, (
            _fault(path, root.line, "The style has no <citation> with a <layout>.", "add one, or use another style."),
        )
    try:
        check_size(root)
    except UnusableFile as error:
        return None, (_fault(path, error.line, error.message, "remove the calls, or use another style."),)
    macros = [macro.get("name") for macro in root.all("macro")]
    faults = tuple(
        _fault(
            path,
            element.line,
            f"The style calls a macro “{element.get('macro')}” that it does not define.",
            did_you_mean(element.get("macro"), macros, "define it with <macro name=…>."),
        )
        for element in root.walk()
        if element.tag in ("text", "key") and "macro" in element.attributes and element.get("macro") not in macros
    )
    return Style(path, root, "", root.get("default-locale")), faults


def read_locale(xml: bytes, path: str) -> tuple[Element | None, tuple[Diagnostic, ...]]:
    """The root element of a locale file."""
    return _parse(xml, path, "locale")


def _too_large(line: int) -> UnusableFile:
    return UnusableFile("The style's macros call each other more often, or deeper, than can be rendered.", line)


@dataclass(slots=True)
class _Unfolding:
    macros: Mapping[str, Element]
    known: dict[str, tuple[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def measure(self, element: Element, depth: int) -> tuple[int, int]:
        """The number of elements from this one on, and the depth of their nesting. Raises UnusableFile."""
        if depth > _DEEPEST:
            raise _too_large(element.line)
        size, height = 1, 1
        for child in element.children:
            more, deeper = self.measure(child, depth + 1)
            size, height = size + more, max(height, deeper + 1)
        if element.tag in ("text", "key") and "macro" in element.attributes:
            more, deeper = self._of_macro(element, depth + 1)
            size, height = size + more, max(height, deeper + 1)
        if size > _LARGEST or depth + height > _DEEPEST:
            raise _too_large(element.line)
        return size, height

    def _of_macro(self, call: Element, depth: int) -> tuple[int, int]:
        name = call.get("macro")
        if name not in self.known and name in self.macros:
            if name in self.begun:
                raise UnusableFile(f"The macro “{name}” calls itself, and would never end.", call.line)
            self.begun.add(name)
            self.known[name] = self.measure(self.macros[name], depth)
        return self.known.get(name, (0, 0))


def check_size(root: Element) -> None:
    """Raises UnusableFile if a style would take more time, or more of Python's stack, than any real one."""
    unfolding = _Unfolding({macro.get("name"): macro for macro in root.all("macro")})
    for part in root.all("citation", "bibliography"):
        unfolding.measure(part, 0)
