"""A finished site to the links in it that lead nowhere."""

from site_builder.links.checking import check_links
from site_builder.links.outlines import LINKING, Outline, Places, read_outline

__all__ = ["LINKING", "Outline", "Places", "check_links", "read_outline"]
