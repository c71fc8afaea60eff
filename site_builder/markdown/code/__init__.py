"""Code, as a text shows it and as R Markdown and Quarto would run it, to listings and figures."""
