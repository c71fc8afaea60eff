"""A finished site to the links in it that lead nowhere."""

from site_builder.links.checking import check_links, doubtful_links
from site_builder.links.file_links import LINKING, TagPlaces, read_file_links
from site_builder.links.link_summaries import LinkSummarizer, LinkSummary

__all__ = ["LINKING", "LinkSummarizer", "LinkSummary", "TagPlaces", "check_links", "doubtful_links", "read_file_links"]
