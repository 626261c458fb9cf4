"""Files that a text leads to: documents and tables, kept as they came and only ever handed out to be saved."""
