"""What people are told: the inbox, and letters about what waits in it."""
