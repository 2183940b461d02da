"""The import contracts of pyproject.toml hold, and each of them finds a fault when there is one."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.architecture.source import CHECKOUT, PACKAGES

LINT = Path(sys.executable).parent / "lint-imports"
MONEY_ABOVE_ESTATE = "Money may look at the estate; the estate never looks at money"
FLOORS = "Modules stand on framework, framework on kernel"
RULES = "Rules are plain Python"
ROOMS = "Rooms of a module"
VECTORS = "Vectorised rules know no database"
SCREENS = "Screens never touch tables"
ONE_WAY = "Money runs one way"

# (the contract that must break, the file the fault goes into, the fault)
FAULTS = [
    (MONEY_ABOVE_ESTATE, "property_ops/modules/estates/models/unit.py", "import invoices.modules.ledger.public"),
    (FLOORS, "property_ops/framework/audit.py", "import property_ops.modules.estates.public"),
    (FLOORS, "property_ops/kernel/period.py", "import property_ops.framework.audit"),
    (RULES, "property_ops/kernel/money.py", "import django.utils.timezone"),
    (RULES, "invoices/modules/billing/domain/payers.py", "import pandas"),
    (RULES, "invoices/modules/charge_sources/domain/service.py", "import invoices.modules.charges.models"),
    (ROOMS, "property_ops/modules/estates/models/unit.py", "import property_ops.modules.estates.public"),
    (ROOMS, "invoices/modules/ledger/selectors.py", "import invoices.modules.ledger.services"),
    (ROOMS, "invoices/modules/ledger/utils.py", ""),
    (VECTORS, "invoices/modules/charges/bulk.py", "import django.db"),
    (SCREENS, "invoices/modules/billing/views/planted.py", "import invoices.modules.billing.models"),
    (ONE_WAY, "invoices/modules/ledger/services.py", "import invoices.modules.billing.public"),
    (ONE_WAY, "invoices/modules/charge_sources/services/works.py", "import invoices.modules.billing.services"),
    (ONE_WAY, "invoices/modules/shortcuts/__init__.py", ""),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINT), "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=900,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The checkout's Python files and contracts, to plant faults in."""
    for package in PACKAGES:
        shutil.copytree(
            CHECKOUT / package,
            tmp_path / package,
            ignore=lambda folder, names: [
                name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()
            ],
        )
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept():
    done = lint(CHECKOUT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("turn", range(max(Counter(contract for contract, _, _ in FAULTS).values())))
def test_a_planted_fault_breaks_its_contract(copy, turn):
    """One fault of each contract at a time: the contract says which file it is in."""
    planted = [faults[turn] for faults in of_each_contract().values() if len(faults) > turn]
    for path, fault in planted:
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        ((copy / path).parent / "__init__.py").touch()
        with (copy / path).open("a", encoding="utf-8") as file:
            file.write(f"\n{fault}\n")
    said = lint(copy).stdout
    for contract, faults in of_each_contract().items():
        if len(faults) > turn:
            assert f"{contract} BROKEN" in said
            named = Path(faults[turn][0]).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
            assert named in reason(said, contract), (contract, named, said)


def of_each_contract() -> dict[str, list[tuple[str, str]]]:
    found = defaultdict[str, list[tuple[str, str]]](list)
    for contract, path, fault in FAULTS:
        found[contract].append((path, fault))
    return found


def reason(said: str, contract: str) -> str:
    """What is written below the contract's name where broken ones are explained."""
    _, *explained = re.split(r"^(.+)\n-{3,}$", said.partition("Broken contracts\n")[2], flags=re.MULTILINE)
    return dict(zip(explained[::2], explained[1::2], strict=True))[contract]


def test_every_contract_has_a_fault_that_breaks_it():
    kept = {line.removesuffix(" KEPT") for line in lint(CHECKOUT).stdout.splitlines() if line.endswith(" KEPT")}
    assert kept == {contract for contract, _, _ in FAULTS}
