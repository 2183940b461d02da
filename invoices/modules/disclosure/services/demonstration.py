"""The demonstration's quarters, prepared and published by its staff."""

from collections.abc import Callable
from typing import Any

QUARTERS = ("2022-Q1", "2022-Q2")


def disclose(call: Callable[..., Any]) -> None:
    for quarter in QUARTERS:
        call("disclose", quarter, by="accountant", verbosity=0)
        call("disclose", quarter, by="reviewer", publish=True, verbosity=0)
