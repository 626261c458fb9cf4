"""Backup, restore and import from the command line."""
