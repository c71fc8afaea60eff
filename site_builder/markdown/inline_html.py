"""Inline tokens to HTML with holes: as the body has it, or simple enough to stand anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from markdown_it.token import Token

from site_builder.diagnostics import NOWHERE, Location, Rule, left_out
from site_builder.html_tags import split_unended
from site_builder.markdown.attributes import ALTERNATIVES, attributes_of
from site_builder.markdown.bodies import attribute_html, attributes_html, body_of, text_html
from site_builder.markdown.code.listings import code_html
from site_builder.markdown.formula_html import formula_html, formula_with_numbers
from site_builder.markdown.media import Medium, description_hint, media_html, medium_of, unlinked
from site_builder.markdown.raw.active_content import first_active_part, first_blocked_part
from site_builder.markdown.raw.html import XML_ANCHOR, is_external, with_links
from site_builder.markdown.source_positions import Reading
from site_builder.markdown.token_text import closing_of, is_break, plain_text, raw_tag, without_citations
from site_builder.markdown.unbroken_formulas import with_formulas_unbroken
from site_builder.model import Body, Citation, CrossReference, Hole, LocalImage, LocalLink, NoteMark, RawHtml

CELL_BREAK: Final = " · "
LINKING: Final = ("hole", "footnote_ref")
SIMPLE_TAGS: Final = frozenset({"em", "strong", "s", "sub", "sup"})


class InlineWriter:
    """Writes inline tokens. All images but the first are loaded only when the reader comes near."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.images = 0

    def write(self, tokens: Sequence[Token]) -> Iterator[str | Hole]:
        tokens, at = with_formulas_unbroken(tokens), 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "link_open":
                end = closing_of(tokens, at)
                # An address in angle brackets is a link within the link, which HTML does not allow.
                inside = [unlinked(token) for token in tokens[at + 1 : end] if not token.type.startswith("link_")]
                yield from self._link(token, inside)
                at = end + 1
                continue
            yield from self._leaf(token) if token.nesting == 0 else [tag_html(token)]
            at += 1

    def _link(self, opening: Token, inside: Sequence[Token]) -> Iterator[str | Hole]:
        """A link, without the citations, cross-references and notes in its text, which become links themselves.

        Without any text, it shows its address.
        """
        if not any(token.type in LINKING for token in inside):
            yield from self._link_tag(opening)
            yield from self.write(inside) if inside else [text_html(str(opening.attrs.get("href", "")))]
            yield "</a>"
            return
        is_open = is_shown = False
        for token in inside:
            linked = token.nesting == 0 and token.type not in LINKING
            if linked and not (token.content.strip() or token.type == "image"):
                linked = is_open
            is_shown |= linked
            if linked != is_open:
                yield from self._link_tag(opening) if linked else ["</a>"]
                is_open = linked
            yield from self._leaf(token) if token.nesting == 0 else [tag_html(token)]
        if is_open:
            yield "</a>"
        if not is_shown:
            message = "This link has no text beside a citation, a reference or a note, so it is not shown."
            hint = "write it after that, with a text of its own: [full text](…)."
            self.reading.diagnostics.append(left_out(opening.meta.get("place", NOWHERE), message, hint))

    def _link_tag(self, token: Token) -> Iterator[str | Hole]:
        url = str(token.attrs.get("href", ""))
        if not url or is_external(url):
            yield f"<a{attribute_html('href', url)}"
        else:
            place: Location = token.meta.get("place", NOWHERE)
            yield '<a href="'
            yield LocalLink(url, place)
            yield '"'
        yield attributes_html({key: value for key, value in token.attrs.items() if key != "href"})
        yield ">"

    def _leaf(self, token: Token) -> Iterator[str | Hole]:
        match token.type:
            case "hole":
                hole: Hole = token.meta["hole"]
                yield hole
            case "text" | "text_special":
                yield text_html(token.content)
            case "label":
                yield tag_html(token) + "</span>"
                if token.meta.get("names"):
                    label = CrossReference(str(token.attrs["id"]), capitalised=True)
                    yield from ('<span class="caption-label">', label, ".</span> ")
            case "softbreak":
                yield "\n"
            case "hardbreak":
                yield "<br>\n"
            case "code_inline":
                code = code_html(token.content, token.meta.get("attributes"))
                yield f"<code{attributes_html(token.attrs)}>{code}</code>"
            case "html_inline":
                yield from self.raw(token.content, partial(_further, token.meta["place"], token.content))
            case "image":
                yield from self.image(token)
            case "formula":
                yield from formula_with_numbers(token, "span")
            case "footnote_ref":
                yield NoteMark(token.meta["id"])

    def raw(self, html: str, place_of: Callable[[int], Location]) -> Iterator[str | Hole]:
        """The author's HTML, as far as the review allows it."""
        policy = self.reading.dialect.raw_html
        if policy is RawHtml.REFUSE:
            if not html.startswith("</"):
                hint = "write it in Markdown, or set “raw_html: sanitise” in review.yaml."
                message = "Raw HTML is refused in this review, so this is shown as text."
                self.reading.add(Rule.RAW_HTML_REFUSED, place_of(0), message, hint)
            yield text_html(html)
            return
        html, unended = split_unended(html)
        if unended:
            what, end = ("comment", "-->") if unended.startswith("<!--") else ("tag", ">")
            message = f"An HTML {what} begins here, but never ends, so it is shown as text."
            self.reading.add(Rule.UNENDED_HTML, place_of(len(html)), message, f"end it with “{end}”.")
        if policy is RawHtml.SANITISE and (what := first_active_part(html)):
            message = f"“{what}” was removed from this HTML, since it could act or change the page."
            hint = "remove it here, too, or trust all authors with “raw_html: allow” in review.yaml."
            self.reading.add(Rule.RAW_HTML_REMOVED, place_of(0), message, hint)
        elif policy is RawHtml.ALLOW and (what := first_blocked_part(html)):
            message = f"Browsers will ignore “{what}” here, since each page's Content-Security-Policy forbids it."
            hint = "put scripts into a file in content/, and refer to it by “src”."
            self.reading.add(Rule.BLOCKED_BY_POLICY, place_of(0), message, hint)
        for part in with_links(html, place_of):
            yield XML_ANCHOR.sub(r"\1></a>", part) if isinstance(part, str) else part
        yield text_html(unended)

    def image(self, token: Token, is_figure: bool = False) -> Iterator[str | Hole]:
        if not is_figure:
            self._report_holes(token)
        attributes = attributes_of(token)
        given = [value for name in ALTERNATIVES for key, value in attributes.pairs if key == name]
        said = without_citations(token.children) if is_figure else plain_text(token.children, holes=True)
        alt = given[0] if given else said
        url = str(token.attrs.get("src", ""))
        # A document becomes a link, which shows its name.
        if not alt.strip() and not given and medium_of(url) is not Medium.DOCUMENT:
            message = "This image has no alternative text for readers who cannot see it."
            self.reading.add(Rule.MISSING_ALT, token.meta["place"], message, description_hint(self.reading.path))
        if medium_of(url) is not Medium.PICTURE:
            yield from media_html(self.reading, token, alt, is_figure)
            return
        written = {"src": url, "alt": alt, **token.attrs, **({"loading": "lazy"} if self.images else {})}
        self.images += 1
        yield "<img"
        if not url or is_external(url):
            yield attribute_html("src", url)
        else:
            width, height = (int(written.pop(side, 0)) for side in ("width", "height"))
            yield ' src="'
            yield LocalImage(LocalLink(url, token.meta["place"], is_loaded=True), width, height)
            yield '"'
        yield attribute_html("alt", alt)
        yield attributes_html({key: written[key] for key in written if key not in ("src", "alt", "data-fig-alt")})
        yield ">"

    def figure_image(self, tokens: Sequence[Token]) -> Iterator[str | Hole]:
        """A figure's image, which may be a link."""
        opening = [token for token in tokens if token.type == "link_open"]
        image = next(token for token in tokens if token.type == "image")
        is_document = medium_of(str(image.attrs.get("src", ""))) is Medium.DOCUMENT
        for token in opening if not is_document else ():
            yield from self._link_tag(token)
        yield from self.image(image, is_figure=True)
        yield "</a>" * (len(opening) * (not is_document))

    def _report_holes(self, image: Token) -> None:
        for token in image.children or []:
            if token.type == "hole":
                hole = token.meta["hole"]
                place: Location = hole.location
                self.reading.uncited += hole.items if isinstance(hole, Citation) else ()
                message = f"The image's alternative text contains “{token.content}”, which cannot be a link there."
                hint = "move it to the text, or put the image in a paragraph of its own, to make the text a caption."
                self.reading.add(Rule.CITATION_IN_ALT_TEXT, place, message, hint)
            elif token.type == "image":
                self._report_holes(token)


