"""Template tags of offices."""
