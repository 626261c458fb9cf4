"""Said in public."""
