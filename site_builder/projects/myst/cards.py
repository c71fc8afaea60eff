"""MyST's cards, panels and buttons, which lead somewhere as a whole, to text and links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line
from site_builder.projects.myst.directive import Directive

# The lines between a card's head, its text and its foot
RULE: Final = pattern(r"[ \t]*(?:\^{3,}|\+{3,})[ \t]*")
BETWEEN_PANELS: Final = pattern(r"[ \t]*-{3,}[ \t]*")
OF_A_PANEL: Final = pattern(r"[ \t]*:[\w-]{1,40}:.*")
ROLES: Final = {"doc": "doc", "ref": "ref", "any": "any", "myst": "any"}


def card(block: Directive) -> Iterator[Line]:
    """A card. Its title becomes the link; without a title, the link is at its end."""
    address = block.options.get("link", "").strip()
    role = ROLES.get(block.options.get("link-type", "").strip(), "")
    title = _link(block, address, role, block.title) if address and "](" not in block.title else block.title
    ahead, behind = (block.words(block.options.get(side, "")) for side in ("header", "footer"))
    link = _link(block, address, role, "") if address and title == block.title else ""
    content = (line._replace(text="") if RULE.fullmatch(line.text) else line for line in block.content)
    yield block.line()
    for text in filter(None, (ahead, f"**{title}**" if title else "")):
        yield from (block.line(text), block.line())
    yield from block.translated(list(content))
    for text in filter(None, (link, behind)):
        yield from (block.line(), block.line(text))
    yield block.line()


def panels(block: Directive) -> Iterator[Line]:
    """Cards in one directive, each of which may begin with options."""
    content = []
    is_at_start = True
    for line in block.content:
        is_rule = bool(BETWEEN_PANELS.fullmatch(line.text) or RULE.fullmatch(line.text))
        is_option = is_at_start and bool(OF_A_PANEL.fullmatch(line.text))
        content.append(line._replace(text="") if is_rule or is_option else line)
        is_at_start = is_option or bool(BETWEEN_PANELS.fullmatch(line.text))
    yield block.line()
    yield from block.translated(content)
    yield block.line()


def button(block: Directive) -> Iterator[Line]:
    """A button, whose content becomes the words of a link."""
    role = ROLES.get(block.options.get("ref-type", "any"), "any") if block.name == "button-ref" else ""
    words = " ".join(line.text.strip() for line in block.translated(block.content) if line.text.strip())
    yield block.line()
    yield block.line(_link(block, block.argument.strip(), role, words))
    yield block.line()


def _link(block: Directive, address: str, role: str, words: str) -> str:
    """A link with its words, which may be more than a role can hold."""
    if not role and "://" in address:
        return f"[{words}](<{address}>)" if words else f"<{address}>"
    said = block.words(f"{{{role}}}`x <{address}>`" if role else f"[x]({address})")
    if words and said.startswith("[x]("):
        return f"[{words}]{said.removeprefix('[x]')}"
    return block.words(f"{{{role or 'doc'}}}`{address}`")
