"""Code that a text shows, or that R Markdown and Quarto would run, to listings and figures."""
