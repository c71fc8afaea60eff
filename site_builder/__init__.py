"""Markdown and BibTeX to a review website."""

__version__ = "0.1.0"
