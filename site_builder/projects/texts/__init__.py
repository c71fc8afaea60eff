"""A folder's files to the texts of its work in their order, by the lists of tools or by the names of the files."""
