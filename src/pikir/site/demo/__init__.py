"""The demo town: Sarybel, its people, and what they wrote in the last fortnight."""
