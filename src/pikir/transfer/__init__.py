"""Import, backup, restore."""
