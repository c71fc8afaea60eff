"""A folder to a project's files, and the files of a site to a folder."""
