"""A reference as we read it to the same as pandoc reads it, with each reason, if we read it differently on purpose."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from site_builder.bibtex import read_bibliography
from site_builder.bibtex.foreign_titles import is_foreign
from site_builder.bibtex.latex import plain_text, rich_text
from site_builder.bibtex.name_list_repair import (
    ET_AL,
    GLUED,
    people_with_separators,
    repaired_name_list,
    without_affiliations,
    without_years,
)
from site_builder.bibtex.name_lists import read_names
from site_builder.bibtex.sentence_case import is_german, to_sentence_case
from site_builder.bibtex.types import OF_MENDELEY
from site_builder.model import Date, Name, Reference

_NAME: Final = re.compile(r"[,\n\r]\s*([A-Za-z]+)\s*=\s*[\"{\w]")
_FIELD: Final = r"(?im)[,\n\r]\s*{name}\s*=\s*"
_ASTRONOMERS: Final = re.compile(r"\{?\\[A-Za-z]+(?:\{\})?\s*\}?")
_KEPT_WHOLE: Final = re.compile(r'<span class="nocase">((?:(?!</?span).)*)</span>')
_JOINER: Final = "\u2060"
_NOTHING: Final = "\u200b"
# An invisible space
BREAK: Final = "\x1f"
# Some styles show an empty journal, others do not, so both readings are tried.
EMPTY_JOURNAL: Final = "pandoc knows no command for a journal"
_MONTH: Final = re.compile(r"[A-Za-z]{4,9}|[A-Za-z]{3}\.")
_IN_COMMAND: Final = re.compile(r"\\(?:bibcorporate|pkg|proglang)\{([^{}]*)\}")
_ADDRESS: Final = re.compile(r"https?://")
_LINK: Final = re.compile(r"\s*\\href\s*\{")
# The order in which pandoc joins them
_PUBLISHERS: Final = ("school", "institution", "organization", "howpublished", "publisher")
_ENGLISH_MONTHS: Final = frozenset(
    "jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october "
    "november december 1 2 3 4 5 6 7 8 9 10 11 12 01 02 03 04 05 06 07 08 09".split()
)
# The forms of dates in BibLaTeX's manual, its own and EDTF's
_PART: Final = r"(?:[-+\dXu?~%]+(?:T[\d:Z+-]+)?|\.\.)?"
_ISO_DATE: Final = re.compile(rf"{_PART}(?:/{_PART})?(?<!\d-)")
_DATED: Final = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
_TITLES: Final = ("title", "booktitle", "journal", "journaltitle", "series")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.-?)+")
_DASH: Final = re.compile(r"\{?\\textendash(?:\{\}|\}| |(?=\d))")
_YEAR: Final = re.compile(r"\d{1,4}")
_ARTICLE_NUMBERS: Final = ("eid", "articleno", "article-number", "articlenumber", "art_number")
_AND: Final = re.compile(r"\s+AND\s+")
_LABEL: Final = r"(?i)vol|n[°º]|№|(?:bd|т|том|вып)\b"
_ACRONYM: Final = re.compile(r"\\mkbibacro\{[^{}]*\}")


def written(reference: Reference, field: str) -> str:
    """The value of a field of the entry, without its braces or quotation marks; "" if the entry does not have it."""
    if not (found := re.search(_FIELD.format(name=field), reference.source)):
        return ""
    rest = reference.source[found.end() :]
    if rest[:1] not in ("{", '"'):
        return re.split(r"[,\n\r}]", rest, maxsplit=1)[0].strip()
    depth = 0
    for at, character in enumerate(rest[1:], start=1):
        if character == ("}" if rest[0] == "{" else '"') and depth == 0:
            return rest[1:at]
        depth += (character == "{") - (character == "}")
    return ""


def _with_texts(reference: Reference, **texts: str) -> Reference:
    """The reference with other texts. Their names have underscores for hyphens; "" removes a text."""
    changed = dict(reference.texts) | {name.replace("_", "-"): text for name, text in texts.items()}
    return replace(reference, texts=tuple(sorted((name, text) for name, text in changed.items() if text)))


def _with_names(reference: Reference, change: Callable[[Name], Name]) -> Reference:
    names = tuple((role, tuple(map(change, people))) for role, people in reference.names)
    return reference if names == reference.names else replace(reference, names=names)


def _dropping(reference: Reference) -> Reference:
    def change(name: Name) -> Name:
        if not name.non_dropping_particle or name.dropping_particle:
            return name
        return replace(name, dropping_particle=name.non_dropping_particle, non_dropping_particle="")

    return _with_names(reference, change)


def _as_persons(reference: Reference) -> Reference:
    """Pandoc takes the last word of an institution without braces for a family name."""

    def read(raw: str, name: Name) -> Name:
        words = raw.split()
        if not name.literal or len(words) < 2 or any(sign in raw for sign in "{&;="):
            return name
        if "," in raw:
            family, given = raw.split(",", maxsplit=1)
            return Name(family.strip(), given.strip())
        first = next((at for at, word in enumerate(words[:-1]) if word[0].islower()), len(words) - 1)
        last = next((at for at in range(first, len(words) - 1) if not words[at][0].islower()), len(words) - 1)
        family, given, particle = (" ".join(part) for part in (words[last:], words[:first], words[first:last]))
        return Name(family, given, non_dropping_particle=particle)

    return _with_names_read(reference, read)


def _with_al(reference: Reference) -> Reference:
    """Pandoc takes “et al.” for a family name with a particle, or behind a comma for a given name."""
    names = []
    for role, people in reference.names:
        raw = re.split(r"\s+and\s+", written(reference, role))
        alone = ET_AL.sub("", raw[-1])
        if alone != raw[-1] and alone and len(raw) == len(people) - 1:
            last = _between_commas(raw[-1]) if "," in raw[-1] else Name("al.", alone, non_dropping_particle="et")
            people = (*people[:-2], last)
        names.append((role, people))
    return replace(reference, names=tuple(names))


def _suffixed(reference: Reference) -> Reference:
    def change(name: Name) -> Name:
        whole, given = f"{name.family} {name.suffix}", f"{name.given} {name.suffix}"
        if name.suffix and f"{name.family}, {given}" in reference.source:
            return replace(name, given=given, suffix="")
        return replace(name, family=whole, suffix="") if name.suffix and f"{whole}," in reference.source else name

    return _with_names(reference, change)


def _unsplit(reference: Reference) -> Reference:
    """Pandoc splits “Doe, Jane AND Roe, Rita AND …” only at its commas: family, suffix, given name."""
    names = []
    for role, people in reference.names:
        parts = [part.strip() for part in written(reference, role).split(",")]
        if len(parts) > 1 and _AND.search(written(reference, role)):
            suffix, given = ("", parts[1]) if len(parts) == 2 else (plain_text(parts[1]), parts[2])
            people = (Name(plain_text(parts[0]), plain_text(given), suffix=suffix),)
        names.append((role, people))
    return replace(reference, names=tuple(names))


def _with_names_read(reference: Reference, read: Callable[[str, Name], Name]) -> Reference:
    """The reference with names that `read` makes of how each is written and how we read it.

    If these are not equally many, the names stay as they are.
    """
    names = []
    for role, people in reference.names:
        raw = re.split(r"\sand\s+", written(reference, role))
        names.append((role, tuple(map(read, raw, people)) if len(raw) == len(people) else people))
    return replace(reference, names=tuple(names))


def _in_three(reference: Reference, is_inverted: bool = False) -> Reference:
    """Pandoc always splits a name with two commas into family, suffix and given name."""

    def read(raw: str, name: Name) -> Name:
        parts = [plain_text(part.strip()) for part in raw.split(",")]
        if len(parts) < 3:
            return name
        family, suffix, given = parts[:3]
        return Name(family, given, suffix=suffix) if given or not is_inverted else Name(literal=f"{family}, {suffix}")

    return _with_names_read(reference, read)


def _in_three_inverted(reference: Reference) -> Reference:
    return _in_three(reference, True)


def _in_order(reference: Reference) -> Reference:
    """Pandoc takes initials at the end of a name without a comma for the family name."""

    def read(raw: str, name: Name) -> Name:
        words = raw.replace("~", " ").split()
        if "," in raw or name.literal or len(words) < 2 or not _INITIALS.fullmatch(words[-1]):
            return name
        return Name(plain_text(words[-1]), plain_text(" ".join(words[:-1])))

    return _with_names_read(reference, read)


def _in_braces(reference: Reference) -> Reference:
    """Pandoc takes a given name that begins with a brace for one word without an initial."""

    def read(raw: str, name: Name) -> Name:
        first, _, rest = raw.strip().partition(" ")
        if "," not in raw and first.startswith("{") and rest and not name.literal:
            return replace(name, given=_NOTHING + plain_text(first), family=plain_text(rest), non_dropping_particle="")
        written = (raw.partition(",")[2] or raw).replace("~", " ").split()
        marked = (_NOTHING if word.startswith("{") else "" for word in written)
        return replace(name, given=" ".join(map("".join, zip(marked, name.given.split(), strict=False))))

    return _with_names_read(reference, read)


def _held_together(reference: Reference) -> Reference:
    """Pandoc takes several names in one pair of braces for an institution."""

    def as_pandoc(role: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
        given = " ".join(written(reference, role).split())
        is_held = len(names) > 1 and re.fullmatch(r"\{(?:[^{}]|\{[^{}]*\})*\}", given) is not None
        return (Name(literal=plain_text(given)),) if is_held else names

    return replace(reference, names=tuple((role, as_pandoc(role, names)) for role, names in reference.names))


def _apart(reference: Reference) -> Reference:
    """Pandoc sorts a name with an apostrophe as two words."""

    def change(name: Name) -> Name:
        return replace(name, family=re.sub("(['’])", rf"\1{BREAK}", name.family))

    return _with_names(reference, change)


def _again(reference: Reference) -> Reference:
    """Pandoc keeps the last of several fields with the same name; BibTeX and we keep the first."""
    source = reference.source
    names = [name.lower() for name in _NAME.findall(source)]
    for name in {name for name in names if names.count(name) > 1}:
        source = re.sub(_FIELD.format(name=name), ",ignored = ", source, count=names.count(name) - 1)
    if source == reference.source:
        return reference
    found = [read for read in read_bibliography(source, "x.bib")[0] if read.key == reference.key]
    return found[0] if found else reference


def _without_article(reference: Reference) -> Reference:
    """Pandoc takes the article of a group's name for a particle, and leaves it out of citations."""

    def change(name: Name) -> Name:
        if name.literal:
            return replace(name, literal=name.literal.removeprefix("the "))
        return replace(name, non_dropping_particle="") if name.family and not name.given else name

    return _with_names(reference, change)


