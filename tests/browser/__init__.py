"""Tests that need a browser: axe-core's rules, the console, requests, layout, the keyboard, and print."""
