"""A project's files to its site: the composition of the floors below, and nothing else."""

from site_builder.build.builders import Builder, build
from site_builder.build.drafts import Build, Draft, in_html

__all__ = ["Build", "Builder", "Draft", "build", "in_html"]