def _unpublished(reference: Reference) -> Reference:
    how = written(reference, "howpublished")
    if not _ADDRESS.search(how):
        return reference
    publishers = (rich_text(written(reference, name)) for name in _PUBLISHERS)
    changed = _with_texts(reference, publisher="; ".join(filter(None, publishers)))
    return changed if written(reference, "url") else _with_texts(changed, URL="")


def _unlinked(reference: Reference) -> Reference:
    r"""Pandoc leaves out an \href in `howpublished`, both its address and its text."""
    how = written(reference, "howpublished")
    if not _LINK.match(how) or written(reference, "url"):
        return reference
    return _with_texts(
        reference, URL="", publisher=reference.text("publisher").removesuffix(rich_text(how)).strip("; ")
    )


def _split_publisher(reference: Reference) -> Reference:
    publisher, place = (reference.text(name).replace(" and ", "; ") for name in ("publisher", "publisher-place"))
    return _with_texts(reference, publisher=publisher, publisher_place=place)


def _with_publisher_twice(reference: Reference) -> Reference:
    publisher = written(reference, "publisher")
    is_twice = publisher and publisher in (written(reference, "school"), written(reference, "institution"))
    return _with_texts(reference, publisher=f"{reference.text('publisher')}; {publisher}") if is_twice else reference


