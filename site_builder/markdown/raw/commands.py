r"""LaTeX's commands without a meaning here to text, as they are written, and to diagnostics.

Pandoc leaves such commands out of a page, even `\textbf{not}` or `\mu`. An author's own reminder, `\todo{…}`, is left
out here, too.
"""

from __future__ import annotations

from typing import Final

from markdown_it.rules_inline import StateInline

from site_builder.diagnostics import Rule
from site_builder.markdown.raw.braces import closing_of
from site_builder.markdown.raw.formats import report_dropped
from site_builder.markdown.source_positions import reading_of
from site_builder.patterns import pattern

# Not a single letter, as in “\n”, nor a part of a path, as in “C:\Users\me”.
COMMAND: Final = pattern(
    r"(?:(?<![\w:/])|(?=\\[A-Za-z]+\*?\{))\\([A-Za-z]{2,})\*?(?:\[[^\[\]\n]{0,30}\]|\{[^{}\n]{0,30}\})*"
)
REMARK: Final = pattern(r"\\todo(?:\[[^\[\]\n]{0,100}\])?\{")
LONGEST: Final = 2_000
TOLD: Final = "commands told of"
HINT: Final = (
    "write it in Markdown; mathematics stands between dollar signs, without spaces beside them, and “\\\\” shows a"
    " backslash."
)


def raw_command_rule(state: StateInline, silent: bool) -> bool:
    """Leave out a reminder. Report any other command, once in a text, and leave it to the rules for text."""
    if state.src[state.pos] != "\\":
        return False
    if remark := REMARK.match(state.src, state.pos, state.posMax):
        most = min(remark.end() + LONGEST, state.posMax)
        end = closing_of(state.src, remark.end(), most)
        if end < most and "@" not in (said := state.src[state.pos : end + 1]):
            if not silent:
                reading = reading_of(state)
                report_dropped(reading, f"The LaTeX command “{said}”", reading.place(state.pos))
            state.pos = end + 1
            return True
    if silent:
        return False
    found = COMMAND.match(state.src, state.pos, state.posMax)
    told: set[str] = state.env.setdefault(TOLD, set())
    if found and found[1] not in told:
        told.add(found[1])
        message = f"“{found[0]}” is LaTeX that has no meaning here, so it is shown as written."
        reading_of(state).report(Rule.UNKNOWN_COMMAND, state.pos, message, HINT)
    return False
