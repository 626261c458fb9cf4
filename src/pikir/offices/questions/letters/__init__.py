"""Doors by mail: links in letters that act without signing in, asking by a confirmed address, letters that come in."""
