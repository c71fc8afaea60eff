"""HTML and LaTeX in an author's Markdown to what a page shows of them."""
