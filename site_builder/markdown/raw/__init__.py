"""What an author writes in HTML or LaTeX amid Markdown to what a page shows of it."""
