"""Django's PostgreSQL backend, whose commits say what they touched."""
