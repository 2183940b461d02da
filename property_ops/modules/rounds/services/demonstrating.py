"""The demonstration's rounds."""

from collections.abc import Callable
from typing import Any


def walk_the_rounds(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`."""