def _with_issue_twice(reference: Reference) -> Reference:
    number = written(reference, "number")
    is_twice = number and number == written(reference, "issue")
    return _with_texts(reference, issue=f"{number}, {number}") if is_twice else reference


def _without_issue(reference: Reference) -> Reference:
    return (
        _with_texts(reference, issue="")
        if written(reference, "issue") and not written(reference, "number")
        else reference
    )


def _without_months(reference: Reference) -> Reference:
    """Pandoc ignores a `month` with a season, two months or a month in another language than English."""

    def change(date: Date) -> Date:
        return replace(date, parts=tuple(part[:1] for part in date.parts[:1]), season=0)

    issued = reference.date("issued")
    month = written(reference, "month")
    is_english = month.strip(" .,").lower() in _ENGLISH_MONTHS
    if not month or not (issued.season or len(issued.parts) > 1 or not is_english):
        return reference
    dates = ((name, change(date) if name == "issued" else date) for name, date in reference.dates)
    return replace(reference, dates=tuple(dates))


def _without_month_in_full(reference: Reference) -> Reference:
    """Pandoc ignores the name of a month in braces or quotation marks."""
    month, issued = written(reference, "month").strip(), reference.date("issued")
    if not _MONTH.fullmatch(month) or re.search(_FIELD.format(name="month") + re.escape(month), reference.source):
        return reference
    year = replace(issued, parts=tuple(part[:1] for part in issued.parts))
    return replace(reference, dates=tuple((name, year if name == "issued" else date) for name, date in reference.dates))


