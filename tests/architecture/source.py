"""The code as data: which files there are, what they import, what they define."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGES = ("property_ops", "invoices")


@cache
def code_files() -> tuple[Path, ...]:
    """Every Python file of the product, migrations left out: those are generated and frozen."""
    return tuple(
        path
        for package in PACKAGES
        for path in sorted((CHECKOUT / package).rglob("*.py"))
        if "migrations" not in path.parts and "node_modules" not in path.parts
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All of the file's tree, in the order of `ast.walk`."""
    return tuple(ast.walk(tree(path)))


def shown(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


@dataclass(frozen=True)
class Import:
    """`name` as imported: a module, or `module.attribute` for a from-import."""

    path: Path
    line: int
    name: str

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line} imports {self.name}"


@cache
def imports(path: Path) -> tuple[Import, ...]:
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[Import]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (Import(path, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (Import(path, node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def module_of(dotted: str) -> tuple[str, str] | None:
    """`invoices.modules.billing.models.Bill` → ("invoices.modules.billing", "models.Bill"); None for other code."""
    parts = dotted.split(".")
    if len(parts) < 3 or parts[0] not in PACKAGES or parts[1] != "modules":
        return None
    return ".".join(parts[:3]), ".".join(parts[3:])


def module_of_file(path: Path) -> str | None:
    found = module_of(".".join(path.relative_to(CHECKOUT).with_suffix("").parts))
    return found[0] if found else None
