"""A sealed channel for reports on corruption: no account, no address, a code to come back by."""