def _further(place: Location, text: str, offset: int) -> Location:
    """The location of an offset in a text that begins at `place`; below the first line, its column is unknown."""
    rows = text.count("\n", 0, offset)
    return Location(place.path, place.line + rows, 0 if rows else place.column + offset)


def tag_html(token: Token) -> str:
    return f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}{attributes_html(token.attrs)}>"


def simple_pieces(tokens: Sequence[Token]) -> Iterator[tuple[Token, str | Hole]]:
    """The tokens that a heading's or sentence's copy may have: no links, images, footnotes, ids or raw HTML."""
    for token in tokens:
        if token.type == "hole":
            hole: Hole = token.meta["hole"]
            yield token, hole
        elif token.type in ("text", "text_special"):
            yield token, text_html(token.content)
        elif is_break(token):
            yield token, CELL_BREAK if raw_tag(token) in ("td", "th") else " "
        elif token.type == "code_inline":
            yield token, f"<code>{text_html(token.content)}</code>"
        elif token.type == "formula":
            yield token, formula_html(token)
        elif token.nesting and token.tag in SIMPLE_TAGS:
            yield token, f"<{'/' if token.nesting < 0 else ''}{token.tag}>"


def simple_body(tokens: Sequence[Token]) -> Body:
    """The tokens without what a copy may not have. If nothing but an image is there, its description is."""
    return body_of(piece for _, piece in simple_pieces(tokens)) or body_of([text_html(plain_text(tokens))])
