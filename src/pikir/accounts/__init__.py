"""Who: users, accounts, operators and roles."""
