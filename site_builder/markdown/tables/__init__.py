"""Tables in Markdown or in a CSV file to tokens and HTML."""
