"""A finished site to the links in it that lead nowhere."""

from site_builder.links.checking import check_links, doubtful
from site_builder.links.outlines import LINKING, Places, read_outline
from site_builder.links.sketches import Sketch, Sketcher

__all__ = ["LINKING", "Places", "Sketch", "Sketcher", "check_links", "doubtful", "read_outline"]
