"""Offices, their positions, and the questions they owe an answer."""
