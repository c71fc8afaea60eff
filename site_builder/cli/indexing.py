"""A site and the one it replaces to its search index, in which parts for unchanged pages are reused."""

from __future__ import annotations

from site_builder.addresses import SEARCH_INDEX
from site_builder.diagnostics import Diagnostic
from site_builder.files.staging import Staging
from site_builder.files.standing import FilesRead
from site_builder.model import Files
from site_builder.processes import Processes
from site_builder.search import make_index


def index_of(site: Files, place: Staging, jobs: int) -> tuple[Files, tuple[Diagnostic, ...]]:
    """The files below `pagefind/`, or diagnostics why there are none. `jobs` limits the number of processes."""
    former = {path for path in place.former if path.parts[0] == SEARCH_INDEX}
    return make_index(site, FilesRead(former, place.read), Processes(jobs))
