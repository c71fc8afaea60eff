"""A built site to its search index, which Pagefind's program makes."""

from __future__ import annotations

from site_builder.search.index_making import make_index
from site_builder.search.parts import searched

__all__ = ["make_index", "searched"]
