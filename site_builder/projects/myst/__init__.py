"""A book for Jupyter Book or MyST to the texts that it lists, and the lines of these to lines in our Markdown."""
