"""Trying again what failed because another machine was away."""

from datetime import timedelta


def doubling_pause(failures: int, *, first: timedelta, longest: timedelta) -> timedelta:
    """How long to wait after so many failures in a row: none after none, then twice as long each time."""
    return min(first * 2 ** min(failures - 1, 30), longest) if failures else timedelta(0)
