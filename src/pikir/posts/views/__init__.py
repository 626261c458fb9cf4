"""Pages of posts: reading and answering, writing, taking down, topics."""
