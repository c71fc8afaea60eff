"""A project's files to its site: the composition of the floors below, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import PurePosixPath
from typing import Final

from site_builder import addresses, csl
from site_builder.addresses import Origin
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.links import Outline, check_links, read_outline
from site_builder.model import Citation, Files, Formatted, FormattedCitation, FormattedPart, Html, Reference
from site_builder.pages import Page, Site, make_pages, make_sitemap
from site_builder.reading import decode, place_of_setting, read_manuscript
from site_builder.render import FOLDER, View, make_theme, render
from site_builder.resolve import Manuscript, PlacedLink, Review, resolve
from site_builder.styles import find_style

# Of a theme, everything but its templates is copied into the site.
TEMPLATE_SUFFIXES: Final = (".html", ".xml")
ROBOTS: Final = "robots.txt"
SITEMAP: Final = "sitemap.xml"
NO_JEKYLL: Final = ".nojekyll"


@dataclass(frozen=True, slots=True)
class Build:
    """The best site that could be had, and everything that was wrong, sorted by place."""

    site: Mapping[PurePosixPath, bytes]
    diagnostics: tuple[Diagnostic, ...]


def build(files: Files) -> Build:
    """A site from a project's files, which lie over the default theme and the bundled citation styles."""
    manuscript, unreadable = read_manuscript(files)
    settings = manuscript.settings
    where = place_of_setting(files, "citation_style")
    style, locales, unstyled = find_style(files, settings.citation_style, settings.lang, where)
    review, unresolved = resolve(manuscript, in_notes=style is not None and style.in_notes)
    if style is None:
        formatted = _unformatted(review.citations)
    else:
        formatted = csl.format_review(style, locales, manuscript.references, review.citations, settings.lang)
    site, pages = make_pages(review, formatted, style.title if style else "")
    rendered, failed = _render(files, pages, site, settings.base_url)
    generated = {**rendered, **dict(_extras(review, manuscript.references)), **_theme_files(files)}
    copied, clashes = _copies(files, manuscript, generated)
    whole = {PurePosixPath(address): data for address, data in sorted({**generated, **copied}.items())}
    # A page that could not be rendered would make every link to it a dead one.
    dead = () if failed else check_links(whole, _outlines_without(frozenset(_known_dead_links(review, pages))))
    diagnostics = (*unreadable, *unresolved, *unstyled, *failed, *clashes, *dead)
    return Build(
        whole, tuple(sorted(set(diagnostics), key=lambda found: (found.location, found.rule.name_, found.message)))
    )


def _unformatted(citations: Iterable[Citation]) -> Formatted:
    """Citations as their keys, for want of any style."""
    formatted = []
    for citation in citations:
        keys = [FormattedPart(Html(escape(f"[{item.key}]")), at) for at, item in enumerate(citation.items)]
        formatted.append(FormattedCitation(tuple(keys), "".join(f"[{item.key}]" for item in citation.items)))
    return Formatted(tuple(formatted), ())


def _render(
    files: Files, pages: Iterable[Page], site: Site, base_url: str
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    diagnostics: dict[Diagnostic, None] = {}

    def source_of(name: str) -> str | None:
        path = PurePosixPath(FOLDER + name)
        if path not in files:
            return None
        text, problems = decode(str(path), files[path])
        diagnostics.update(dict.fromkeys(problems))
        return text

    theme = make_theme(source_of)
    views: dict[str, View] = {page.frame.address: page for page in pages}
    if base_url:
        views[SITEMAP] = make_sitemap(tuple(pages), base_url)
    rendered = {}
    for address, view in views.items():
        text, problems = render(theme, view, site)
        diagnostics.update(dict.fromkeys(problems))
        if text is not None:
            rendered[address] = text.encode("utf-8", "replace")
    return rendered, tuple(diagnostics)


def _extras(review: Review, references: Iterable[Reference]) -> Iterator[tuple[str, bytes]]:
    sources = [reference.source for reference in references]
    if sources:
        yield addresses.BIBLIOGRAPHY, _bibtex(sources)
    for study in review.studies:
        yield addresses.study_bibliography(study.slug), _bibtex(report.source for report in study.reports)
    yield NO_JEKYLL, b""
    base_url = review.settings.base_url
    sitemap = f"\nSitemap: {base_url}/{SITEMAP}\n" if base_url else ""
    yield ROBOTS, f"User-agent: *\nAllow: /\n{sitemap}".encode()


def _bibtex(sources: Iterable[str]) -> bytes:
    return "\n".join(f"{source.strip()}\n" for source in sources).encode("utf-8", "replace")


def _theme_files(files: Files) -> dict[str, bytes]:
    paths = (path for path in files if path.parts[0] == FOLDER.rstrip("/") and path.suffix not in TEMPLATE_SUFFIXES)
    return {str(path).removeprefix(FOLDER): files[path] for path in paths}


def _copies(
    files: Files, manuscript: Manuscript, generated: Mapping[str, bytes]
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The author's own files, at their own paths. What the site makes itself stands, save for robots.txt."""
    taken = {
        str(step).casefold()
        for address in generated
        for step in (PurePosixPath(address), *PurePosixPath(address).parents)
    }
    copies: dict[str, bytes] = {}
    clashes = []
    for address in manuscript.files:
        path = PurePosixPath(manuscript.root + address)
        own_robots = address in (ROBOTS, NO_JEKYLL)
        if not own_robots and (address.casefold() in taken):
            message = f"The site makes a file “{address}” of its own, so this one is left out."
            clashes.append(Diagnostic(Rule.SLUG_CLASH, Location(str(path)), message, "give it another name."))
            continue
        copies[address] = files[path]
    return copies, tuple(clashes)


def _known_dead_links(review: Review, pages: Iterable[Page]) -> Iterator[str]:
    """Dead links that were told of at their place in the text, as any page may show them."""
    texts = [*((review.home,) if review.home else ()), *review.sections]
    texts += [study.text for study in review.studies if study.text]
    dead = {hole for text in texts for hole in text.body if isinstance(hole, PlacedLink) and hole.dead}
    for link in dead:
        if not link.address:
            yield link.written
            continue
        for page in pages:
            yield Origin(page.frame.address).link(link.address, link.anchor)


def _outlines_without(known: frozenset[str]) -> Callable[[bytes], Outline]:
    def read(page: bytes) -> Outline:
        outline = read_outline(page)
        return replace(outline, links=tuple(link for link in outline.links if link.text not in known))

    return read
