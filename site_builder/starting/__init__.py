"""A project's files to new files that begin or extend it."""

from site_builder.starting.pieces import new_section, new_study
from site_builder.starting.publishing import WORKFLOW, pages_workflow
from site_builder.starting.review import new_review

__all__ = ["WORKFLOW", "Made", "new_review", "new_section", "new_study", "pages_workflow"]
