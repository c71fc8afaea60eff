"""The exit codes of every command."""

SUCCESS = 0
ERRORS_FOUND = 1
"""Errors, or warnings under `--strict`."""
USAGE_ERROR = 2
"""Wrong usage, or a folder that is missing or not safe to write into."""
INTERRUPTED = 130
PIPE_CLOSED = 141
