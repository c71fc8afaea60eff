"""Lines of a text that another tool reads as Markdown to lines that say the same in ours."""
