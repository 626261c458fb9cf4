"""A room within the room: the public log of decisions, its chain of hashes, and the report of every month."""
