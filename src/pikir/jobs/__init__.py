"""Tasks and schedules."""
