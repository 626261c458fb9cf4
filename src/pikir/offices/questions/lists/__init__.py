"""The public lists of questions: which there are, of what, how they are read and shown."""
