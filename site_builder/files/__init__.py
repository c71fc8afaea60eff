"""A folder to files and files to a folder: the only package that touches the disk."""
