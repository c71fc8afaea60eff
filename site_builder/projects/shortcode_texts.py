"""A shortcode of Quarto, Hugo or Jekyll to the Markdown that it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Final
from urllib.parse import quote

from site_builder.frozen import frozen
from site_builder.markdown.lone_brackets import with_lone_brackets_escaped
from site_builder.model import YamlMap
from site_builder.patterns import pattern
from site_builder.projects.lines.foreign_attributes import quoted
from site_builder.yaml_values import items_of, node_at, text_of

# The address of a Jekyll site is left out, since links here are relative to their page.
PLACES: Final = ("baseurl", "url")
# Values of metadata may not bring HTML tags into a text, neither alone nor by two values side by side.
TAG_START: Final = pattern(r"<(?=[A-Za-z/!?]|\Z)(?!https?://[^\s<>]{1,2000}>)")
SYSTEM: Final = pattern(r"^(?:mac|win|linux)=")
FILM: Final = pattern(r"(?![a-z]+:)[^<>]*\.(?:mp4|webm|ogv|m4v|mov)", re.IGNORECASE)
FILMS: Final = {"vimeo": "https://vimeo.com/", "youtube": "https://www.youtube.com/watch?v="}
# Shortcodes that show nothing here; each text has its list of references anyway.
NOTHING: Final = frozenset({"bibliography", "pagebreak", "clearpage", "newpage", "references", "raw", "/raw"})
CITING: Final = ("cite", "citep", "cites", "pcite")
NARRATIVE: Final = ("citet", "tcite")


@frozen
class Values:
    """The values of shortcodes: metadata of the text and the project, `_variables.yml`, and the keys of acronyms.

    `page.` and `site.` have values only in texts that are `of_jekyll`. In a text
    `of_review`, only keys of the front matter have values. Those `in_code` are filled in, too, as Quarto does.
    """

    metadata: tuple[YamlMap, ...] = ()
    variables: YamlMap = field(default_factory=YamlMap)
    acronyms: frozenset[str] = frozenset()
    of_jekyll: bool = False
    of_review: bool = False
    in_code: bool = False


def named_arguments(arguments: Iterable[str]) -> dict[str, str]:
    """The named arguments, such as `title="A film"`, by their names."""
    return dict(each.split("=", 1) for each in arguments if "=" in each)


def shortcode_text(words: list[str], values: Values) -> str | None:
    """The text for a shortcode, "" if it shows nothing; None if it has no meaning here."""
    name, arguments = words[0], words[1:]
    if name in NOTHING:
        return ""
    return SHORTCODES[name](name, arguments, values) if name in SHORTCODES and arguments else None


def steps_to(value: str) -> list[str]:
    """The keys that lead to a value: “a.b” is the key b below a."""
    return [step.replace("\\.", ".") for step in re.split(r"(?<!\\)\.", value)]


def _value(name: str, arguments: list[str], values: Values) -> str | None:
    if name == "site" and arguments[0] in PLACES:
        return ""
    said = {"meta": values.metadata, "var": (values.variables,), "page": values.metadata[:1]}
    for metadata in said.get(name, values.metadata[1:]):
        node = node_at(metadata, *steps_to(arguments[0]), first=1)
        if text := ", ".join(filter(None, map(text_of, items_of(node)))):
            return TAG_START.sub("< ", " ".join(text.split()))
    return None


def _video(_name: str, arguments: list[str], _values: Values) -> str | None:
    address = next((each for each in arguments if "=" not in each.split("://")[0]), "")
    title = named_arguments(arguments).get("title", "Video")
    if FILM.fullmatch(address):
        return f"![](<{address}>){{alt={quoted(title)}}}"
    return f"[{title}](<{address}>)" if address and not {"<", ">"} & {*address} else None


def _cited(name: str, arguments: list[str], _values: Values) -> str | None:
    """A citation of a Hugo module, `{{< cite "a b" "p. 3" >}}`, as pandoc writes it."""
    if "=" in arguments[0]:
        return None
    keys = [f"@{{{key}}}" for key in re.sub(r"[{};]", " ", arguments[0]).split()]
    told = arguments[1] if len(arguments) > 1 else ""
    # A hyphen behind a key means a citation without brackets.
    is_bare = any(key.endswith("-}") for key in keys)
    if keys and (is_bare or name in NARRATIVE or told in ("t", "author", "text")):
        return "; ".join(keys).replace("-}", "}")
    locator = f", {told}" if any(map(str.isdigit, told)) else ""
    return f"[{'; '.join(keys)}{locator}]" if keys else ""


def _figure(_name: str, arguments: list[str], _values: Values) -> str | None:
    said = named_arguments(arguments)
    caption = said.get("caption") or said.get("title") or said.get("alt", "")
    return f"![{with_lone_brackets_escaped(caption)}](<{said['src']}>)" if said.get("src") else None


def _acronym(_name: str, arguments: list[str], values: Values) -> str | None:
    return f"\\acr{{{arguments[0]}}}" if arguments[0] in values.acronyms else None


def _keys(_name: str, arguments: list[str], _values: Values) -> str:
    """The keys of all systems, `mac=Cmd-C win=Ctrl-C`, since a reader may have any of them."""
    keys = (each for each in arguments if not each.startswith("mode="))
    return " / ".join(dict.fromkeys(f"`{SYSTEM.sub('', each)}`" for each in keys))


# The shortcodes with arguments, by their names
SHORTCODES: Final[Mapping[str, Callable[[str, list[str], Values], str | None]]] = {
    **dict.fromkeys(("meta", "var", "page", "site"), _value),
    **dict.fromkeys((*CITING, *NARRATIVE), _cited),
    **dict.fromkeys(("ref", "relref"), lambda _name, arguments, _values: arguments[0]),
    "acr": _acronym,
    **dict.fromkeys(
        FILMS, lambda name, arguments, _values: f"<{FILMS[name]}{quote(arguments[0].removeprefix('id='))}>"
    ),
    "figure": _figure,
    "kbd": _keys,
    "link": lambda _name, arguments, _values: f"/{arguments[0]}",
    "post_url": lambda _name, arguments, _values: f"/_posts/{arguments[0]}.md",
    "video": _video,
}
