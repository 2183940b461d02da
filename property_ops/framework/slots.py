"""Declared places where modules extend each other.

Whoever asks a slot offers it: a module by its manifest's `offers`, the framework in offers.py. An offer says what the
slot takes, in words (`takes`, `subject`: the docs' table is these) and so that it can be looked at: a `class` of which
everything plugged in is a subclass, an `object` (or one of several) of which it is an instance or a tuple of
instances, a `call` by which it can be called, attributes that it `has`, and a `check`: a function that tells what is
wrong with one, in a sentence, or nothing. `"many": False` takes one.

A manifest's `slots` names what it plugs in. A name that nobody offers is refused by the loader.
"""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from property_ops.framework.loader import Module, ModuleError, offers_of
from property_ops.framework.offers import PLUGS


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to plug in. Paths are `package.module:attribute`."""

    name: str
    owner: str
    takes: str
    subject: str = ""
    many: bool = True
    classes: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    call: str = ""
    has: tuple[str, ...] = ()
    check: str = ""

    @classmethod
    def of(cls, name: str, owner: str, offer: Mapping[str, Any]) -> "Slot":
        return cls(
            name=name,
            owner=owner,
            takes=offer["takes"],
            subject=offer.get("subject", ""),
            many=offer.get("many", True),
            classes=_several(offer.get("class", ())),
            objects=_several(offer.get("object", ())),
            call=offer.get("call", ""),
            has=_several(offer.get("has", ())),
            check=offer.get("check", ""),
        )

    def fault_of(self, plugged: Any) -> str:
        """What is wrong with something plugged in, in a sentence; empty if nothing is."""
        return next(filter(None, self._faults(plugged)), "")

    def _faults(self, plugged: Any) -> Iterator[str]:
        if self.classes and not (isinstance(plugged, type) and issubclass(plugged, self._types(self.classes))):
            yield f"it is no subclass of {' or '.join(self.classes)}"
        if self.objects:
            several = plugged if isinstance(plugged, tuple) else (plugged,)
            if not all(isinstance(one, self._types(self.objects)) for one in several):
                yield f"it is no {' or '.join(self.objects)}"
        if self.call and not _takes(plugged, self.call):
            yield f"it cannot be called as {self.call}"
        missing = [name for name in self.has if not hasattr(plugged, name)]
        if missing:
            yield f"it has no {', '.join(missing)}"
        if self.check:
            yield _imported(self.check)(plugged)

    @staticmethod
    def _types(paths: tuple[str, ...]) -> tuple[type, ...]:
        return tuple(_imported(path) for path in paths)


def _several(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _takes(plugged: Any, call: str) -> bool:
    """Whether it can be called with these arguments: `(user, work)`, or by name `(*, estate, on, by)`."""
    positional, _, named = call.strip("()").partition("*")
    names = [name.strip() for name in named.split(",") if name.strip()]
    try:
        inspect.signature(plugged).bind(
            *(name for name in positional.split(",") if name.strip()), **dict.fromkeys(names)
        )
    except (TypeError, ValueError):
        return False
    return True


def _imported(path: str) -> Any:
    return import_string(path.replace(":", "."))


@cache
def slots() -> Mapping[str, Slot]:
    """Every slot that somebody offers, by its name."""
    return {name: Slot.of(name, owner, offer) for name, (owner, offer) in offers_of(settings.MODULES).items()}


@cache
def plugged_into(slot: str) -> tuple[Any, ...]:
    """What is plugged into `slot`: first the framework. Raises ModuleError for what does not fit."""
    offered, ours = slots()[slot], tuple(_imported(path) for path in PLUGS.get(slot, ()))
    found = tuple(_fitting(offered, module, path) for module in settings.MODULES for path in module.slots.get(slot, ()))
    if len(found) > 1 and not offered.many:
        owners = ", ".join(module.package for module in settings.MODULES if slot in module.slots)
        raise ModuleError(f"Slot “{slot}” takes one, and several plug into it: {owners}. Uninstall all but one.")
    return (*ours, *found)


def _fitting(slot: Slot, module: Module, path: str) -> Any:
    try:
        plugged = _imported(path)
    except ImportError as error:
        raise ModuleError(f"Module “{module.name}” plugs {path} into “{slot.name}”, but: {error}.") from error
    if fault := slot.fault_of(plugged):
        raise ModuleError(
            f"Module “{module.name}” plugs {path} into “{slot.name}”, but {fault}. The slot takes {slot.takes}."
        )
    return plugged


def look_at_all() -> None:
    """Import everything that is plugged in anywhere. Raises ModuleError for what does not fit."""
    for slot in slots():
        plugged_into(slot)
