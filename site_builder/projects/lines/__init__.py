"""Lines of Markdown for another tool to lines that say the same in ours."""
