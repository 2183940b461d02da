"""The importers that are installed."""

from collections.abc import Callable, Sequence
from graphlib import TopologicalSorter

from property_ops.framework.importing.importer import Importer
from property_ops.framework.slots import plugged_into


def importers_in_order() -> tuple[Importer, ...]:
    """All installed importers, each after those it builds on."""
    importers = {importer.name: importer for plugged in plugged_into("importers") for importer in _made(plugged)}
    graph = TopologicalSorter(
        {name: [other for other in importer.after if other in importers] for name, importer in importers.items()}
    )
    return tuple(importers[name] for name in graph.static_order())


def importer_named(name: str) -> Importer:
    """Raises LookupError where its module is no longer installed."""
    found = next((importer for importer in importers_in_order() if importer.name == name), None)
    if found is None:
        raise LookupError(f"no importer is called {name}")
    return found


def _made(plugged: Callable[[], Importer | Sequence[Importer]]) -> Sequence[Importer]:
    """The slot takes classes of importers, and functions that give several."""
    made = plugged()
    return made if isinstance(made, Sequence) else [made]
