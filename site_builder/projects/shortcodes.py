"""Quarto's shortcodes in a line of text, to Markdown."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Final
from urllib.parse import quote

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.frozen import frozen
from site_builder.model import YamlMap
from site_builder.patterns import pattern
from site_builder.projects.lines.plugins import is_known_tag
from site_builder.yaml_values import items_of, node_at, text_of

# Blanks around a name are stripped, not matched: two repeats of blanks in a row would try every way to share them.
INCLUDE: Final = pattern(r"[ \t]*\{\{<\s*include\s(?P<path>[^\n]{1,400}?)>\}\}[ \t]*")
CALL: Final = pattern(
    r"(?P<code>`{1,9}[^`\n]*`{1,9})|\{\{\{<(?P<escaped>[^\n]{0,400}?)>\}\}\}|\{\{<\s*/\*(?P<comment>[^\n]{0,400}?)\*/\s*>\}\}"
    r"|\{\{[<%](?P<call>[^\n]{0,400}?)[>%]\}\}|(?<!\\)\{\{#(?!(?:bibliography|cite|title)\b)(?P<helper>[^{}\n]{1,400})\}\}"
    r"|\{% (?P<tag>[^\n]{1,400}?)%\}|\{\{ ?(?P<of>page|site)\.(?P<key>[\w.-]{1,100}) ?\}\}"
)
# The address of a Jekyll site is left out, since links here are relative to their page.
PLACES: Final = ("baseurl", "url")
# Where the values of variables are written
WHERE: Final = {
    "meta": "the front matter",
    "page": "the front matter",
    "site": "_config.yml",
    "var": "a Quarto project's _variables.yml",
}
# Values of metadata may not bring HTML tags into a text, neither alone nor by two values side by side.
TAG_START: Final = pattern(r"<(?=[A-Za-z/!?]|\Z)(?!https?://[^\s<>]{1,2000}>)")
# But an abstract may have a few plain tags, and its comments and styles are left out, since they show nothing.
PLAIN_TAG: Final = r"/?(?:sub|sup|b|i|em|strong|br|u|small)\s?/?>"
OTHER_START: Final = pattern(rf"{TAG_START.pattern}(?!{PLAIN_TAG})", re.IGNORECASE)
COMMENT: Final = pattern(r"<!--(?:[^-]|-(?!->)){0,5000}-->|<style(?:\s[^<>]{0,200})?>[^<]{0,5000}</style>")
UNSHOWN: Final = frozenset(
    "fa bi iconify ai academicons fontawesome icon downloadthis embed lipsum placeholder".split()
)
SYSTEM: Final = pattern(r"^(?:mac|win|linux)=")
# Shortcodes that explain a word. The word stays, without its explanation.
EXPLAINED: Final = frozenset({"acr", "acronym", "gls", "glossary"})
FILM: Final = pattern(r"(?![a-z]+:)[^<>]*\.(?:mp4|webm|ogv|m4v|mov)", re.IGNORECASE)
FILMS: Final = {"vimeo": "https://vimeo.com/", "youtube": "https://www.youtube.com/watch?v="}
LONGEST_CALL: Final = 20
# Calls that may go over several lines, and how these end
LONG_CALLS: Final = (("{{<", ">}}"), ("{% link", "%}"))
# Shortcodes that show nothing here; each text has its list of references anyway.
NOTHING: Final = frozenset({"bibliography", "pagebreak", "clearpage", "newpage", "references", "raw", "/raw"})
CITING: Final = ("cite", "citep", "cites", "pcite")
NARRATIVE: Final = ("citet", "tcite")
OF_HUGO: Final = tuple(
    sign + name
    for name in "admonition alert callout column columns details expand hint notice tab tabs".split()
    for sign in ("", "/")
)
# Tags of Jekyll and its theme al-folio that have a meaning here, and the tags that end some of them
OF_JEKYLL: Final = ("details", "include", "link", "post_url", "raw")
ENDS: Final = ("enddetails", "endraw")


@frozen
class Values:
    """The values of shortcodes: metadata of the text and the project, `_variables.yml`, and the keys of acronyms.

    `page.` and `site.` have values only in texts that are `of_jekyll`. A text `of_review` may have no keys of its own.
    """

    metadata: tuple[YamlMap, ...] = ()
    variables: YamlMap = field(default_factory=YamlMap)
    acronyms: frozenset[str] = frozenset()
    of_jekyll: bool = False
    of_review: bool = False


def plainly_marked(text: str) -> str:
    """A text of an author's metadata as Markdown with the same number of lines, and no HTML except a few plain tags."""
    return OTHER_START.sub("< ", COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text))


