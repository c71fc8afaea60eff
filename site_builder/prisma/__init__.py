"""A file in YAML, JSON, or the CSV of PRISMA2020, to a PRISMA 2020 flow's numbers and what does not add up."""

from site_builder.prisma.flow import Flow
from site_builder.prisma.reading import FLOW_SUFFIXES, read_flow

__all__ = ["FLOW_SUFFIXES", "Flow", "read_flow"]
