"""Institutions: offices in their tree, positions and who holds them, who is responsible for what and where."""