def _edited(reference: Reference) -> Reference:
    if written(reference, "editortype") != "compiler":
        return reference
    names = (("editor" if role == "compiler" else role, people) for role, people in reference.names)
    return replace(reference, names=tuple(names))


def _without_commands(reference: Reference) -> Reference:
    """Pandoc leaves names out that are in a command that it does not know."""
    lost = {plain_text(each) for each in _IN_COMMAND.findall(reference.source)}

    def change(name: Name) -> Name:
        return replace(name, literal=without(name.literal), family=without(name.family))

    def without(text: str) -> str:
        for each in lost:
            text = re.sub(rf"(?<!\w){re.escape(each)}(?!\w) ?", "", text)
        return text

    if not lost:
        return reference
    changed = _with_names(reference, change)
    names = ((role, tuple(one for one in people if one != Name())) for role, people in changed.names)
    return replace(changed, names=tuple((role, people) for role, people in names if people))


def _with_empty_journal(reference: Reference, shown: str = _NOTHING) -> Reference:
    """Pandoc has the journal, but prints nothing for it. A style may test whether it exists, or join it to others."""
    journal = written(reference, "journal") or written(reference, "journaltitle")
    return _with_texts(reference, container_title=shown) if _ASTRONOMERS.fullmatch(journal) else reference


def _without_journal(reference: Reference) -> Reference:
    return _with_empty_journal(reference, "")


def _without_archive(reference: Reference) -> Reference:
    archive = written(reference, "eprinttype") or written(reference, "archiveprefix")
    return _with_texts(reference, publisher="") if archive == reference.text("publisher") else reference


def _without_arxiv(reference: Reference) -> Reference:
    named = any(written(reference, name) for name in ("eprinttype", "archiveprefix", "url"))
    has_number = written(reference, "eprint") or written(reference, "arxivid")
    return reference if named or not has_number else _with_texts(reference, URL="")


def _with_prefix(reference: Reference) -> Reference:
    number = written(reference, "eprint")
    is_prefixed = re.match(r"(?i)arxiv:", number) and reference.text("URL").startswith("https://arxiv.org/abs/")
    return _with_texts(reference, URL=f"https://arxiv.org/abs/{number}") if is_prefixed else reference


def _with_journal_as_written(reference: Reference) -> Reference:
    journal = rich_text(written(reference, "journal"))
    return _with_texts(reference, container_title=journal) if ", Vol. " in journal else reference


def _with_both_addresses(reference: Reference) -> Reference:
    url = written(reference, "url")
    return _with_texts(reference, URL=url) if re.search(r"(?:%0A|;\s+)http", url) else reference


def _as_law(reference: Reference) -> Reference:
    return replace(reference, type="legislation") if reference.type == "standard" else reference


def _without_number(reference: Reference) -> Reference:
    has_eid = any(written(reference, name) for name in _ARTICLE_NUMBERS)
    return _with_texts(reference, number="") if has_eid else reference


def _without_court(reference: Reference) -> Reference:
    """Pandoc takes a court only for a publisher, and ignores the field `court`."""
    if not reference.text("authority") or reference.type != "legal_case":
        return reference
    publisher = "" if written(reference, "court") else reference.text("publisher")
    return _with_texts(reference, authority="", publisher=publisher)


def _paged(reference: Reference) -> Reference:
    total = reference.text("number-of-pages") if not written(reference, "pagetotal") else ""
    return _with_texts(reference, page=total, number_of_pages="") if total else reference


def _with_pages_as_written(reference: Reference) -> Reference:
    pages = re.sub(r"(?<=[\d—a?])--?(?=[\d+n?])|^--?$", "–", rich_text(written(reference, "pages")))
    return _with_texts(reference, page=pages) if pages else reference


