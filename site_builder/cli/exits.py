"""The exit codes of every command."""

FINE = 0
WRONG = 1
"""Errors, or warnings under `--strict`."""
MISUSED = 2
"""Wrong usage, or a folder that is missing or not safe to write into."""
INTERRUPTED = 130
PIPE_CLOSED = 141
