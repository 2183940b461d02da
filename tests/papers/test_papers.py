"""Every paper that the product makes is opened by poppler, the reader that most others are built on, without a word."""

import ast
import subprocess
from pathlib import Path

import pytest

import invoices
import property_ops
from property_ops.framework.testing import UserFactory
from tests.papers.samples import KINDS, Office

MAKERS = {
    "property_ops.framework.pdf.papers": {"render", "write_together"},
    "property_ops.framework.pdf.document": {"single_file", "PrintFile"},
}
"""All that makes a PDF of the product."""


@pytest.fixture
def office(shipped, tmp_path) -> Office:
    return Office(UserFactory(role="accountant"), UserFactory(role="manager"), tmp_path)


@pytest.mark.parametrize("module", KINDS)
def test_poppler_draws_every_sheet_without_a_word(module: str, office: Office, tmp_path: Path) -> None:
    for number, (shape, pdf) in enumerate(KINDS[module](office)):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf)
        drawn = subprocess.run(
            ["pdftoppm", "-r", "40", "-gray", path, tmp_path / f"sheet-{number}"], capture_output=True, text=True
        )
        assert (drawn.returncode, drawn.stdout + drawn.stderr) == (0, ""), shape
        assert list(tmp_path.glob(f"sheet-{number}-*.pgm")), shape


def test_there_is_a_sample_of_every_kind_of_paper() -> None:
    assert {module for module in _modules() if _makes_pdf(*module)} == {(module, _path(module)) for module in KINDS}


def _modules() -> list[tuple[str, Path]]:
    kit = Path(property_ops.__path__[0]) / "framework" / "pdf"
    roots = [Path(package.__path__[0]) for package in (property_ops, invoices)]
    paths = [path for root in roots for path in root.rglob("*.py") if kit not in path.parents]
    return [(".".join(path.relative_to(roots[0].parent).with_suffix("").parts), path) for path in paths]


def _path(module: str) -> Path:
    return Path(property_ops.__path__[0]).parent.joinpath(*module.split(".")).with_suffix(".py")


def _makes_pdf(module: str, path: Path) -> bool:
    """Whether it calls one of MAKERS under the name by which it imports it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    makers = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in MAKERS
        for alias in node.names
        if alias.name in MAKERS[node.module]
    }
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    return not makers.isdisjoint(called)