def _without_dash(reference: Reference) -> Reference:
    pages = written(reference, "pages")
    return _with_texts(reference, page=_DASH.sub("", pages)) if _DASH.search(pages) else reference


def _without_visit(reference: Reference) -> Reference:
    dates = tuple((name, date) for name, date in reference.dates if name != "accessed")
    urldate = written(reference, "urldate")
    return reference if urldate and _ISO_DATE.fullmatch(urldate) else replace(reference, dates=dates)


def _without_city(reference: Reference) -> Reference:
    if written(reference, "location") or written(reference, "address") or not written(reference, "city"):
        return reference
    return _with_texts(reference, publisher_place="", event_place="")


def _with_end(reference: Reference) -> Reference:
    """Pandoc takes the first page also for the last, if a range has no end."""
    first = re.sub(r"\s*-+$", "", written(reference, "pages"))
    return (
        _with_texts(reference, page=f"{first}–{first}")
        if first.isdigit() and "-" in written(reference, "pages")
        else reference
    )


def _with_edition(reference: Reference) -> Reference:
    edition = reference.text("edition") and written(reference, "edition")
    return _with_texts(reference, edition=rich_text(edition)) if edition else reference


def _with_type(reference: Reference) -> Reference:
    kind = written(reference, "type")
    # A single word without LaTeX may be one of BibLaTeX's, which pandoc knows.
    return _with_texts(reference, genre=kind) if " " in kind or re.search(r"[A-Z\\{~]|--", kind) else reference


def _cut(reference: Reference) -> Reference:
    title, sign, _ = reference.text("title").partition("%")
    return _with_texts(reference, title=title.strip(), title_short="") if sign else reference


def _without_book(reference: Reference) -> Reference:
    if not reference.source.lower().startswith("@conference") or not reference.text("container-title"):
        return reference
    changed = _with_texts(reference, container_title="", number=written(reference, "number"), collection_number="")
    return replace(changed, type="")


def _in_english(reference: Reference) -> Reference:
    """Pandoc takes a title for English, unless it is in braces, even if its words are in another language."""
    braced = {rich_text(written(reference, name)[1:-1]) for name in _TITLES if written(reference, name)[:1] == "{"}
    kept = {name: found[1] for name, text in reference.texts if (found := _KEPT_WHOLE.fullmatch(text))}
    kept = {name: text for name, text in kept.items() if text not in braced}
    foreign = {name: text for name, text in kept.items() if is_foreign(text)}
    return _with_texts(reference, language="", **foreign)


def _of_no_language(reference: Reference) -> Reference:
    """Pandoc takes “eng”, the code of databases, for another language than English."""
    if written(reference, "langid") != "eng":
        return reference
    return _with_texts(reference, title=rich_text(written(reference, "title"), nocase=True), language="la")


def _with_volume_as_written(reference: Reference) -> Reference:
    volume, number = (rich_text(written(reference, name)) for name in ("volume", "number"))
    if re.match(_LABEL, volume):
        reference = _with_texts(reference, volume=volume)
    return _with_texts(reference, issue=number) if re.match(_LABEL, number) and reference.text("issue") else reference


def _with_volume_and_issue(reference: Reference) -> Reference:
    volume = written(reference, "volume")
    return _with_texts(reference, volume=volume, issue="") if re.match(r"\d+ \w", volume) else reference


def _without_event(reference: Reference) -> Reference:
    return _with_texts(reference, event_title="") if written(reference, "conference") else reference


def _without_acronym(reference: Reference) -> Reference:
    is_lost = _ACRONYM.fullmatch(written(reference, "publisher"))
    return _with_texts(reference, publisher="") if is_lost else reference


def _with_subtitle_twice(reference: Reference) -> Reference:
    """Pandoc prints the subtitle of a volume also behind the title of the whole."""
    whole = "container-title" if reference.text("container-title") else "title"
    subtitle = rich_text(written(reference, "booksubtitle" if whole == "container-title" else "subtitle"))
    if not (subtitle and written(reference, "maintitle")):
        return reference
    return replace(
        reference,
        texts=tuple((name, f"{text}: {subtitle}" if name == whole else text) for name, text in reference.texts),
    )


