"""A site that takes the place of another to its search index, of which the parts stay whose pages do."""

from __future__ import annotations

from site_builder.addresses import SEARCH_INDEX
from site_builder.diagnostics import Diagnostic
from site_builder.files.staging import Staging
from site_builder.files.standing import FilesRead
from site_builder.model import Files
from site_builder.processes import Processes
from site_builder.search import make_index


def index_of(site: Files, place: Staging, jobs: int) -> tuple[Files, tuple[Diagnostic, ...]]:
    """The files below `pagefind/`, and why there are none. `jobs` is how many processes there may be."""
    former = {path for path in place.former if path.parts[0] == SEARCH_INDEX}
    return make_index(site, FilesRead(former, place.read), Processes(jobs))
