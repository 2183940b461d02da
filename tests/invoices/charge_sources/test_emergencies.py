"""An emergency work begins at once, and is charged only once another person has approved it within three days."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from invoices.modules.charge_sources.services.works import WorksSource
from invoices.modules.charge_sources.verifiers.works import verify
from invoices.modules.charges.models import Charge, Hold
from invoices.modules.charges.public import Held, charge_month
from property_ops.framework.approval.services import reject
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.works.domain import errors
from property_ops.modules.works.models import EmergencyCallOut, WorkOrder
from property_ops.modules.works.public import (
    FundingSplit,
    PlannedLine,
    approve_call_out,
    call_out,
    estimate_work,
    finish_work,
)
from property_ops.modules.works.services.planning import open_draft
from property_ops.modules.works.testing import agree
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(datetime(2022, 6, 10, 12))
JUNE, TODAY = Month(2022, 6), date(2022, 7, 5)
LATER = NOON + timedelta(days=3, seconds=1)


@pytest.fixture
def estate(shipped):
    estate = EstateFactory(code="BC01", name="牡丹花园")
    UnitFactory(estate=estate, code="BC01-1-1-101", area=Decimal(100))
    agree(estate, emergency_limit=Yuan(2000_00), emergency_month_limit=Yuan(3000_00))
    return estate


@pytest.fixture
def staff():
    return UserFactory(role="dispatcher")


def estimated(estate, staff, *, price="1000.00") -> WorkOrder:
    work = open_draft(estate=estate, kind="疏通", unit="处", place="3号楼", by=staff, on=NOON.date(), remark="")
    line = PlannedLine("疏通", "处", Decimal(1), Yuan.parse(price))
    split = FundingSplit(residents=Decimal(100))
    return estimate_work(work=work, lines=[line], split=split, by=staff, on=NOON.date(), scope="全小区")


def accepted(work) -> WorkOrder:
    """As three parties accept it; how they do is told elsewhere."""
    WorkOrder.objects.filter(pk=work.pk).update(
        state="accepted", result="accepted", done=1, accepted=1, done_on=NOON.date(), accepted_on=NOON.date(),
        accepted_by="三方", labour=Yuan(900_00),
    )  # fmt: skip
    return WorkOrder.objects.get(pk=work.pk)


def held(estate) -> list[str]:
    found = WorksSource().pull(estate=estate, month=JUNE, today=TODAY)
    return [one.reason for one in found if isinstance(one, Held)]


def test_a_work_begins_at_once_and_is_charged_when_another_approved_it_in_time(estate, staff, accountant):
    work = estimated(estate, staff)
    found = call_out(work=work, reason="污水外溢", by=staff, now=NOON)
    work.refresh_from_db()
    assert (work.state, work.decided_by, work.is_emergency) == ("in_progress", None, True)
    finish_work(work=work, done={1: Decimal(1)}, by=staff, on=NOON.date())
    accepted(work)
    assert held(estate) == ["emergency_lapsed"], "the three days were over on that day"
    approve_call_out(call_out_id=found.pk, by=UserFactory(role="manager"), now=NOON + timedelta(days=3))
    charge_month(month=JUNE, by=accountant, today=TODAY)
    assert Charge.objects.get().amount == Yuan(900_00)
    assert not any(check.differences for check in verify())


def test_what_is_not_approved_in_time_is_never_charged_and_says_why(estate, staff, accountant):
    work = estimated(estate, staff)
    found = call_out(work=work, reason="污水外溢", by=staff, now=NOON)
    accepted(work)
    last = timezone.localdate(found.approve_by)
    for day, reason in ((last, "emergency_waits"), (last + timedelta(days=1), "emergency_lapsed")):
        assert [one.reason for one in WorksSource().pull(estate=estate, month=JUNE, today=day)] == [reason]
    manager = UserFactory(role="manager")
    with pytest.raises(errors.ApprovedTooLate):
        approve_call_out(call_out_id=found.pk, by=manager, now=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        EmergencyCallOut.objects.update(state="approved", decided_by=manager, decided_at=LATER)
    charge_month(month=JUNE, by=accountant, today=TODAY)
    assert not Charge.objects.exists()
    assert Hold.objects.get(subject=work.number).reason == "emergency_lapsed"


def test_what_was_rejected_is_not_waited_for(estate, staff):
    work = estimated(estate, staff)
    found = call_out(work=work, reason="污水外溢", by=staff, now=NOON)
    accepted(work)
    reject(EmergencyCallOut, found.pk, reason="并非抢修", by=UserFactory(role="manager"), now=NOON)
    (one,) = WorksSource().pull(estate=estate, month=JUNE, today=NOON.date())
    assert one.reason == "emergency_lapsed"


def test_the_database_refuses_to_charge_it_and_verify_finds_it(estate, staff, accountant):
    work = estimated(estate, staff)
    call_out(work=work, reason="污水外溢", by=staff, now=NOON)
    accepted(work)
    WorkOrder.objects.filter(pk=work.pk).update(is_emergency=False, decided_by=UserFactory(role="manager"))
    charge_month(month=JUNE, by=accountant, today=TODAY)
    WorkOrder.objects.filter(pk=work.pk).update(is_emergency=True)
    charge = Charge.objects.get()
    assert any("补批" in one.says or "emergency" in one.says for check in verify() for one in check.differences)
    with pytest.raises(DatabaseError, match="emergency"), transaction.atomic():
        Charge.objects.create(
            source_key="x", **{name: getattr(charge, name) for name in (
                "source", "run", "basis", "estate", "unit", "item", "month", "start", "end", "quantity",
                "quantity_unit", "unit_price", "ratio_numerator", "ratio_denominator", "amount",
            )},
        )  # fmt: skip


def test_above_the_limits_or_without_an_agreement_nothing_begins(estate, staff):
    with pytest.raises(errors.AboveEmergencyLimit):
        call_out(work=estimated(estate, staff, price="2000.01"), reason="塌方", by=staff, now=NOON)
    call_out(work=estimated(estate, staff, price="2000.00"), reason="塌方", by=staff, now=NOON)
    with pytest.raises(errors.AboveMonthsEmergencies):
        call_out(work=estimated(estate, staff, price="1000.01"), reason="塌方", by=staff, now=NOON)
    call_out(work=estimated(estate, staff), reason="塌方", by=staff, now=NOON)
    with pytest.raises(errors.NoEmergencyAgreed):
        call_out(work=estimated(EstateFactory(), staff), reason="塌方", by=staff, now=NOON)
    with pytest.raises(NotAllowed):
        call_out(work=estimated(estate, staff), reason="塌方", by=UserFactory(role="accountant"), now=NOON)
    assert WorkOrder.objects.filter(state="in_progress").count() == 2


def test_whoever_estimated_or_called_out_does_not_approve(estate, staff):
    manager = UserFactory(role="manager")
    of_manager = call_out(work=estimated(estate, manager), reason="塌方", by=staff, now=NOON)
    with pytest.raises(SamePerson):
        approve_call_out(call_out_id=of_manager.pk, by=manager, now=NOON)
    with pytest.raises(SamePerson):
        approve_call_out(
            call_out_id=call_out(work=estimated(estate, staff), reason="塌方", by=manager, now=NOON).pk, by=manager,
            now=NOON,
        )  # fmt: skip


def test_the_pages_begin_it_and_another_person_approves(estate, staff):
    dispatcher, manager = visitor("dispatcher"), visitor("manager")
    work = estimated(estate, dispatcher.user)
    assert dispatcher.post(f"/work-steps/call-out/{work.number}/", {"remark": ""}).status_code == 422
    assert dispatcher.post(f"/work-steps/call-out/{work.number}/", {"remark": "污水外溢"}).status_code == 302
    found = EmergencyCallOut.objects.get()
    assert f"/work-call-outs/{found.pk}/" in manager.get(f"/works/{work.number}/").content.decode()
    assert manager.get(f"/work-call-outs/{found.pk}/").status_code == 200
    manager.post(f"/approvals/call_out/{found.pk}/approve/")
    work.refresh_from_db()
    assert (work.decided_by, work.ceiling) == (manager.user, Yuan(1000_00))
