"""LaTeX in the texts of other tools to Markdown, and what it defines for all of them."""
