"""A project's files to new files that begin or extend it."""

from site_builder.scaffolding.github_workflow import WORKFLOW, pages_workflow
from site_builder.scaffolding.new_files import new_section, new_study, place_of_section
from site_builder.scaffolding.review_files import new_review

__all__ = ["WORKFLOW", "new_review", "new_section", "new_study", "pages_workflow", "place_of_section"]
