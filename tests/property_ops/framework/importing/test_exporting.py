"""Registers as workbooks, back and forth without a difference."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.translation import gettext
from openpyxl import load_workbook

from invoices.modules.books.models import FixedAsset
from invoices.modules.breakeven.public import CostKind, CostVoucher
from invoices.modules.meters.domain.supply import WATER
from invoices.modules.meters.models import Meter, MeterReading
from invoices.modules.tariffs.models import FeeItem
from invoices.modules.tariffs.testing import TariffFactory
from property_ops.framework.importing import import_files
from property_ops.framework.importing.exporting import (
    NoSuchRegister,
    NotExported,
    export_registers,
    exported_registers,
)
from property_ops.framework.importing.importer import Importer, fault_of
from property_ops.framework.models import AuditEvent, User
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from property_ops.modules.assets.importers.assets import KINDS as ASSET_KINDS
from property_ops.modules.assets.importers.assets import AssetImporter
from property_ops.modules.assets.models import AssetKind
from property_ops.modules.assets.testing import AssetFactory
from property_ops.modules.estates.public import Estate, Tenure, Unit, kind_meant, kind_word
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.grid.models import GridArea, GridDuty
from property_ops.modules.meetings.services.meetings import MeetingCall, call_meeting, write_minutes
from property_ops.modules.parking.models import Space
from property_ops.modules.parking.testing import LeaseFactory
from property_ops.modules.providers.importers.providers import TRADES
from property_ops.modules.providers.models import Trade
from property_ops.modules.providers.testing import candidate
from property_ops.modules.requests.domain.states import RequestState
from property_ops.modules.requests.models import Request, Survey
from property_ops.modules.rounds.importers.checkpoints import KINDS as PLACE_KINDS
from property_ops.modules.rounds.models import Checkpoint, CheckpointKind
from property_ops.modules.rounds.testing import CheckpointFactory
from property_ops.modules.volunteers.services.volunteering import (
    CalledActivity,
    HoursOf,
    call_activity,
    enter_hours,
    enter_team,
)
from property_ops.modules.works.models import WorkEvent, WorkOrder
from property_ops.modules.works.testing import WorkOrderFactory
from tests.invoices.june import JUNE, registered

NOW = datetime(2022, 7, 1, 1, 0, tzinfo=UTC)
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
    _kept_by_modules(estate, unit, UserFactory(display_name="网格员甲"))
    return estate


def _kept_by_modules(estate: Estate, unit: Unit, person: User) -> None:
    """What only the product knows: who wrote a request down, what was decided of a work, what was rejected."""
    candidate("快修队", trades=[Trade.LOCKS, Trade.FAMILY_DOCTOR, Trade.OTHER])
    AssetFactory(estate=estate, code="P-1", name="水泵", kind="lamp", warranty_until=TODAY)
    AssetFactory(estate=estate, code="p-2", name="旧泵", kind="other")
    AssetFactory(estate=estate, code="P-3", retired_on=TODAY)
    CheckpointFactory(estate=estate, code="D1", name="东门", kind="other")
    Survey.objects.create(estate=estate, round="上半年", closed_on=TODAY, asked=10, took_part=9, satisfied=8)
    area = GridArea.objects.create(estate=estate, code="W1", name="一片区", covers="1-3号楼", by=person, at=NOW)
    GridDuty.objects.create(area=area, person=person, role="main", start=date(2022, 1, 1), by=person, at=NOW)
    asked = {"estate": estate, "received_on": date(2022, 6, 1), "due_on": date(2022, 6, 16), "topic": "water"}
    taken_down = {"registered_by": person, "content": "漏水\n两处", "state": RequestState.IN_HAND}
    Request.objects.create(number="SQ20220001", channel="phone", **taken_down, **asked)
    Request.objects.create(number="L1", channel="visit", content="停水", state=RequestState.IN_HAND, **asked)
    Request.objects.create(
        number="SQ20220002", channel="plate", content="x", checkpoint_id=Checkpoint.objects.get().pk, **asked
    )
    WorkOrderFactory(number="GD20220004", estate=estate, result="rework", accepted=None, accepted_on=None)
    decided = WorkOrderFactory(
        number="PG20220001", estate=estate, from_register=False, prepared_by=person, decided_by=UserFactory()
    )
    WorkEvent.objects.create(work=decided, by=person, on=TODAY, action="accept", to_state=decided.state, round=1)
    work = {"estate": estate, "kind": "路面", "unit": "㎡", "funding": "undecided"}
    WorkOrder.objects.create(number="PG20220002", **work)
    kind, other = CostKind.objects.first(), UserFactory()
    for reference, state in (("01", "waiting"), ("02", "rejected")):
        CostVoucher.objects.create(
            estate=estate, kind=kind, month=JUNE.start, reference=reference, memo="工资", amount=Yuan(12_34),
            state=state, prepared_by=person, prepared_at=NOW,
            **({} if state == "waiting" else {"decided_by": other, "decided_at": NOW, "rejected_because": "重"}),
        )  # fmt: skip
    approved = {"prepared_by": person, "prepared_at": NOW, "decided_by": other, "decided_at": NOW}
    meter = Meter.objects.create(
        unit=unit, item=FeeItem.objects.get(code=WATER), number="007", multiplier=Decimal("1.5"),
        installed_on=date(2022, 5, 31), first_value=Decimal("0.5"), state="approved", **approved,
    )  # fmt: skip
    MeterReading.objects.create(
        meter=meter, month=JUNE.start, day=date(2022, 6, 30), value=Decimal("7.25"), read_by=person, read_at=NOW
    )
    FixedAsset.objects.create(
        code="GD-01", name="扫路机", kind="machine", used_since=date(2021, 3, 1), cost=Yuan(12_000_00), life=60,
        residual_ratio=Decimal("0.05"), taken_over=Yuan(1_710_00), until=date(2021, 12, 1),
        state="approved", **approved,
    )  # fmt: skip
    _who_came(estate, UserFactory(role="manager"))


def _who_came(estate: Estate, by: User) -> None:
    """To a meeting whose minutes are written, and to an activity whose hours wait."""
    begins = datetime(2022, 6, 10, 1, tzinfo=UTC)
    call = MeetingCall("stool", "照明", "党支部", begins, "小广场", "照明")
    meeting = call_meeting(estate=estate, call=call, by=by, now=begins)
    write_minutes(meeting=meeting, text="议定", present=[("王秀兰", "1号楼"), ("周明", "")], by=by, now=begins)
    team = enter_team(estate=estate, name="红马甲", kind="residents", leader="王秀兰", by=by, now=begins)
    activity = call_activity(team=team, called=CalledActivity("清扫", begins, "1号楼"), by=by, now=begins)
    hours = [HoursOf("王芳", "", Decimal("1.5")), HoursOf("李强", "301", Decimal(2))]
    enter_hours(activity=activity, hours=hours, by=by, now=begins)


def test_every_register_is_exported_and_imported_again_changes_nothing(office, boss, tmp_path):
    """A register of any module: what has no row here proves nothing, so it is to be entered above."""
    made = {one.title: one.rows for one in export_registers(names=(), out=tmp_path / "one", by=boss, on=TODAY)}
    assert all(made.values()), made
    assert len(made) == len(exported_registers())
    report = import_files(paths=[tmp_path / "one"], by=boss, as_of=TODAY, dry_run=False)
    assert [str(problem) for problem in report.problems() if problem.level_name == "error"] == []
    sheets = [sheet for file in report.files for sheet in file.sheets]
    assert {gettext(sheet.kind): sheet.unchanged for sheet in sheets} == made
    assert not any(sheet.created or sheet.changed or sheet.waiting or sheet.skipped for sheet in sheets)
    list(export_registers(names=(), out=tmp_path / "two", by=boss, on=TODAY))
    for path in (tmp_path / "one").iterdir():
        assert _cells(path) == _cells(tmp_path / "two" / path.name)
    assert AuditEvent.objects.filter(action="register.exported").count() == 2 * len(made)


def _cells(path: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(path).active.iter_rows(values_only=True))


def test_each_kind_is_written_as_a_word_that_is_read_as_that_kind():
    for kinds, all_of_them in ((ASSET_KINDS, AssetKind), (PLACE_KINDS, CheckpointKind), (TRADES, Trade)):
        for kind in all_of_them:
            assert kind_meant(kind_word(kind, kinds), kinds, other=all_of_them.OTHER) == kind


def test_what_is_only_imported_says_why_and_one_without_a_word_is_refused_at_the_door(office, boss, tmp_path):
    with pytest.raises(NotExported, match="is only imported: 期初余额"):
        list(export_registers(names=["deposits"], out=tmp_path, by=boss, on=TODAY))

    class Silent(AssetImporter):
        stored = Importer.stored

    assert "nor says why" in fault_of(Silent)
    assert fault_of(AssetImporter) == ""


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
