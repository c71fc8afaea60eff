"""The tags of HTML, JATS and MathML in a text of a reference to those of CSL-JSON's rich text."""

from __future__ import annotations

import re
from typing import Final

from site_builder.characters import without_tags
from site_builder.formula_text import text_of_formula
from site_builder.patterns import pattern

# Tags in titles and abstracts, as publishers give them to Crossref, and CSL-JSON's; "" for those that it has none for
_MEANT: Final = {
    **dict.fromkeys(("em", "italic"), "i"),
    **dict.fromkeys(("strong", "bold"), "b"),
    **dict.fromkeys(("scp", "small-caps"), "sc"),
    "inf": "sub",
    **{name: name for name in ("i", "b", "sc", "sub", "sup")},
    **dict.fromkeys("tt monospace u underline inline-formula tex-math alternatives".split(), ""),
}
_TAG: Final = pattern(rf"<(/?)((?:jats:)?({'|'.join(_MEANT)})|jats:[a-z-]+)(?:\s[^<>]*)?>", re.IGNORECASE)
_BREAK: Final = pattern(r" ?<(?:jats:)?/?br ?/?> ?", re.IGNORECASE)
_FORMULA: Final = pattern(r"\s?<(mml:)?math(?:\s[^<>]*)?>((?:(?!</?(?:mml:)?math\b).)*)</(?:mml:)?math>", re.DOTALL)
_OF_MATHML: Final = pattern(r"(</?)mml:")


def with_rich_tags(text: str) -> str:
    """The text with CSL-JSON's tags. A tag that is nowhere closed is text: “The <em> of HTML”."""
    if "<" not in text:
        return text
    text = _FORMULA.sub(_formula, _BREAK.sub(" ", text)).strip() if "math" in text or "br" in text.lower() else text
    if "</" not in text:
        return text
    found = [(closing, name.lower()) for closing, name, _ in _TAG.findall(text)]
    paired = {name for closing, name in found if closing and ("", name) in found}

    def meant(tag: re.Match[str]) -> str:
        name = _MEANT[tag[3].lower()] if tag[3] else ""
        return tag[0] if tag[2].lower() not in paired else f"<{tag[1]}{name}>" if name else ""

    return _TAG.sub(meant, text)


def _formula(found: re.Match[str]) -> str:
    content = _OF_MATHML.sub(r"\1", found[2])
    try:
        said = text_of_formula(f"<math>{content}</math>", rich=True)
    except ValueError:
        said = without_tags(content)
    return f"{' ' if found[0][0].isspace() else ''}{said}"
