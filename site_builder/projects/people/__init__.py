"""The authors in the metadata of texts and projects to contributors, and to the lines that pages show of them."""
