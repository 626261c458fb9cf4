"""Pure Python without Django: ids, text, languages, events."""
