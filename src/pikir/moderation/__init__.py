"""Keeping order: flags, one queue, decisions with reasons, appeals, rules."""
