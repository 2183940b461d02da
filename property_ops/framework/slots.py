"""Declared places where modules extend each other: a manifest's `slots` names what it plugs in."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

OURS: Mapping[str, tuple[str, ...]] = {
    "dashboard_panels": ("property_ops.framework.approval.views:WaitingPanel",),
    "verifiers": ("property_ops.framework.approval.verifiers:verify",),
}
"""What the framework itself plugs in."""


@cache
def plugged_into(slot: str) -> tuple[Any, ...]:
    """Everything the installed modules declare for `slot`, in module order."""
    theirs = (path for module in settings.MODULES for path in module.slots.get(slot, ()))
    return tuple(import_string(path.replace(":", ".")) for path in (*OURS.get(slot, ()), *theirs))
