"""What cites and refers, in Pandoc's, Quarto's, LaTeX's and bookdown's ways, to citations and cross-references."""
