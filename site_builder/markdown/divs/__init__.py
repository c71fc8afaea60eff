"""Fenced divs with a meaning of their own to what they stand for."""