def _of_issue(reference: Reference) -> Reference:
    """Pandoc takes the title of an issue for that of its periodical."""
    is_both = reference.source.lower().startswith("@periodical") and written(reference, "journal")
    return _with_texts(reference, container_title=rich_text(written(reference, "title"))) if is_both else reference


def _without_capitals(reference: Reference) -> Reference:
    """Pandoc takes the first words of a family name for particles if their script has no capitals."""

    def change(name: Name) -> Name:
        before, _, last = name.family.rpartition(" ")
        is_caseless = before and name.family.upper() == name.family.lower()
        return replace(name, family=last, dropping_particle=before) if is_caseless else name

    return _with_names(reference, change)


def _without_collaborators(reference: Reference) -> Reference:
    if "collaborator" not in reference.source:
        return reference
    return replace(reference, names=tuple(name for name in reference.names if name[0] != "contributor"))


def _dated(reference: Reference) -> Reference:
    """Pandoc prints a `year` that is more than a number as it is written."""
    year = written(reference, "year")
    if re.fullmatch(r"[0-9]*|[^\d]*", year) or written(reference, "date"):
        return reference
    dates = {name: date for name, date in reference.dates if written(reference, _DATED.get(name, "year"))}
    dates["issued"] = Date(literal=rich_text(year))
    return replace(reference, dates=tuple(sorted(dates.items())))


def _undated(reference: Reference) -> Reference:
    """Pandoc ignores a `date` in another form than BibLaTeX's, so only `year` counts."""
    if not (date := written(reference, "date")) or _ISO_DATE.fullmatch(date):
        return reference
    others = tuple((name, other) for name, other in reference.dates if name != "issued")
    year = written(reference, "year")
    issued = (("issued", Date(((int(year),),))),) if _YEAR.fullmatch(year) else ()
    return replace(reference, dates=(*issued, *others))


def _unaccessed(reference: Reference) -> Reference:
    """Pandoc keeps a note that says when an address was visited as a note."""
    note = written(reference, "note")
    if not note or reference.text("note") or not reference.date("accessed") or written(reference, "urldate"):
        return reference
    dates = tuple((name, date) for name, date in reference.dates if name != "accessed")
    return replace(_with_texts(reference, note=rich_text(note)), dates=dates)


def _unaddressed(reference: Reference) -> Reference:
    """Pandoc keeps a note that is an address as a note."""
    note = written(reference, "note")
    if not _ADDRESS.search(note) or reference.text("note") or written(reference, "url"):
        return reference
    return _with_texts(reference, URL="", note=rich_text(note))


def _untitled(reference: Reference) -> Reference:
    """Pandoc finds no title in a book that has only a `booktitle`."""
    is_book = reference.source.lower().startswith("@book") and not written(reference, "title")
    return _with_texts(reference, title="") if is_book else reference


def _in_small_letters(reference: Reference) -> Reference:
    """Pandoc changes the case of a German title like an English one, if no field states its language."""
    title = reference.text("title")
    is_unstated = is_german(title) and not reference.text("language")
    return _with_texts(reference, title=to_sentence_case(title)) if is_unstated else reference


def _without_group(reference: Reference) -> Reference:
    if not written(reference, "groupauthor"):
        return reference
    names = {**dict(reference.names), "author": read_names(written(reference, "author"))[0]}
    return replace(reference, names=tuple((role, people) for role, people in names.items() if people))


def _without_software(reference: Reference) -> Reference:
    is_software = re.match(r"@(?:codefragment|softwaremodule|softwareversion)\b", reference.source, re.IGNORECASE)
    return replace(reference, type="document") if is_software else reference


def _without_mendeley(reference: Reference) -> Reference:
    """Pandoc gives Mendeley's types the type for unknown ones, and keeps a container and an issue where they are."""
    entry = re.match(r"@(\w+)", reference.source)
    if not (entry and entry[1].lower() in OF_MENDELEY):
        return reference
    return replace(_with_texts(reference, event_title=""), type="")


def _with_chapter(reference: Reference) -> Reference:
    """Pandoc takes a title in `chapter` for a number, which only some styles print."""
    chapter = plain_text(written(reference, "chapter"))
    title = re.sub(r"<[^<>]*>", "", reference.text("title"))
    if not chapter or chapter.casefold() != title.casefold():
        return reference
    if title.casefold() == plain_text(written(reference, "title")).casefold():
        return _with_texts(reference, chapter_number=title)
    whole = reference.text("container-title")
    return _with_texts(reference, title=whole, container_title="", title_short="", chapter_number=chapter)


