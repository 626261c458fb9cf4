"""Photos that go with a question: the office sees them, everyone once who sent one opens it."""
