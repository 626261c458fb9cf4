"""A room within the room: questions to the responsible position, on a public clock."""
