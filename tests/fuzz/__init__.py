"""Coverage-guided fuzzing of all that reads what people write."""
