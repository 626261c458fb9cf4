"""The formal lane: appeals by law, with the identity of their authors sealed, and hearings."""
