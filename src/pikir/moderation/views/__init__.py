"""Pages of the room that keeps order."""
