"""The metadata of a project and its front matter, in the words of any tool, to settings, titles and diagnostics."""