def whole_call(lines: Sequence[str], at: int) -> tuple[str, int]:
    """The line, joined with later ones if a shortcode in it ends there, and the number of the next line."""
    for begin, close in LONG_CALLS:
        opens = lines[at].rfind(begin)
        if opens < 0 or close in lines[at][opens:]:
            continue
        for end in range(at + 1, min(at + LONGEST_CALL, len(lines))):
            if not lines[end].strip() or begin in lines[end]:
                break
            if close in lines[end]:
                return " ".join([lines[at], *map(str.strip, lines[at + 1 : end + 1])]), end + 1
    return lines[at], at + 1


def filled(
    line: str, place: Location, values: Values, is_safe: Callable[[str], bool] = bool
) -> tuple[str, list[Diagnostic]]:
    """The line with its shortcodes filled in, and diagnostics. Unsafe ones, and most unknown ones, stay as written."""
    diagnostics: list[Diagnostic] = []

    def fill(found: re.Match[str]) -> str:
        if found["code"] is not None:
            return unescaped(found[0])
        escaped = found["escaped"] if found["escaped"] is not None else found["comment"]
        if escaped is not None:
            return f"{{{{<{escaped}>}}}}"
        # Calls of mdBook's plugins look like Handlebars' helpers or GitBook's blocks.
        if (found["tag"] and is_known_tag(found["tag"])) or (found["key"] and not values.of_jekyll):
            return "" if values.of_jekyll and (found["tag"] or "").strip() in ENDS else found[0]
        of_plugin = found["helper"] or found["tag"]
        words = [found["of"], found["key"]] if found["key"] else _words(of_plugin or found["call"])
        where = Location(place.path, place.line, found.start() + 1)
        is_tag = values.of_jekyll and bool(words) and words[0] in OF_JEKYLL
        text = _shortcode_text(words, values) if words and (not of_plugin or is_tag) else None
        if text is None:
            diagnostics.append(_unknown(words, found[0], where, values.of_review))
            return "" if words and words[0] in UNSHOWN else _explained(words) or found[0]
        return text if is_safe(text) or not text else found[0]

    return CALL.sub(fill, line), diagnostics


def _explained(words: list[str]) -> str:
    """The word that a shortcode would explain; "" for other shortcodes."""
    if not words or words[0] not in EXPLAINED:
        return ""
    return _named(words[1:]).get("display") or next((word for word in words[1:] if "=" not in word), "")


def unescaped(code: str) -> str:
    """Code as Quarto shows it: escaped shortcodes without their third braces."""
    return code.replace("{{{<", "{{<").replace(">}}}", ">}}")


def _words(call: str) -> list[str]:
    try:
        return shlex.split(call)
    except ValueError:
        return call.split()


def _named(arguments: Iterable[str]) -> dict[str, str]:
    """The named arguments, such as `title="A film"`, by their names."""
    return dict(each.split("=", 1) for each in arguments if "=" in each)


def _shortcode_text(words: list[str], values: Values) -> str | None:
    """The text for a shortcode, "" if it shows nothing; None if it has no meaning here."""
    name, arguments = words[0], words[1:]
    if name in NOTHING or (name in OF_HUGO and not arguments):
        return ""
    return SHORTCODES[name](name, arguments, values) if name in SHORTCODES and arguments else None


def _value(name: str, arguments: list[str], values: Values) -> str | None:
    steps = re.split(r"(?<!\\)\.", arguments[0])
    if name == "site" and arguments[0] in PLACES:
        return ""
    said = {"meta": values.metadata, "var": (values.variables,), "page": values.metadata[:1]}
    for metadata in said.get(name, values.metadata[1:]):
        node = node_at(metadata, *(step.replace("\\.", ".") for step in steps))
        if text := ", ".join(filter(None, map(text_of, items_of(node)))):
            return TAG_START.sub("< ", " ".join(text.split()))
    return None


