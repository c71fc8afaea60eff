"""Fenced divs with a special meaning to figures, callouts and the like."""
