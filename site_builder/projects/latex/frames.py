"""LaTeX's environments that only set a text, to whether one is such, and to what it says of itself."""

from __future__ import annotations

from typing import Final

from site_builder.patterns import pattern

# What these do to their text is a matter of the page.
FRAMES: Final = frozenset(
    "center centering flushleft flushright small footnotesize large Large quote quotation landscape minipage multicols"
    " framed titlepage spacing singlespace onehalfspace doublespace abstract sloppypar adjustwidth raggedright"
    " tcolorbox mdframed shaded acknowledgement acknowledgements acknowledgment acknowledgments declaration"
    " dedication".split()
)
ARGUMENTS: Final = pattern(r"(?:\{[^{}\n]{0,200}\})*")
WORDS: Final = pattern(r"\{[^{}=\\]{1,100} [^{}=\\]{1,200}\}")


def is_frame(name: str) -> bool:
    return name in FRAMES or _is_box(name)


def opening_of(name: str, options: str, behind: str) -> tuple[str, str]:
    """The options of an environment, and the text behind its beginning: of a frame, without its arguments.

    What a box of the author's own says first in several words is its title.
    """
    arguments = ARGUMENTS.match(behind) if is_frame(name) else None
    if arguments is None:
        return options, behind
    is_titled = _is_box(name) and WORDS.match(behind)
    return f"title={behind[: behind.find('}') + 1]}" if is_titled else options, behind[arguments.end() :]


def _is_box(name: str) -> bool:
    """Whether an environment is called as authors call what they define for text in a frame: `infobox`."""
    return name.endswith("box") and name not in FRAMES and name != "lrbox"
