"""Pikir: a public square that a city, a ministry, a newsroom or a university runs for itself."""

__version__ = "0.1.0"
