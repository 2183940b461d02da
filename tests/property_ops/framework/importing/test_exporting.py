"""Registers as workbooks, back and forth without a difference."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from invoices.modules.tariffs.testing import TariffFactory
from property_ops.framework.importing import import_files
from property_ops.framework.importing.exporting import NoSuchRegister, export_registers, exported_registers
from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.public import Tenure, Unit
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.parking.models import Space
from property_ops.modules.parking.testing import LeaseFactory
from tests.invoices.june import registered

TODAY = date(2022, 7, 1)


@pytest.fixture
def boss(shipped):
    return UserFactory(is_superuser=True)


@pytest.fixture
def office(boss):
    """What registers have that is hard to write down: ends, gaps, signs, who left, what never was let."""
    estate = registered()
    other = EstateFactory(
        code="BC02", name="康庄小区", management="assisted", taken_over_on=None, committee_chair="王五"
    )
    unit = Unit.objects.get(room="301")
    Unit.objects.filter(room="302").update(remark="+东户, 30.5")
    Tenure.objects.create(unit=unit, role="tenant", name="赵六", phone="13800001111", start=date(2022, 3, 1))
    Tenure.objects.create(unit=unit, role="tenant", name="走了", end=date(2022, 2, 1))
    space = Space.objects.get(number="A017")
    Space.objects.filter(pk=space.pk).update(width=Decimal("2.5"), length=Decimal("5.3"))
    LeaseFactory(space=space, unit=unit, plate="", start=date(2021, 1, 1), end=date(2021, 6, 1))
    Space.objects.create(estate=other, number="B1", kind="charging")
    TariffFactory(estate=other, start=date(2022, 1, 1), end=date(2022, 5, 1), rate=Decimal("0.123456"))
    return estate


def test_what_is_exported_and_imported_again_changes_nothing(office, boss, tmp_path):
    made = {one.title: one.rows for one in export_registers(names=(), out=tmp_path, by=boss, on=TODAY)}
    assert sorted(made.values()) == [2, 2, 3, 4]
    report = import_files(paths=[tmp_path], by=boss, as_of=TODAY, dry_run=False)
    assert [problem.message for problem in report.problems() if problem.level_name == "error"] == []
    sheets = [sheet for file in report.files for sheet in file.sheets]
    assert {sheet.kind: sheet.unchanged for sheet in sheets} == {
        exported.title: rows for exported, rows in zip(exported_registers().values(), made.values(), strict=True)
    }
    assert not any(sheet.created or sheet.changed or sheet.waiting or sheet.skipped for sheet in sheets)
    assert AuditEvent.objects.filter(action="register.exported").count() == len(made)


def test_who_may_not_bring_a_register_may_not_take_it_and_other_estates_stay_unseen(office, boss, tmp_path):
    with pytest.raises(NotAllowed):
        list(export_registers(names=["units"], out=tmp_path / "none", by=UserFactory(role="auditor"), on=TODAY))
    assert not (tmp_path / "none").exists()
    with pytest.raises(NoSuchRegister, match="There are: estates"):
        list(export_registers(names=["cats"], out=tmp_path / "none", by=boss, on=TODAY))


def test_the_command_writes_what_is_asked_for(office, tmp_path, capsys):
    call_command("export", "spaces", out=tmp_path / "folder")
    [path] = (tmp_path / "folder").iterdir()
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert [row[1] for row in rows[1:]] == ["A017", "A017", "B1"]
    assert path.name in capsys.readouterr().out
