"""XML text to elements that know their line.

CSL needs only elements, attributes and text. A file that declares a document type or an entity is refused, so no entity
can expand or load anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from xml.parsers import expat

from site_builder.frozen import frozen

_DEEPEST = 200
_LARGEST = 2_000_000


class UnusableFile(Exception):
    """A style or locale file cannot be used. `line` is where that shows, from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@frozen
class Element:
    """An element without its namespace: `cs:text` is `text`, `xml:lang` is `lang`.

    `line` is 0 if it was not in a file.
    """

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Element, ...] = ()
    text: str = ""
    line: int = 0

    def get(self, attribute: str, default: str = "") -> str:
        return self.attributes.get(attribute, default)

    def only(self, *attributes: str) -> Element:
        """The element with only these attributes."""
        kept = {name: value for name, value in self.attributes.items() if name in attributes}
        return replace(self, attributes=kept)

    def without(self, *attributes: str) -> Element:
        """The element without these attributes."""
        return self.only(*(name for name in self.attributes if name not in attributes))

    def all(self, *tags: str) -> Iterator[Element]:
        return (child for child in self.children if child.tag in tags)

    def first(self, *tags: str) -> Element | None:
        return next(self.all(*tags), None)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Element]
    text: list[str]


def _unescaped(value: str) -> str:
    """An attribute's value. Some published styles escape a character reference twice (“&amp;#160;”)."""
    return unescape(value) if "&#" in value else value


def parse_xml(xml: bytes) -> Element:
    """The root element. Raises UnusableFile."""
    if len(xml) > _LARGEST:
        raise UnusableFile(f"the file has {len(xml):,} bytes, and no style has more than {_LARGEST:,}", 1)
    # Some files have an empty line before their declaration.
    xml = re.sub(rb"\A(\s++)<\?xml\s[^<>]*\?>", rb"\1", xml, count=1)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    stack = [_Open("", {}, 0, [], [])]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(stack) > _DEEPEST:
            raise UnusableFile(f"elements are nested more than {_DEEPEST} deep", parser.CurrentLineNumber)
        local = {name.rpartition(" ")[2]: _unescaped(value) for name, value in attributes.items()}
        stack.append(_Open(tag.rpartition(" ")[2], local, parser.CurrentLineNumber, [], []))

    def end(_: str) -> None:
        done = stack.pop()
        element = Element(done.tag, done.attributes, tuple(done.children), "".join(done.text), done.line)
        stack[-1].children.append(element)

    def refuse(*_: object) -> None:
        raise UnusableFile("a document type declaration is not allowed here", parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: stack[-1].text.append(text)
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise UnusableFile(expat.ErrorString(error.code), error.lineno) from error
    except (LookupError, ValueError) as error:
        raise UnusableFile(f"the file's encoding cannot be read ({error})", 1) from error
    return stack[0].children[0]
