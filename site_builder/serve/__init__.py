"""A project's folder to a site in the browser that follows every change to the folder."""

from __future__ import annotations

from site_builder.serve.preview import EDITOR, Preview
from site_builder.serve.server import CannotListen, free_port, serve

__all__ = ["EDITOR", "CannotListen", "Preview", "free_port", "serve"]
