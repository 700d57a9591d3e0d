"""Passwords as Argon2 keeps them, at the least work it allows: tests make hundreds, and each costs a tenth of a second."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The same algorithm and the same form of what is kept."""

    time_cost, memory_cost, parallelism = 1, 8, 1
