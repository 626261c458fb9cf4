"""What a map is turned into for others: tables, JSON and a page that needs nothing beside itself.

Everything is rendered from a `Publication`, which holds no person: what is not in it cannot leak.
"""
