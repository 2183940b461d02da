"""Declared places where modules extend each other: a manifest's `slots` names what it plugs in."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@cache
def plugged_into(slot: str) -> tuple[Any, ...]:
    """Everything the installed modules declare for `slot`, in module order."""
    return tuple(
        import_string(path.replace(":", ".")) for module in settings.MODULES for path in module.slots.get(slot, ())
    )
