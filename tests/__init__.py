"""The tests: one file for each module, and the judges they share."""
