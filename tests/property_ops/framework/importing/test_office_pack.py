"""The office's own papers: every count, a second import that changes nothing, and a dry run that stores nothing."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction

from property_ops.framework.models import AuditEvent
from property_ops.framework.shipped_data import load_all
from property_ops.modules.confirmations.public import AgreementItem, Confirmation
from property_ops.modules.estates.public import Estate, Occupancy, Tenure, Unit
from property_ops.modules.parking.public import Lease, Space
from property_ops.modules.works.public import WorkOrder
from tests.property_ops.framework.importing.papers import counts, errors, run, warnings

PACK = Path(__file__).parents[4] / "property_ops/modules/estates/demo/office-pack"

# Sheet: rows below the heads, rows of the register, and rows skipped (totals, blanks, a unit entered twice).
SHEETS = {
    "小区台账": (22, 22, 0),
    "牡丹花园": (586, 568, 18),  # 14 subtotals, 2 blank rows, 1 total, 1 unit twice
    "北城新村": (454, 436, 18),  # 13 subtotals, 3 blank rows, 1 total, 1 unit twice
    "益和小区": (430, 412, 18),  # 10 subtotals, 6 blank rows, 1 total, 1 unit twice
    "曹州家园": (199, 188, 11),  # 6 subtotals, 3 blank rows, 1 total, 1 unit twice
    "丹阳苑": (367, 350, 17),  # 12 subtotals, 3 blank rows, 1 total, 1 unit twice
    "车位台账": (312, 312, 0),
    "工程台账": (60, 60, 0),
    "收费标准": (26, 26, 0),
    "服务确认单": (108, 108, 0),
}

WAITS = {"收费标准": 26, "服务确认单": 108, "工程台账": 14, "车位台账": 159}
"""By so many rows somebody would pay: they wait for another person."""


@pytest.fixture(scope="module")
def report(kept_states, django_db_blocker):
    """The pack, imported once for all tests of this file, and taken back afterwards."""
    with django_db_blocker.unblock():
        kept_states.enter("shipped")
        with transaction.atomic():
            load_all()
            yield run(PACK)
            transaction.set_rollback(True)


def everything() -> dict[str, list]:
    """All rows of the registers and of their history."""
    labels = ("po_estates", "po_parking", "po_works", "po_confirmations", "po_tariffs")
    return {
        model._meta.label: list(model.objects.order_by("pk").values_list())
        for label in labels
        for model in apps.get_app_config(label).get_models()
    }


def test_every_row_of_the_pack_is_read_created_or_skipped(report):
    assert not errors(report)
    found = {sheet: figures for sheet, *figures in counts(report)}
    wanted = {sheet: [read, made - WAITS.get(sheet, 0), 0, 0, left] for sheet, (read, made, left) in SHEETS.items()}
    assert found == wanted
    assert {sheet.sheet: sheet.waiting for file in report.files for sheet in file.sheets if sheet.waiting} == WAITS


def test_the_pack_in_the_database(report):
    units = {estate.code: estate.units.count() for estate in Estate.objects.filter(management="managed")}
    assert units == {"BC01": 568, "BC02": 436, "BC03": 412, "BC04": 188, "BC05": 350}
    assert Estate.objects.count() == 22
    assert Unit.objects.filter(use="commercial").count() == 28
    assert Occupancy.objects.filter(state="vacant").count() == 40 + 33 + 32 + 16 + 27
    assert Occupancy.objects.filter(state="let").count() == Tenure.objects.filter(role="tenant").count() == 297
    assert Tenure.objects.filter(role="owner").count() == 1954
    assert (Space.objects.count(), Lease.objects.count()) == (312, 159)
    assert (AgreementItem.objects.count(), Confirmation.objects.count()) == (20, 108)
    results = {result: WorkOrder.objects.filter(result=result).count() for result in ("accepted", "pending", "rework")}
    assert results == {"accepted": 58, "pending": 1, "rework": 1}
    assert WorkOrder.objects.filter(funding="residents", result="accepted").count() == 14


def test_the_hard_cells_of_the_pack(report):
    # Row 33 and others of 益和小区 hold 301 as a number: the sheet shows four figures with a leading zero.
    rooms = set(Unit.objects.filter(estate__code="BC03").values_list("room", flat=True))
    assert all(len(room) == 4 and room.isdecimal() for room in rooms)
    assert str(Unit.objects.get(code="BC01-1-1-401").area) == "64.3300"  # ６４．３３
    assert Unit.objects.get(code="BC01-1-2-501").tenures.get(role="owner").name == "秦志"  # 秦  志
    assert Unit.objects.get(code="BC01-1-1-201").tenures.get(role="owner").phone == "16636921596"  # a float
    assert Tenure.objects.filter(name__contains="䶮").exists()
    assert Estate.objects.get(code="BC05").taken_over_on.isoformat() == "2022-03-16"  # 44636
    assert Estate.objects.get(code="BC01").name == "牡丹花园"  # a space behind it
    lease = Lease.objects.get(space__number="B005")  # 44722, 44842: the last day still counts
    assert (lease.start.isoformat(), lease.end.isoformat()) == ("2022-06-10", "2022-10-09")
    lease = Lease.objects.get(space__number="C006")
    assert (lease.unit.code, lease.plate, lease.vehicle) == ("BC03-5-2-0202", "鲁R0U9L1", "白色轿车")


def test_each_unit_entered_twice_is_one_warning_and_nothing_else_is(report):
    found = warnings(report)
    assert [(problem.sheet, problem.row) for problem in found] == [
        ("牡丹花园", 588), ("北城新村", 456), ("益和小区", 432), ("曹州家园", 201), ("丹阳苑", 369),
    ]  # fmt: skip
    assert all(problem.facts["name"].startswith("BC0") for problem in found)


def test_a_second_import_changes_nothing(report):
    before = everything()
    again = run(PACK)
    assert everything() == before
    assert sum(created + changed for _sheet, _read, created, changed, _same, _skipped in counts(again)) == 0


def test_every_file_that_is_stored_is_in_the_audit_trail(report):
    assert set(AuditEvent.objects.filter(action="import.file").values_list("subject", flat=True)) == {
        "小区台账.xlsx", "房屋台账.xlsx", "车位台账.xlsx", "工程台账.xlsx", "收费标准.xlsx", "服务确认单.xlsx",
    }  # fmt: skip
