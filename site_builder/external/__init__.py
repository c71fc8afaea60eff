"""A site's links to other sites to whether they lead anywhere, by polite requests."""

from site_builder.external.checking import check_external
from site_builder.external.request_policy import RequestPolicy

__all__ = ["RequestPolicy", "check_external"]
