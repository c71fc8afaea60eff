"""Settings to the files that web hosts look for in a site, and a CNAME file to how it contradicts the settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from site_builder.addresses import root_of
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.model import Files
from site_builder.patterns import pattern

ROBOTS: Final = "robots.txt"
SITEMAP: Final = "sitemap.xml"
# Tells GitHub Pages, where it publishes a branch, not to run Jekyll on the site.
NO_JEKYLL: Final = ".nojekyll"
CNAME: Final = "CNAME"
# Generated files that an author's own file may replace.
REPLACEABLE: Final = (ROBOTS, NO_JEKYLL)
LONGEST_DOMAIN: Final = 253
_DOMAIN: Final = pattern(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")


def robots_txt(base_url: str) -> bytes:
    """The robots.txt of a site, which allows everything. Crawlers look for it only at the root of a host."""
    sitemap = f"\nSitemap: {base_url}/{SITEMAP}\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


def check_domain(files: Files, root: str, base_url: str) -> Iterator[Diagnostic]:
    """What is wrong with the author's CNAME file, which tells GitHub Pages the domain of a published branch.

    The file lies in the folder `root`, which ends with a slash; "" means that there is none to look at.
    """
    path = PurePosixPath(root + CNAME)
    if not root or path not in files:
        return
    text = files[path].decode(errors="replace").removeprefix("\ufeff")
    written = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    where = Location(str(path), written[0][0] if written else 1, 1)
    domain = written[0][1] if len(written) == 1 else ""
    if len(domain) > LONGEST_DOMAIN or not _DOMAIN.fullmatch(domain):
        found = f"“{domain[:LONGEST_DOMAIN]}”" if domain else f"{len(written)} lines" if written else "nothing"
        message = f"This file contains {found}, but hosts expect a single domain."
        yield Diagnostic(Rule.WRONG_DOMAIN, where, message, "write one line such as “reviews.example.org”.")
    elif base_url and (_ascii(urlsplit(base_url).hostname or ""), root_of(base_url)) != (_ascii(domain), "/"):
        message = f"The domain here is “{domain}”, but the site is built for “{base_url}”."
        hint = f"set base_url to “https://{domain}”, in review.yaml or with --base-url, or correct the domain."
        yield Diagnostic(Rule.WRONG_DOMAIN, where, message, hint)


def _ascii(domain: str) -> str:
    """A domain in the form that name servers use, so that two spellings of one domain are equal."""
    try:
        return domain.encode("idna").decode().casefold()
    except UnicodeError:
        return domain.casefold()
