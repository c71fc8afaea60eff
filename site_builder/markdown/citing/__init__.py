"""Pandoc's, Quarto's, LaTeX's and bookdown's ways to cite and refer to citations and cross-references."""
