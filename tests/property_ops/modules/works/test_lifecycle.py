"""The life of a work order: every move by who may, recorded with who and when; nothing out of order."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import IllegalMove, NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import UnitFactory
from property_ops.modules.works.domain.errors import (
    CeilingMissing,
    LessThanBefore,
    NegativeQuantity,
    NotAHundredPercent,
    NotALine,
    NothingDone,
    NothingPlanned,
    NotPriced,
    QuantityMissing,
    ScopeMissing,
    ScopeNotThere,
    ThirdPartyMissing,
    UnknownKind,
)
from property_ops.modules.works.domain.funding import FundingSplit
from property_ops.modules.works.domain.quantities import PlannedLine
from property_ops.modules.works.models import WorkEvent, WorkLine, WorkOrder
from property_ops.modules.works.public import (
    Party,
    approve_work,
    cancel_work,
    close_work,
    create_work,
    estimate_work,
    events_of,
    finish_work,
    lines_of,
    record_done,
    revise_work,
    schedule_work,
    send_back_work,
    start_work,
    unschedule_work,
)
from tests.property_ops.modules.works.stages import (
    ACCEPTED_ON,
    DAY,
    DONE_ON,
    KERB,
    ROAD,
    accept,
    approved,
    draft,
    estimated,
    finished,
    started,
)

pytestmark = pytest.mark.django_db
SUBSIDY = FundingSplit.whole("subsidy")


def test_from_draft_to_closed_with_who_and_when_of_every_move(estate, by):
    work = accept(finished(estate, by), by, {1: Decimal(110)})
    close_work(work=work, by=by.dispatcher, on=date(2026, 4, 1))
    found = [(event.action, event.to_state, event.by, event.on) for event in events_of(work)]
    assert found == [
        ("create", "draft", by.dispatcher, DAY),
        ("estimate", "estimated", by.dispatcher, DAY),
        ("approve", "approved", by.manager, DAY),
        ("start", "in_progress", by.dispatcher, DAY),
        ("finish", "done", by.dispatcher, DONE_ON),
        ("confirm", "done", None, ACCEPTED_ON),
        ("confirm", "done", None, ACCEPTED_ON),
        ("confirm", "done", by.dispatcher, ACCEPTED_ON),
        ("accept", "accepted", by.dispatcher, ACCEPTED_ON),
        ("close", "closed", by.dispatcher, date(2026, 4, 1)),
    ]
    work.refresh_from_db()
    assert (work.state, work.result, work.accepted, work.accepted_on) == (
        "closed", "accepted", Decimal(110), ACCEPTED_ON,
    )  # fmt: skip
    assert AuditEvent.objects.filter(subject=work.number, action="works.approve", user=by.manager).count() == 1


def test_numbers_have_no_gaps_within_a_year(estate, by):
    assert draft(estate, by).number == "PG20260001"
    with pytest.raises(UnknownKind), transaction.atomic():
        create_work(estate=estate, kind="没有的类别", by=by.dispatcher, on=DAY)
    assert draft(estate, by).number == "PG20260002"
    next_year = create_work(estate=estate, kind="路面修补", by=by.dispatcher, on=date(2027, 1, 1))
    assert next_year.number == "PG20270001"


@pytest.mark.parametrize(
    "move",
    [
        lambda work, by: approve_work(work=work, ceiling=Yuan(1), by=by.manager, on=DAY),
        lambda work, by: start_work(work=work, by=by.dispatcher, on=DAY),
        lambda work, by: schedule_work(work=work, planned_on=DAY, by=by.dispatcher, on=DAY),
        lambda work, by: unschedule_work(work=work, by=by.dispatcher, on=DAY),
        lambda work, by: finish_work(work=work, done={1: Decimal(1)}, by=by.dispatcher, on=DAY),
        lambda work, by: close_work(work=work, by=by.dispatcher, on=DAY),
        lambda work, by: revise_work(work=work, by=by.dispatcher, on=DAY, remark="再估"),
        lambda work, by: record_done(work=work, done={1: Decimal(1)}, by=by.dispatcher, on=DAY),
        lambda work, by: send_back_work(
            work=work, party=Party.COMPANY, person="李", reason="不平", on=DAY, by=by.dispatcher
        ),
    ],
)
def test_what_is_out_of_order_is_refused_and_leaves_no_trace(estate, by, move):
    work = draft(estate, by)
    with pytest.raises(IllegalMove) as error, transaction.atomic():
        move(work, by)
    assert error.value.data["thing"] == work.number
    work.refresh_from_db()
    assert work.state == "draft"
    assert [event.action for event in events_of(work)] == ["create"]


def test_nobody_releases_their_own_estimate(estate, by):
    work = draft(estate, by)
    work = estimate_work(work=work, lines=[ROAD], split=SUBSIDY, by=by.manager, on=DAY)
    with pytest.raises(SamePerson):
        approve_work(work=work, ceiling=Yuan(1000_00), by=by.manager, on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkOrder.objects.filter(pk=work.pk).update(decided_by=by.manager)
    with pytest.raises(NotAllowed):
        approve_work(work=work, ceiling=Yuan(1000_00), by=by.dispatcher, on=DAY)
    with pytest.raises(CeilingMissing):
        approve_work(work=work, ceiling=Yuan(0), by=UserFactory(role="manager"), on=DAY)


def test_nothing_is_begun_without_a_release_even_behind_the_services(estate, by):
    work = estimated(estate, by)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkOrder.objects.filter(pk=work.pk).update(state="in_progress")


def test_what_is_given_back_is_estimated_and_released_anew(estate, by):
    work = approved(estate, by)
    with pytest.raises(ReasonMissing):
        revise_work(work=work, by=by.dispatcher, on=DAY, remark=" ")
    work = revise_work(work=work, by=by.dispatcher, on=DAY, remark="漏算路缘石")
    assert (work.state, work.ceiling, work.decided_by) == ("draft", None, None)
    work = estimate_work(work=work, lines=[ROAD, KERB], split=SUBSIDY, by=by.dispatcher, on=DAY)
    assert [(line.number, line.name, line.unit, line.planned) for line in lines_of(work)] == [
        (1, "路面修补", "㎡", Decimal(120)),
        (2, "更换路缘石", "m", Decimal(40)),
    ]
    assert events_of(work).last().detail == {"amount": "2400.00", "lines": 2}


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ([], NothingPlanned),
        ([PlannedLine("路面修补", "㎡", Decimal(0), Yuan(1))], NothingPlanned),
        ([ROAD, PlannedLine("路缘石", "m", Decimal(1), Yuan(0))], NotPriced),
    ],
)
def test_an_estimate_has_quantities_and_prices(estate, by, lines, error):
    with pytest.raises(error):
        estimate_work(work=draft(estate, by), lines=lines, split=SUBSIDY, by=by.dispatcher, on=DAY)
    assert not WorkLine.objects.exists()


def test_who_pays_is_said_whole(estate, by):
    UnitFactory(estate=estate, building=3, entrance=1)
    work = draft(estate, by)

    def estimate(split, **more):
        estimate_work(work=work, lines=[ROAD], split=split, by=by.dispatcher, on=DAY, **more)

    with pytest.raises(NotAHundredPercent):
        FundingSplit(residents=Decimal(60), subsidy=Decimal("39.99"))
    with pytest.raises(NotAHundredPercent):
        estimate(FundingSplit())
    with pytest.raises(ThirdPartyMissing):
        estimate(FundingSplit.whole("third_party"))
    with pytest.raises(ScopeMissing):
        estimate(FundingSplit(residents=Decimal(60), subsidy=Decimal(40)))
    with pytest.raises(ScopeNotThere, match="4号楼"):
        estimate(FundingSplit.whole("residents"), scope="4号楼")
    estimate(FundingSplit(residents=Decimal(60), subsidy=Decimal(40)), scope="3号楼")
    work.refresh_from_db()
    assert (work.funding, work.residents_percent, work.subsidy_percent) == ("split", Decimal(60), Decimal(40))


@pytest.mark.parametrize(
    "columns",
    [
        {"residents_percent": Decimal(60)},
        {"funding": "split"},
        {"subsidy_percent": Decimal(99)},
        {"funding": "nobody"},
        {"state": "done", "result": "accepted"},
        {"state": "sent_back"},
        {"provider": Yuan(-1)},
    ],
)
def test_the_database_refuses_a_work_that_contradicts_itself(estate, by, columns):
    work = finished(estate, by)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkOrder.objects.filter(pk=work.pk).update(**columns)


def test_events_are_never_changed_nor_deleted(estate, by):
    draft(estate, by)
    for change in (lambda: WorkEvent.objects.update(remark="别的"), lambda: WorkEvent.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_scheduling_sets_a_day_and_may_be_taken_back(estate, by):
    work = approved(estate, by)
    work = schedule_work(work=work, planned_on=date(2026, 3, 9), by=by.dispatcher, on=DAY)
    work = schedule_work(work=work, planned_on=date(2026, 3, 10), by=by.dispatcher, on=DAY)
    assert (work.state, work.planned_on) == ("scheduled", date(2026, 3, 10))
    work = unschedule_work(work=work, by=by.dispatcher, on=DAY)
    assert (work.state, work.planned_on) == ("approved", None)


def test_done_needs_every_quantity_and_the_first_above_zero(estate, by):
    work = started(estate, by, lines=[ROAD, KERB])
    with pytest.raises(QuantityMissing), transaction.atomic():
        finish_work(work=work, done={1: Decimal(100)}, by=by.dispatcher, on=DONE_ON)
    with pytest.raises(NothingDone), transaction.atomic():
        finish_work(work=work, done={1: Decimal(0), 2: Decimal(1)}, by=by.dispatcher, on=DONE_ON)
    with pytest.raises(NotALine), transaction.atomic():
        record_done(work=work, done={3: Decimal(1)}, by=by.dispatcher, on=DONE_ON)
    with pytest.raises(NegativeQuantity), transaction.atomic():
        record_done(work=work, done={2: Decimal(-1)}, by=by.dispatcher, on=DONE_ON)
    record_done(work=work, done={2: Decimal(38)}, by=by.dispatcher, on=DONE_ON)
    work = finish_work(work=work, done={1: Decimal(100)}, by=by.dispatcher, on=DONE_ON)
    assert [line.done for line in lines_of(work)] == [Decimal(100), Decimal(38)]


def test_rework_is_a_new_round_in_which_nothing_done_is_taken_away(estate, by):
    work = finished(estate, by)
    work = send_back_work(
        work=work, party=Party.COMMITTEE, person="赵主任", reason="接缝不平", on=ACCEPTED_ON, by=by.dispatcher
    )
    assert (work.state, work.result, work.round) == ("sent_back", "rework", 2)
    work = schedule_work(work=work, planned_on=DAY, by=by.dispatcher, on=DAY)
    work = unschedule_work(work=work, by=by.dispatcher, on=DAY)
    assert work.state == "sent_back"
    work = start_work(work=work, by=by.dispatcher, on=DAY)
    with pytest.raises(LessThanBefore), transaction.atomic():
        finish_work(work=work, done={1: Decimal(119)}, by=by.dispatcher, on=ACCEPTED_ON)
    work = finish_work(work=work, by=by.dispatcher, on=ACCEPTED_ON)
    assert (work.state, work.result, work.done) == ("done", "pending", Decimal(120))


def test_a_cancelled_work_needs_a_reason_and_stays_so(estate, by):
    work = started(estate, by)
    with pytest.raises(ReasonMissing):
        cancel_work(work=work, by=by.dispatcher, on=DAY, remark="")
    work = cancel_work(work=work, by=by.dispatcher, on=DAY, remark="改由街道实施")
    with pytest.raises(IllegalMove):
        start_work(work=work, by=by.dispatcher, on=DAY)
    assert events_of(work).last().remark == "改由街道实施"


def test_who_only_reads_or_is_of_another_estate_changes_nothing(estate, by):
    with pytest.raises(NotAllowed):
        create_work(estate=estate, kind="路面修补", by=by.auditor, on=DAY)
    stranger = UserFactory(role="grid_worker")
    with pytest.raises(NotAllowed):
        create_work(estate=estate, kind="路面修补", by=stranger, on=DAY)
    assert not WorkOrder.objects.exists()
