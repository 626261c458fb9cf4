"""A tiny square of pages that show the serving itself: what tests of the real server ask."""
