"""Territories: where people live, what offices answer for, what a text is about."""
