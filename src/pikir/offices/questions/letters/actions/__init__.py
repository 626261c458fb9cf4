"""Every write of the doors by mail."""
