"""Django's SQLite backend with a prompt queue in front of the write lock."""
