"""The second reader of the workbooks finds what was written, so that the second calculation starts from the truth."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.scenarios.facts import MONTHS
from tests.scenarios.independent import calculate
from tests.scenarios.pack import write_pack
from tests.scenarios.papers import Pack, amount, read_pack, whole, words


@pytest.mark.parametrize("seed", range(5))
def test_what_a_pack_was_invented_with_is_what_is_read_from_it(tmp_path: Path, seed: int) -> None:
    invented = write_pack(tmp_path, seed)
    assert read_pack(tmp_path) == invented


def test_the_areas_read_from_the_office_pack_add_up_to_the_totals_printed_in_it(
    office_pack: Path, office_facts: Pack
) -> None:
    code_of = {estate.name: estate.code for estate in office_facts.estates.values()}
    totals = 0
    for sheet in load_workbook(office_pack / "房屋台账.xlsx"):
        areas = [unit for unit in office_facts.units.values() if unit.estate == code_of[sheet.title]]
        for row in sheet.iter_rows(min_row=4, values_only=True):
            if words(row[0]) == "小计":
                inside = sum(unit.area for unit in areas if unit.building == whole(row[1]))
                assert inside == amount(row[6]), f"{sheet.title} {row[1]}"
            elif words(row[0]) == "合计":
                assert sum(unit.area for unit in areas) == amount(row[6]), sheet.title
                totals += 1
    assert totals == 5


def test_every_share_of_a_work_adds_up_to_its_cost(office_facts: Pack) -> None:
    shared = {}
    for month in MONTHS:
        for line in calculate(office_facts, month)[0]:
            if line.item == "works_share":
                shared[line.source] = shared.get(line.source, 0) + line.amount_fen
    # GD20220005: (10607.62 + 27359.21) × 307.3 ÷ 313.4 = 37227.845…
    assert shared["GD20220005"] == 37_227_85
    assert len(shared) == 14
