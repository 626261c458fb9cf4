"""Settings, addresses, the ASGI callable, the command line."""
