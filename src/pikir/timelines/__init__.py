"""Lists and front-page slots."""