def _with_stop(reference: Reference) -> Reference:
    doi = written(reference, "doi")
    return _with_texts(reference, DOI=doi) if doi == f"{reference.text('DOI')}." else reference


def _with_journal_of_misc(reference: Reference) -> Reference:
    """Pandoc takes no @misc for an article, and the issue for a number of its own."""
    if not reference.source.lower().startswith("@misc") or reference.type != "article-journal":
        return reference
    return replace(_with_texts(reference, issue="", number=reference.text("issue")), type="")


def _with_commas(reference: Reference) -> Reference:
    """Pandoc splits names in a list with commas as “Family, Suffix, Given” or “Family, Given”."""

    def as_pandoc(role: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
        given, (alone, faults) = written(reference, role), repaired_name_list(written(reference, role))
        is_list = any("instead of “and”" in fault for fault in faults)
        is_list = is_list or any(
            people_with_separators([part.split() for part in name.split(",") if part.strip()])[0]
            for name in re.split(r"\s+and\s+", alone)
        )
        return tuple(map(_between_commas, re.split(r"\s+and\s+", given))) if is_list else names

    return replace(reference, names=tuple((role, as_pandoc(role, names)) for role, names in reference.names))


def _with_years(reference: Reference) -> Reference:
    return _with_all(reference, without_years)


def _with_affiliations(reference: Reference) -> Reference:
    return _with_all(reference, without_affiliations)


def _with_all(reference: Reference, bare: Callable[[str], str]) -> Reference:
    def as_pandoc(role: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
        given = written(reference, role)
        known = bare(given) != given
        return tuple(map(_between_commas, re.split(r"\s+and\s+", given))) if known else names

    return replace(reference, names=tuple((role, as_pandoc(role, names)) for role, names in reference.names))


def _glued(reference: Reference) -> Reference:
    """Pandoc takes initials without a space behind them for a part of the family name."""

    def bare(name: Name) -> Name:
        parts = {part: getattr(name, part).replace(_JOINER, "") for part in ("family", "given", "literal")}
        return replace(name, **parts)

    def as_pandoc(role: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
        given = written(reference, role)
        glued = "" if "{" in given else GLUED.sub(rf"\1{_JOINER}", given)
        return names if glued in ("", given) else tuple(map(bare, read_names(glued)[0]))

    return replace(reference, names=tuple((role, as_pandoc(role, names)) for role, names in reference.names))


def _between_commas(name: str) -> Name:
    family, *others = (re.sub(r"(?<=\w)\.(?=\w(?:\W|$))", ". ", part.strip()) for part in name.split(","))
    if not others:
        return read_names(name)[0][0]
    if not others[:2][-1]:
        # Without a given name, pandoc has the suffix in its place, and makes no initials of it.
        return Name(family=family, given=" ".join(_NOTHING + word for word in " ".join(others).split()))
    return Name(family=family, given=others[:2][-1], suffix=others[0] if len(others) > 1 else "")


def _certain(reference: Reference) -> Reference:
    """Pandoc ignores the sign of an approximate date."""
    return replace(reference, dates=tuple((name, replace(date, circa=False)) for name, date in reference.dates))


READINGS: Final[tuple[tuple[str, Callable[[Reference], Reference]], ...]] = (
    ("pandoc takes the last of several fields with one name", _again),
    ("pandoc leaves the article of a group out of citations", _without_article),
    ("pandoc takes an institution without braces for a person", _as_persons),
    ("pandoc takes “et al.” for a part of the name", _with_al),
    ("pandoc takes particles for dropping ones", _dropping),
    ("pandoc takes a suffix for the end of the family name, or of the given names", _suffixed),
    ("pandoc does not split names at AND", _unsplit),
    ("pandoc takes what stands between two commas for a suffix", _in_three),
    ("pandoc takes what stands after a comma for a suffix", _in_three_inverted),
    ("pandoc takes initials at the end of a name for the family name", _in_order),
    ("pandoc finds no initial in braces", _in_braces),
    ("pandoc takes several names in one pair of braces for an institution", _held_together),
    ("pandoc sorts a name with an apostrophe as two words", _apart),
    ("pandoc takes an address in `howpublished` for the publisher", _unpublished),
    (r"pandoc loses an \href in `howpublished`", _unlinked),
    ("pandoc splits publishers at “and”", _split_publisher),
    ("pandoc prints a publisher twice that is the school, too", _with_publisher_twice),
    ("pandoc takes the name of a chapter for its number", _with_chapter),
    ("pandoc keeps the stop behind a DOI", _with_stop),
    ("pandoc prints an `issue` that is the number, too", _with_issue_twice),
    ("pandoc loses an `issue` beside no number", _without_issue),
    ("pandoc does not read a season, two months or another language in `month`", _without_months),
    ("pandoc does not read the name of a month", _without_month_in_full),
    ("pandoc takes a compiler for an editor", _edited),
    ("pandoc loses names in a command that it does not know", _without_commands),
    ("pandoc does not know astronomers' commands for journals", _without_journal),
    (EMPTY_JOURNAL, _with_empty_journal),
    ("pandoc says nothing of the archive that has an `eprint`", _without_archive),
    ("pandoc does not read an `eprint` that names no archive", _without_arxiv),
    ("pandoc leaves the prefix of an arXiv number", _with_prefix),
    ("pandoc leaves volume and page in the name of a journal", _with_journal_as_written),
    ("pandoc takes two addresses for one", _with_both_addresses),
    ("pandoc takes a @standard for a law", _as_law),
    ("pandoc does not know that a court is an authority", _without_court),
    ("pandoc does not read `eid`", _without_number),
    ("pandoc takes the number of a book's pages for one of them", _paged),
    ("pandoc leaves the label of pages, and what stands behind them", _with_pages_as_written),
    ("pandoc loses a dash between pages that is a command", _without_dash),
    ("pandoc does not read `groupauthor`", _without_group),
    ("pandoc does not know the types of biblatex-software", _without_software),
    ("pandoc does not know the types of Mendeley", _without_mendeley),
    ("pandoc takes no @misc in a journal for an article", _with_journal_of_misc),
    ("pandoc takes no commas for “and”", _with_commas),
    ("pandoc takes the years of a life for a part of the name", _with_years),
    ("pandoc takes the letters of affiliations for a part of the name", _with_affiliations),
    ("pandoc takes initials without a space for a part of the family name", _glued),
    ("pandoc does not read `lastaccessed`, `urlaccessdate` and a date in words", _without_visit),
    ("pandoc does not read `city`", _without_city),
    ("pandoc ends pages where they begin", _with_end),
    ("pandoc leaves an edition in words as it is", _with_edition),
    ("pandoc prints LaTeX and the labels of databases in `type`", _with_type),
    ("pandoc ends a title at a percent sign", _cut),
    ("pandoc loses the book of a @conference", _without_book),
    ("pandoc puts titles of other languages in title case", _in_english),
    ("pandoc does not know “eng”", _of_no_language),
    ("pandoc leaves the word ahead of a volume", _with_volume_as_written),
    ("pandoc does not part a volume from its issue", _with_volume_and_issue),
    ("pandoc does not read a collaborator in `editora`", _without_collaborators),
    ("pandoc does not read `conference`", _without_event),
    ("pandoc loses a publisher in a command that it does not know", _without_acronym),
    ("pandoc prints the subtitle of a volume also behind the title of the whole", _with_subtitle_twice),
    ("pandoc takes the title of an issue for that of its periodical", _of_issue),
    ("pandoc takes words in a script without capitals for particles", _without_capitals),
    ("pandoc reads no more than a number in `year`", _dated),
    ("pandoc reads no `date` in another form than BibLaTeX's", _undated),
    ("pandoc does not read that a date is approximate", _certain),
    ("pandoc takes a German title for an English one", _in_small_letters),
    ("pandoc does not read in a note where a work is", _unaddressed),
    ("pandoc does not read in a note when an address was looked at", _unaccessed),
    ("pandoc does not read the `booktitle` of a book that has no title", _untitled),
)


def as_pandoc_reads(reference: Reference, only: str = "", without: str = "") -> tuple[Reference, tuple[str, ...]]:
    """The reference as pandoc reads it, and the reasons: `only` this one, or all `without` this one, if given."""
    reasons = []
    for reason, read in READINGS:
        changed = read(reference) if only in ("", reason) and reason != without else reference
        if changed != reference:
            reasons.append(reason)
            reference = changed
    return reference, tuple(reasons)
