"""Finds the modules, reads their manifests and puts them in order.

Standard library only: it runs before Django's app registry exists. A module enters by the entry-point group
`property_ops.modules`, ours and a stranger's alike.
"""

import ast
import importlib.util
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from property_ops.framework.offers import OFFERS

GROUP = "property_ops.modules"
MANIFEST = "__manifest__.py"
KNOWN_KEYS = {"name", "summary", "version", "depends", "data", "demo", "menus", "offers", "slots"}
OFFER_KEYS = {"takes", "subject", "many", "class", "object", "call", "has", "check"}
REQUIRED_KEYS = {"name", "summary", "version", "depends"}


class ModuleError(Exception):
    """A module cannot be loaded; the sentence says which and what to do."""


@dataclass(frozen=True)
class Module:
    name: str
    package: str
    folder: Path
    summary: str
    version: str
    depends: tuple[str, ...]
    data: tuple[str, ...] = ()
    demo: tuple[str, ...] = ()
    menus: tuple[Mapping[str, Any], ...] = ()
    offers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The Django app label: permanent, because tables and migrations bear it."""
        return f"po_{self.name}"


def discover() -> list[Module]:
    """All installed modules, each after those it depends on. Raises ModuleError."""
    modules = in_order(_read(entry_point) for entry_point in entry_points(group=GROUP))
    refuse_unknown_slots(modules)
    return modules


def offers_of(modules: Iterable[Module]) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Slot → who offers it, and how. Raises ModuleError where two offer the same, or one says not what it takes."""
    found: dict[str, tuple[str, Mapping[str, Any]]] = {name: ("framework", offer) for name, offer in OFFERS.items()}
    for module in modules:
        for name, offer in module.offers.items():
            if name in found:
                raise ModuleError(f"Slot “{name}” is offered by “{found[name][0]}” and by “{module.name}”. Rename one.")
            unknown = offer.keys() - OFFER_KEYS
            if unknown or "takes" not in offer:
                raise ModuleError(
                    f"Module “{module.name}” offers slot “{name}” with {sorted(offer)}. Say what it “takes”; "
                    f"known are {sorted(OFFER_KEYS)}."
                )
            found[name] = (module.name, offer)
    return found


def refuse_unknown_slots(modules: Iterable[Module]) -> None:
    """Raises ModuleError for a slot that nobody offers: whatever is plugged in there would never be asked."""
    modules = list(modules)
    offered = offers_of(modules)
    for module in modules:
        for name in module.slots.keys() - offered.keys():
            near = get_close_matches(name, offered, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known are {', '.join(sorted(offered))}."
            raise ModuleError(f"Module “{module.name}” plugs into slot “{name}”, which nobody offers. {hint}")


def in_order(modules: Iterable[Module]) -> list[Module]:
    """Sort by `depends`; refuse a duplicate, a missing dependency and a cycle."""
    by_name: dict[str, Module] = {}
    for module in modules:
        twin = by_name.setdefault(module.name, module)
        if twin is not module:
            raise ModuleError(
                f"Two packages offer a module “{module.name}”: {twin.package} and {module.package}. Uninstall one."
            )
    for module in by_name.values():
        for needed in module.depends:
            if needed not in by_name:
                raise ModuleError(
                    f"Module “{module.name}” needs module “{needed}”, which is not installed. "
                    f"Install the package that has “{needed}”, or uninstall {module.package}."
                )
    graph = TopologicalSorter({name: sorted(by_name[name].depends) for name in sorted(by_name)})
    try:
        return [by_name[name] for name in graph.static_order()]
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise ModuleError(
            f"Modules depend on each other in a circle: {circle}. Remove one of their “depends”."
        ) from None


def _read(entry_point: EntryPoint) -> Module:
    package = entry_point.value
    try:
        spec = importlib.util.find_spec(package)
    except ModuleNotFoundError:
        spec = None
    if spec is None or not spec.submodule_search_locations:
        raise ModuleError(f"Module “{entry_point.name}” points to {package}, which is missing. Reinstall its package.")
    folder = Path(next(iter(spec.submodule_search_locations)))
    return read_manifest(folder, package=package, expected_name=entry_point.name)


def read_manifest(folder: Path, *, package: str, expected_name: str) -> Module:
    """The module described by `folder/__manifest__.py`: one dict literal, never executed."""
    path = folder / MANIFEST
    try:
        manifest = ast.literal_eval(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModuleError(f"{package} has no {MANIFEST}. Every module needs one.") from None
    except (ValueError, SyntaxError) as error:
        raise ModuleError(f"{path} is not one dict literal: {error}. Write only literal values in it.") from None
    if not isinstance(manifest, dict):
        raise ModuleError(f"{path} is not a dict.")
    missing, unknown = REQUIRED_KEYS - manifest.keys(), manifest.keys() - KNOWN_KEYS
    if missing or unknown:
        raise ModuleError(
            f"{path}: missing keys {sorted(missing)}, unknown keys {sorted(unknown)}. Known are {sorted(KNOWN_KEYS)}."
        )
    if manifest["name"] != expected_name:
        raise ModuleError(f"{path} is named “{manifest['name']}”, its entry point “{expected_name}”. Use one name.")
    return Module(
        name=manifest["name"],
        package=package,
        folder=folder,
        summary=manifest["summary"],
        version=manifest["version"],
        depends=tuple(manifest["depends"]),
        data=tuple(manifest.get("data", ())),
        demo=tuple(manifest.get("demo", ())),
        menus=tuple(manifest.get("menus", ())),
        offers=manifest.get("offers", {}),
        slots={slot: tuple(paths) for slot, paths in manifest.get("slots", {}).items()},
    )
