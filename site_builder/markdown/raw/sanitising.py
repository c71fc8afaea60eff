"""HTML with holes to the same without anything that acts: no scripts, no frames, no forms, few styles."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

import nh3

from site_builder.mathematics import MathMl
from site_builder.model import Hole, TableBreak

TAGS: Final = frozenset(nh3.ALLOWED_TAGS) | frozenset(
    "audio input label main picture section source tfoot track video".split()
)
ATTRIBUTES: Final = {
    "*": frozenset("id class title lang dir role hidden tabindex translate style".split()),
    "a": frozenset("href hreflang name download type rel target".split()),
    "audio": frozenset("src controls loop muted preload".split()),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "img": frozenset("src alt width height loading decoding".split()),
    # The box of a task list, which nobody can change
    "input": frozenset("type checked disabled".split()),
    "ins": frozenset({"cite", "datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "q": frozenset({"cite"}),
    "source": frozenset({"src", "type"}),
    "td": frozenset("colspan rowspan headers scope align".split()),
    "th": frozenset("colspan rowspan headers scope align abbr".split()),
    "time": frozenset({"datetime"}),
    "track": frozenset("src kind srclang label default".split()),
    "video": frozenset("src controls height width loop muted poster preload".split()),
}
ANYTHING_AFTER: Final = ("data-", "aria-")
SCHEMES: Final = frozenset("http https mailto tel doi".split())
STYLES: Final = frozenset({"width", "height", "text-align"})
# Elements whose content is no text for readers.
DROPPED_WHOLE: Final = frozenset({"script", "style", "template", "iframe", "object", "noscript"})


def sanitised(pieces: Iterable[str | Hole]) -> list[str | Hole]:
    """The pieces as one text of HTML, cleaned by nh3. A hole in something that was taken out is gone, too.

    MathML, which nh3 would take out, is kept, as every part of it is known already.
    """
    parts = list(pieces)
    # With the hash of a text around a number for each hole, nothing that is written there can be taken for a hole.
    text = "".join(part for part in parts if isinstance(part, str))
    sign = f"-{blake2b(text.encode(), digest_size=16).hexdigest()}-"
    row = f"<tr><td>{sign}", f"{sign}</td></tr>"
    holes: list[MathMl | Hole] = []
    html: list[str] = []
    for part in parts:
        if isinstance(part, str) and not isinstance(part, MathMl):
            html.append(part)
        else:
            mark = f"{sign}{len(holes)}{sign}"
            # Between the rows of a table, parsers of HTML let no text stand.
            html.append(f"{row[0]}{mark}{row[1]}" if isinstance(part, TableBreak) else mark)
            holes.append(part)
    clean = nh3.clean(
        "".join(html),
        tags=set(TAGS),
        clean_content_tags=set(DROPPED_WHOLE),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        set_tag_attribute_values={"input": {"type": "checkbox", "disabled": ""}},
        generic_attribute_prefixes=set(ANYTHING_AFTER),
        url_schemes=set(SCHEMES),
        filter_style_properties=set(STYLES),
        link_rel=None,
    )
    marked = clean.replace(f"{row[0]}{sign}", sign).replace(f"{sign}{row[1]}", sign)
    return [part if at % 2 == 0 else holes[int(part)] for at, part in enumerate(marked.split(sign))]