def _video(_name: str, arguments: list[str], _values: Values) -> str | None:
    address = next((each for each in arguments if "=" not in each.split("://")[0]), "")
    title = _named(arguments).get("title", "Video")
    if FILM.fullmatch(address):
        return f'![](<{address}>){{alt="{title.replace(chr(34), "")}"}}'
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


def _around(name: str, arguments: list[str], _values: Values) -> str:
    """The title of a shortcode that encloses a text, in bold; "" if it has none."""
    titles = [each.partition("=")[2] for each in arguments if each.startswith(("label=", "name=", "title="))]
    titles += [each for each in arguments[:1] if name == "tab" and "=" not in each]
    if name in ("details", "expand"):
        titles += [" ".join(each for each in arguments if "=" not in each and each != "open")]
    return f"**{titles[0]}**" if "".join(titles[:1]) else ""


def _figure(_name: str, arguments: list[str], _values: Values) -> str | None:
    said = _named(arguments)
    caption = said.get("caption") or said.get("title") or said.get("alt", "")
    return f"![{caption}](<{said['src']}>)" if said.get("src") else None


def _included(_name: str, arguments: list[str], values: Values) -> str | None:
    """A figure, as Jekyll's themes include it, with a path from the top of the site: `figure.liquid path="a.png"`."""
    said = _named(arguments)
    path = said.get("path") or said.get("image_path") or ""
    source = path if "://" in path else f"/{path.lstrip('/')}"
    is_figure = path and arguments[0].partition(".")[0] == "figure"
    return _figure("", [*arguments, f"src={source}"], values) if is_figure else None


def _acronym(_name: str, arguments: list[str], values: Values) -> str | None:
    return f"\\acr{{{arguments[0]}}}" if arguments[0] in values.acronyms else None


def _keys(_name: str, arguments: list[str], _values: Values) -> str:
    """The keys of all systems, `mac=Cmd-C win=Ctrl-C`, since a reader may have any of them."""
    return " / ".join(dict.fromkeys(f"`{SYSTEM.sub('', each)}`" for each in arguments))


# The shortcodes with arguments, by their names
SHORTCODES: Final[Mapping[str, Callable[[str, list[str], Values], str | None]]] = {
    **dict.fromkeys(("meta", "var", "page", "site"), _value),
    **dict.fromkeys((*CITING, *NARRATIVE), _cited),
    **dict.fromkeys(OF_HUGO, _around),
    **dict.fromkeys(("ref", "relref"), lambda _name, arguments, _values: arguments[0]),
    "acr": _acronym,
    **dict.fromkeys(
        FILMS, lambda name, arguments, _values: f"<{FILMS[name]}{quote(arguments[0].removeprefix('id='))}>"
    ),
    "figure": _figure,
    "include": _included,
    "kbd": _keys,
    "link": lambda _name, arguments, _values: f"/{arguments[0]}",
    "post_url": lambda _name, arguments, _values: f"/_posts/{arguments[0]}.md",
    "video": _video,
}


def _unknown(words: list[str], written: str, place: Location, of_review: bool) -> Diagnostic:
    name = words[0] if words else ""
    if name in WHERE and len(words) > 1:
        message = f"There is no value for “{words[1]}”."
        hint = f"write it out{'' if of_review else f', or add the key “{words[1]}” to {WHERE[name]}'}."
        return Diagnostic(Rule.UNFILLED_VARIABLE, place, message, hint)
    if name == "include" and written.startswith(("{{<", "{{#")):
        message = "A text can only be included on a line of its own, so this is shown as written."
        return Diagnostic(Rule.UNKNOWN_SHORTCODE, place, message, "put it on a line of its own.")
    if _explained(words):
        shown = "only its words are shown"
    else:
        shown = "nothing is shown instead" if name in UNSHOWN else "it is shown as written"
    message = f"The shortcode “{name or written}” has no meaning here, so {shown}."
    return Diagnostic(Rule.UNKNOWN_SHORTCODE, place, message, "write what it should show, or remove it.")
