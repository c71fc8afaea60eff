"""A site and the one it replaces to its search index, in which parts for unchanged pages are reused."""

from __future__ import annotations

from site_builder.addresses import SEARCH_INDEX
from site_builder.diagnostics import Diagnostic
from site_builder.files.existing_files import LazyFiles
from site_builder.files.staging import Staging
from site_builder.model import Files
from site_builder.process_pool import ProcessPool
from site_builder.search import make_index


def search_index(site: Files, place: Staging, jobs: int) -> tuple[Files, tuple[Diagnostic, ...]]:
    """The files below `pagefind/`, or diagnostics why there are none. `jobs` limits the number of processes."""
    former = {path for path in place.former if path.parts[0] == SEARCH_INDEX}
    return make_index(site, LazyFiles(former, place.read), ProcessPool(jobs))
