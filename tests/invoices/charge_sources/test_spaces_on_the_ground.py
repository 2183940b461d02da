"""A space is let once it is marked on the ground; a leased one is closed for longer than a work only for a reason."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from invoices.modules.charges.public import Charge, charge_month
from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month, Period
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.parking.domain.errors import ClosesBeyondWork, NotMarkedBefore, NotMarkedYet
from property_ops.modules.parking.public import Closure, Lease, Space, close_spaces
from property_ops.modules.parking.services.leases import LeaseTerms
from property_ops.modules.parking.testing import LeaseFactory, SpaceFactory
from property_ops.modules.works.testing import WorkOrderFactory
from tests.property_ops.framework.importing.papers import SPACES, bring, cells, errors, register, workbook
from tests.property_ops.modules.parking.letting import let_by_two

MARKING = "PG20220009"
MARKED = {"number": MARKING, "kind": "车位施划", "place": "东区", "funding": "subsidy", "scope": ""}


@pytest.fixture
def estate(shipped):
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def drawn(estate):
    """A space of a drawing, whose marking is not accepted."""
    WorkOrderFactory(estate=estate, **MARKED, result="pending", state="done", accepted=None, accepted_on=None)
    return SpaceFactory(estate=estate, number="东-001", work_order_number=MARKING)


@pytest.fixture
def marked(estate):
    WorkOrderFactory(estate=estate, **MARKED, done_on=date(2022, 6, 9), accepted_on=date(2022, 6, 10))
    return SpaceFactory(estate=estate, number="东-001", work_order_number=MARKING)


def terms(estate, start):
    return LeaseTerms(unit=owned_unit(estate=estate), monthly_rent=Yuan(60_00), start=start)


def charged(by):
    (result,) = charge_month(month=Month(2022, 6), by=by, today=date(2022, 7, 1)).estates
    held = [(held.subject, held.reason) for source, held in result.holds if source == "parking"]
    return [charge.amount for charge in Charge.objects.filter(source="parking")], held


def test_an_unmarked_space_is_not_let(drawn, accountant):
    with pytest.raises(NotMarkedYet):
        let_by_two(space=drawn, terms=terms(drawn.estate, date(2022, 6, 1)), by=accountant)
    assert not Lease.objects.exists()


def test_a_marked_space_is_let_from_the_day_it_was_accepted(marked, accountant):
    with pytest.raises(NotMarkedBefore):
        let_by_two(space=marked, terms=terms(marked.estate, date(2022, 6, 9)), by=accountant)
    lease = let_by_two(space=marked, terms=terms(marked.estate, date(2022, 6, 10)), by=accountant)
    assert lease.start == date(2022, 6, 10)
    assert charged(accountant) == ([Yuan(42_00)], [])  # 60 × 21/30


def test_no_workbook_lets_an_unmarked_space(drawn, tmp_path):
    owned_unit(estate=drawn.estate, building=1, entrance=1, room="101")
    said = {"小区": "牡丹花园", "车位号": "东-001", "类型": "固定", "使用房屋": "1-1-101", "月租(元)": "60"}
    row = cells(SPACES, 起租日期="2022-06-01", **said)
    report = bring(workbook(tmp_path / "车位.xlsx", {"车位台账": register(SPACES, row)}))
    assert [problem.says for problem in errors(report)] == [
        "The space is not on the ground then: work %(work)s marks it."
    ]


def test_the_database_refuses_it_too(drawn):
    unit = owned_unit(estate=drawn.estate)
    with pytest.raises(DatabaseError), transaction.atomic():
        Lease.objects.create(space=drawn, unit=unit, monthly_rent=Yuan(60_00), start=date(2022, 6, 1))


def test_what_is_let_without_being_there_is_not_charged_but_told(estate, accountant):
    """Let before the work that marks it was sent back, say."""
    space = SpaceFactory(estate=estate, number="东-001")
    LeaseFactory(space=space, monthly_rent=Yuan(60_00))
    Space.objects.update(work_order_number="PG-none")
    assert charged(accountant) == ([], [("东-001", "not_marked")])


LONG = Period(date(1990, 1, 1), date(2100, 1, 1))


def test_closing_a_leased_space_for_a_century_asks_why(estate, accountant):
    space, dispatcher = SpaceFactory(estate=estate, number="A017"), UserFactory(role="dispatcher")
    LeaseFactory(space=space, monthly_rent=Yuan(60_00))
    WorkOrderFactory(estate=estate, number="GD-1", done_on=date(2022, 6, 12), accepted_on=date(2022, 6, 20))
    with pytest.raises(ClosesBeyondWork, match="A017"):
        close_spaces(spaces=[space], days=LONG, work_order_number="GD-1", by=dispatcher)
    assert not Closure.objects.exists()
    assert charged(accountant)[0] == [Yuan(60_00)]


def test_with_a_reason_it_is_closed_and_each_charging_tells(estate, accountant):
    space, dispatcher = SpaceFactory(estate=estate, number="A017"), UserFactory(role="dispatcher")
    LeaseFactory(space=space, monthly_rent=Yuan(60_00))
    close_spaces(spaces=[space], days=LONG, work_order_number="GD-1", by=dispatcher, reason="塌陷，长期停用")
    event = AuditEvent.objects.get(action="parking.closed")
    assert (event.detail["leased"], event.detail["reason"]) == (["A017"], "塌陷，长期停用")
    assert charged(accountant) == ([], [("A017", "closed_throughout")])


@pytest.mark.parametrize(("first", "after"), [((2022, 6, 11), (2022, 6, 20)), ((2022, 6, 12), (2022, 7, 18))])
def test_the_works_days_and_its_curing_need_no_reason(estate, first, after):
    space, dispatcher = SpaceFactory(estate=estate, number="A017"), UserFactory(role="dispatcher")
    LeaseFactory(space=space, monthly_rent=Yuan(60_00))
    WorkOrderFactory(estate=estate, number="GD-1", done_on=date(2022, 6, 12), accepted_on=date(2022, 6, 20))
    days = Period(date(*first), date(*after))
    assert close_spaces(spaces=[space], days=days, work_order_number="GD-1", by=dispatcher)


def test_a_space_that_nobody_leases_is_closed_without_being_asked(estate):
    space, dispatcher = SpaceFactory(estate=estate, number="A017"), UserFactory(role="dispatcher")
    assert close_spaces(spaces=[space], days=LONG, work_order_number="GD-1", by=dispatcher)
