"""The outputs stored in a notebook to the blocks that show them: pictures, tables and texts.

They come as one more option of the chunk, so that the options that say what is shown hold for them, too.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.markdown.code.pictures import NamedOutput, images_of, unrun_paragraph
from site_builder.markdown.divs.figure_divs import attribute_text_token, caption_of, code_figure
from site_builder.patterns import pattern

# The border that pandas gives its tables
BORDER: Final = pattern(r"(?<=<table)\s+border=[\"']1[\"']")
OPTION: Final = "stored-outputs"


class OutputForm(StrEnum):
    """The form of an output. A picture is given by its address."""

    PICTURE = "picture"
    MARKDOWN = "markdown"
    HTML = "html"
    TEXT = "text"
    WARNING = "warning"
    UNKNOWN = "unknown"


class Output(NamedTuple):
    form: OutputForm
    content: str


def as_option(outputs: Iterable[Output]) -> str:
    """The line of the option, without the sign of a comment."""
    return f"{OPTION}: {b64encode(json.dumps(list(outputs)).encode()).decode()}"


def outputs_in(options: Mapping[str, str], hides_warnings: bool) -> list[Output]:
    """What a chunk showed when it was run, as far as it is stored."""
    if OPTION not in options:
        return []
    try:
        stored = json.loads(b64decode(options[OPTION], validate=True))
        outputs = [Output(OutputForm(form), str(said)) for form, said in stored]
    except (ValueError, TypeError, RecursionError):
        return []
    return [output for output in outputs if not (hides_warnings and output.form is OutputForm.WARNING)]


def blocks_of(
    outputs: Sequence[Output], fence: Token, named: NamedOutput | None, options: Mapping[str, str], state: StateCore
) -> list[Token]:
    """The blocks for what code showed. The label is that of the first picture, or else of everything."""
    pictures = [output.content for output in outputs if output.form is OutputForm.PICTURE]
    tokens: list[Token] = []
    for form, said in outputs:
        if form is OutputForm.MARKDOWN:
            made: list[Token] = []
            state.md.block.parse(said, state.md, state.env, made)
            tokens += [token.copy(map=fence.map) if token.map else token for token in made]
        elif form is OutputForm.HTML:
            html = f'<div class="table-wrap" tabindex="0">{BORDER.sub("", said)}</div>\n'
            tokens.append(Token("html_block", "", 0, content=html, map=fence.map, block=True))
        elif form is OutputForm.UNKNOWN:
            tokens += unrun_paragraph()
        elif form is not OutputForm.PICTURE:
            tokens.append(fence.copy(content=f"{said}\n", info=""))
    if pictures:
        return [*tokens, *images_of(pictures, fence, named, options)]
    if named is None:
        return tokens
    label, kind, caption = named
    frame = code_figure(label, kind, caption_of(attribute_text_token(caption, fence.map)), fence)
    frame[0].attrs.pop("class")
    at = frame.index(fence)
    return [*frame[:at], *tokens, *frame[at + 1 :]]
