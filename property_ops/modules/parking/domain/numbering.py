"""Numbers of spaces: a prefix that the office chooses, and three digits."""

import re

NOT_IN_A_NUMBER = re.compile(r"[\s/\\?#%&]|^.{13,}$|^$")
"""What a prefix must not have: numbers stand in addresses of pages and in the register's 20 characters."""


def number_of(prefix: str, count: int) -> str:
    """`number_of("A-", 7)` → `A-007`"""
    return f"{prefix}{count:03d}"


def free_prefix(numbers: list[str]) -> str:
    """The first of A-, B-, … that no number bears."""
    return next((f"{letter}-" for letter in "ABCDEFGHJKLMNPQRSTUVWXYZ" if _is_free(numbers, letter)), "Z-")


def _is_free(numbers: list[str], letter: str) -> bool:
    return not any(number.startswith(letter) for number in numbers)
