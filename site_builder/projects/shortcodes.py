"""Shortcodes of Quarto, Hugo and Jekyll in a line of text to Markdown in their places."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.patterns import pattern
from site_builder.projects.lines.plugins import is_known_tag
from site_builder.projects.shortcode_texts import TAG_START, Values, named_arguments, shortcode_text, steps_to

# Blanks around a name are stripped, not matched: two repeats of blanks in a row would try every way to share them.
INCLUDE: Final = pattern(r"[ \t]*\{\{<\s*include\s(?P<path>[^\n]{1,400}?)>\}\}[ \t]*")
CALL: Final = pattern(
    r"(?P<code>`{1,9}[^`\n]*`{1,9})|\{\{\{<(?P<escaped>[^\n]{0,400}?)>\}\}\}|\{\{<\s*/\*(?P<comment>[^\n]{0,400}?)\*/\s*>\}\}"
    r"|\{\{[<%](?P<call>[^\n]{0,400}?)[>%]\}\}|(?<!\\)\{\{#(?!(?:bibliography|cite|title)\b)(?P<helper>[^{}\n]{1,400})\}\}"
    r"|\{% (?P<tag>[^\n]{1,400}?)%\}"
    r"|\{\{ ?(?:(?P<of>page|site)\.(?P<key>[\w.-]{1,100})|[\"'](?P<text>[^\"'{}\n]{1,400})[\"'](?= ?\|))"
    r"(?P<filters>(?: ?\|[^{}|\n]{1,100}){0,5}) ?\}\}"
)
# Jekyll's filters that change nothing here, since links are relative to their page
NO_CHANGE: Final = pattern(
    r"(?: ?\| ?(?:relative_url|absolute_url|escape|xml_escape|strip|prepend: ?site\.(?:baseurl|url)))* ?"
)
# GitBook's filter for citations, which is read elsewhere
CITES: Final = pattern(r" ?\| ?cite ?")
# A value in Quarto's code
VALUE: Final = pattern(r"(?<!\{)\{\{<\s{0,9}(?P<of>meta|var)\s{1,9}(?P<key>[\w.-]{1,100})\s{0,9}>\}\}(?!\})")
# Where the values of variables are written
WHERE: Final = {
    "meta": "the front matter",
    "page": "the front matter",
    "site": "_config.yml",
    "var": "a Quarto project's _variables.yml",
}
# An abstract may have a few plain tags. Its comments and styles are left out, since they show nothing.
PLAIN_TAG: Final = r"/?(?:sub|sup|b|i|em|strong|br|u|small)\s?/?>"
OTHER_START: Final = pattern(rf"{TAG_START.pattern}(?!{PLAIN_TAG})", re.IGNORECASE)
COMMENT: Final = pattern(r"<!--(?:[^-]|-(?!->)){0,5000}-->|<style(?:\s[^<>]{0,200})?>[^<]{0,5000}</style>")
UNSHOWN: Final = frozenset(
    "fa bi iconify ai academicons fontawesome icon downloadthis embed lipsum placeholder".split()
)
# Shortcodes that explain a word. The word stays, without its explanation.
EXPLAINED: Final = frozenset({"acr", "acronym", "gls", "glossary"})
LONGEST_CALL: Final = 20
# Calls that may go over several lines, and how these end
LONG_CALLS: Final = (("{{<", ">}}"), ("{% link", "%}"))
# Tags of Jekyll that have a meaning here, and the one that ends the last of them
OF_JEKYLL: Final = ("link", "post_url", "raw")
END: Final = "endraw"
RAW: Final = pattern(r"\{% raw %\}([^\n]*?)\{% endraw %\}")


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
    is_raw = False

    def fill(found: re.Match[str]) -> str:
        nonlocal is_raw
        if found["code"] is not None:
            is_raw_code = values.of_jekyll and "raw %}" in found[0]
            return RAW.sub(r"\1", found[0]) if is_raw_code else shown_code(found[0], values)
        if values.of_jekyll and (found["tag"] or "").strip() == (END if is_raw else "raw"):
            is_raw = not is_raw
            return ""
        if is_raw:
            return found[0]
        escaped = found["escaped"] if found["escaped"] is not None else found["comment"]
        if escaped is not None:
            return f"{{{{<{escaped}>}}}}"
        # Calls of mdBook's plugins look like Handlebars' helpers or GitBook's blocks.
        is_alone = found[0] == line.strip()
        if (found["tag"] and is_known_tag(found["tag"], is_alone)) or _is_of_others(found, values):
            return "" if values.of_jekyll and (found["tag"] or "").strip() == END else found[0]
        of_plugin = found["helper"] or found["tag"]
        words = _words_of_jekyll(found) or _words(of_plugin or found["call"])
        where = Location(place.path, place.line, found.start() + 1)
        is_tag = values.of_jekyll and bool(words) and words[0] in OF_JEKYLL
        text = shortcode_text(words, values) if words and (not of_plugin or is_tag) else None
        text = found["text"] if found["text"] and NO_CHANGE.fullmatch(found["filters"]) else text
        if text is None:
            diagnostics.append(_unknown(words, found[0], where, values.of_review))
            return "" if words and words[0] in UNSHOWN else _explained(words) or found[0]
        return text if is_safe(text) or not text else found[0]

    return CALL.sub(fill, line), diagnostics


def _is_of_others(found: re.Match[str], values: Values) -> bool:
    """Whether a call looks like Jekyll's, but is not, or is read elsewhere."""
    is_value = bool(found["key"] or found["text"])
    return is_value and (not values.of_jekyll or CITES.fullmatch(found["filters"]) is not None)


def _words_of_jekyll(found: re.Match[str]) -> list[str]:
    """The words of a call of Jekyll's for a value; [] for any other call."""
    if found["key"] and NO_CHANGE.fullmatch(found["filters"]):
        return [found["of"], found["key"]]
    return [found[0].strip("{} ")] if found["key"] or found["text"] else []


def keys_asked_for(line: str) -> Iterator[str]:
    """The keys of the front matter whose values a line shows."""
    for found in CALL.finditer(line) if "{{" in line else ():
        words = _words(found["call"] or "")
        if words[:1] == ["meta"] and len(words) > 1:
            yield steps_to(words[1])[0]
        elif found["of"] == "page":
            yield steps_to(found["key"])[0]


def _explained(words: list[str]) -> str:
    """The word that a shortcode would explain; "" for other shortcodes."""
    if not words or words[0] not in EXPLAINED:
        return ""
    return named_arguments(words[1:]).get("display") or next((word for word in words[1:] if "=" not in word), "")


def shown_code(code: str, values: Values) -> str:
    """Code as Quarto shows it: with values filled in, and escaped shortcodes without their third braces."""
    if "{{<" not in code:
        return code
    if values.in_code:
        code = VALUE.sub(lambda found: shortcode_text([found["of"], found["key"]], values) or found[0], code)
    return code.replace("{{{<", "{{<").replace(">}}}", ">}}")


def _words(call: str) -> list[str]:
    try:
        return shlex.split(call)
    except ValueError:
        return call.split()


def _unknown(words: list[str], written: str, place: Location, of_review: bool) -> Diagnostic:
    name = words[0] if words else ""
    if name in WHERE and len(words) > 1:
        message = f"There is no value for “{words[1]}”."
        hint = (
            f"write it out{'' if of_review and name != 'meta' else f', or add the key “{words[1]}” to {WHERE[name]}'}."
        )
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
