"""YAML, or the PRISMA2020 package's CSV, to the numbers of a PRISMA 2020 flow diagram and what does not add up."""

from site_builder.prisma.flow import Flow
from site_builder.prisma.reading import FLOW_SUFFIXES, read_flow

__all__ = ["FLOW_SUFFIXES", "Amount", "Flow", "read_flow"]
