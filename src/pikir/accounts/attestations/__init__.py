"""Attestations: one person, one verified voice, whose name is not shown. Other rooms ask ``queries.is_attested``."""
