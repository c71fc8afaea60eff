"""Tables, as Markdown draws them or as a CSV file holds them, to tokens and HTML."""
