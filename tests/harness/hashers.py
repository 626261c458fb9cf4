"""Argon2 as in the square, with the least work it allows: tests sign in hundreds of times."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    """Same algorithm and format, no strength."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
