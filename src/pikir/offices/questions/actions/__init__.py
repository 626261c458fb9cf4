"""Every write of questions; ``acting.act`` is the one door to their lives."""
