"""Packs that the product has never seen, from workbook to charge: every line and every held month, on both sides."""

from pathlib import Path

import pytest

from tests.scenarios.facts import MONTHS
from tests.scenarios.independent import calculate
from tests.scenarios.pack import write_pack
from tests.scenarios.papers import read_pack
from tests.scenarios.product import charge, charges_and_holds, differences
from tests.services.installation import APPROVE_IMPORTED, Installation

on_sqlite = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)


@on_sqlite
@pytest.mark.parametrize("seed", [7, 11, 12])
def test_a_pack_is_charged_to_the_fen(installation: Installation, tmp_path: Path, seed: int) -> None:
    write_pack(tmp_path / "pack", seed)
    facts = read_pack(tmp_path / "pack")
    printed = charge(installation, MONTHS, ("import", str(tmp_path / "pack")), APPROVE_IMPORTED)
    charged, _ = charges_and_holds(installation, MONTHS)
    for month in MONTHS:
        lines, waiting = calculate(facts, month)
        assert differences(lines, charged[month]) == [], month
        for hold in waiting:
            for fact in (hold.estate, *hold.missing):
                assert fact in printed[month]
