"""LaTeX in texts for other tools to Markdown, and LaTeX's definitions for all of these texts."""
