"""The life of a visit: planned, placed, moved, undone, started, finished."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import IllegalMove, NotAllowed
from property_ops.kernel.period import Period
from property_ops.modules.dispatch.domain.errors import (
    BadVisits,
    ChangedMeanwhile,
    CrewIsOut,
    NothingToUndo,
    NotPlaced,
    NotYourVisit,
    VisitRefused,
    WorkNotOpen,
)
from property_ops.modules.dispatch.models import Visit, WantedVisits
from property_ops.modules.dispatch.public import finish_visit, plan_visits, start_visit, visible_visits
from property_ops.modules.dispatch.selectors.endings import visits_called_off
from property_ops.modules.dispatch.selectors.visits import called_off, visits_of_crew, visits_to_schedule
from property_ops.modules.dispatch.services.crews import grant_leave
from property_ops.modules.dispatch.services.moving import undo
from property_ops.modules.dispatch.services.visits import cancel_visit, pin, place_visit, take_off
from property_ops.modules.dispatch.services.wanting import into_the_tray
from property_ops.modules.dispatch.testing import CrewFactory, CrewMemberFactory, VisitFactory, at
from property_ops.modules.estates.models import EstateMembership
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.public import Party, WorkMove, finish_work, send_back_work
from property_ops.modules.works.services.planning import cancel_work, revise_work
from property_ops.modules.works.testing import WorkOrderFactory

pytestmark = pytest.mark.django_db

NOW = at(1, 7)


@pytest.fixture
def dispatcher():
    return UserFactory(role="dispatcher")


@pytest.fixture
def crew():
    return CrewFactory()


@pytest.fixture
def visit():
    return VisitFactory(work__number="GD-1", number=1)


def place(visit, crew, start, by, **more):
    return place_visit(visit=visit, crew=crew, start=start, by=by, at=NOW, **more)


class TestPlanning:
    def test_visits_come_numbered_into_the_tray(self, dispatcher, visit):
        made = plan_visits(work=visit.work, count=2, minutes=120, due_on=date(2022, 6, 10), by=dispatcher)
        assert [(one.number, one.crew, one.minutes) for one in made] == [(2, None, 120), (3, None, 120)]
        assert AuditEvent.objects.get(action="dispatch.visits_planned").subject == "GD-1"

    @pytest.mark.parametrize(
        ("result", "state"),
        [("accepted", "accepted"), ("pending", "done"), ("pending", "draft"), ("pending", "estimated")],
    )
    def test_nobody_goes_to_a_work_that_is_done_or_not_released(self, result, state, dispatcher):
        more = {} if result == "accepted" else {"accepted": None, "accepted_on": None}
        with pytest.raises(WorkNotOpen):
            plan_visits(work=WorkOrderFactory(result=result, state=state, **more), count=1, minutes=60, by=dispatcher)

    @pytest.mark.parametrize(("count", "minutes"), [(0, 60), (31, 60), (1, 14), (1, 10_081)])
    def test_neither_none_nor_endless_ones(self, count, minutes, dispatcher, visit):
        with pytest.raises(BadVisits):
            plan_visits(work=visit.work, count=count, minutes=minutes, by=dispatcher)

    @pytest.mark.parametrize("role", ["accountant", "reviewer", "auditor", "grid_worker", "crew"])
    def test_only_dispatchers_and_managers_plan(self, role, visit, crew):
        by = UserFactory(role=role)
        with pytest.raises(NotAllowed):
            plan_visits(work=visit.work, count=1, minutes=60, by=by)
        with pytest.raises(NotAllowed):
            place(visit, crew, at(1, 8), by)


class TestPlacing:
    def test_a_visit_stands_where_it_was_put(self, visit, crew, dispatcher):
        moved = place(visit, crew, at(1, 8), dispatcher)
        visit.refresh_from_db()
        assert (visit.crew, visit.starts_at, visit.ends_at) == (crew, at(1, 8), at(1, 12))
        assert moved.warnings == ()

    def test_its_length_changes_with_its_end(self, visit, crew, dispatcher):
        place(visit, crew, at(1, 8), dispatcher, minutes=90)
        visit.refresh_from_db()
        assert (visit.minutes, visit.ends_at) == (90, at(1, 9, 30))

    def test_a_hard_clash_is_refused_and_nothing_moves(self, visit, crew, dispatcher):
        VisitFactory(crew=crew, starts_at=at(1, 10), work__number="GD-2", number=1)
        with pytest.raises(VisitRefused, match=r"GD-2-1 from 06-01 10:00 to 06-01 14:00"):
            place(visit, crew, at(1, 8), dispatcher)
        visit.refresh_from_db()
        assert visit.crew is None

    def test_a_soft_clash_is_told_and_does_not_stop_it(self, visit, crew, dispatcher):
        moved = place(visit, crew, at(11, 8), dispatcher)
        assert [clash.code for _, clash in moved.warnings] == ["free_day"]

    def test_a_crew_on_leave_goes_nowhere(self, visit, crew, dispatcher):
        grant_leave(crew=crew, days=Period(date(2022, 6, 1), date(2022, 6, 2)), reason="培训", by=dispatcher)
        with pytest.raises(VisitRefused, match="培训"):
            place(visit, crew, at(1, 8), dispatcher)
        place(visit, crew, at(2, 8), dispatcher)

    def test_a_crew_out_of_use_gets_nothing_new(self, visit, dispatcher):
        with pytest.raises(CrewIsOut):
            place(visit, CrewFactory(active=False), at(1, 8), dispatcher)

    def test_the_database_refuses_a_crew_at_two_visits(self, crew):
        VisitFactory(crew=crew, starts_at=at(1, 8))
        with pytest.raises(IntegrityError), transaction.atomic():
            VisitFactory(crew=crew, starts_at=at(1, 11))
        VisitFactory(crew=crew, starts_at=at(1, 12))
        VisitFactory(crew=crew, starts_at=at(1, 8), state="cancelled")

    def test_the_database_refuses_a_crew_without_a_time(self, crew):
        with pytest.raises(IntegrityError):
            VisitFactory(crew=crew)

    def test_the_work_is_scheduled_with_its_first_visit_and_no_longer_without(self, visit, crew, dispatcher):
        place(visit, crew, at(2, 8), dispatcher)
        visit.work.refresh_from_db()
        assert (visit.work.state, visit.work.planned_on) == ("scheduled", date(2022, 6, 2))
        place(visit, crew, at(1, 8), dispatcher)
        visit.work.refresh_from_db()
        assert visit.work.planned_on == date(2022, 6, 1)
        take_off(visit=visit, by=dispatcher, at=NOW)
        visit.work.refresh_from_db()
        assert (visit.work.state, visit.work.planned_on) == ("approved", None)

    def test_a_started_visit_is_moved_no_more(self, visit, crew, dispatcher):
        place(visit, crew, at(1, 8), dispatcher)
        start_visit(visit=visit, by=dispatcher, at=at(1, 8, 5))
        with pytest.raises(IllegalMove):
            place(visit, crew, at(2, 8), dispatcher)


class TestUndo:
    def test_takes_back_step_by_step_ones_own(self, visit, crew, dispatcher):
        place(visit, crew, at(1, 8), dispatcher)
        place(visit, crew, at(2, 8), dispatcher)
        undo(by=dispatcher, at=NOW)
        visit.refresh_from_db()
        assert visit.starts_at == at(1, 8)
        undo(by=dispatcher, at=NOW)
        visit.refresh_from_db()
        assert visit.crew is None
        with pytest.raises(NothingToUndo):
            undo(by=dispatcher, at=NOW)

    def test_the_length_comes_back_too(self, visit, crew, dispatcher):
        place(visit, crew, at(1, 8), dispatcher, minutes=60)
        undo(by=dispatcher, at=NOW)
        visit.refresh_from_db()
        assert visit.minutes == 240

    def test_what_another_person_changed_meanwhile_stays(self, visit, crew, dispatcher):
        place(visit, crew, at(1, 8), dispatcher)
        place(visit, crew, at(2, 8), UserFactory(role="manager"))
        with pytest.raises(ChangedMeanwhile):
            undo(by=dispatcher, at=NOW)
        visit.refresh_from_db()
        assert visit.starts_at == at(2, 8)

    def test_a_place_that_somebody_took_is_not_taken_back(self, visit, crew, dispatcher):
        place(visit, crew, at(1, 8), dispatcher)
        take_off(visit=visit, by=dispatcher, at=NOW)
        VisitFactory(crew=crew, starts_at=at(1, 8), work__number="GD-2", number=1)
        with pytest.raises(VisitRefused):
            undo(by=dispatcher, at=NOW)


class TestGoingThere:
    @pytest.fixture
    def leader(self, crew):
        return CrewMemberFactory(crew=crew, user=UserFactory(role="crew")).user

    def test_the_crew_starts_and_finishes_its_visit(self, crew, leader):
        visit = VisitFactory(crew=crew, starts_at=at(1, 8))
        start_visit(visit=visit, by=leader, at=at(1, 8, 10))
        finish_visit(visit=visit, by=leader, at=at(1, 11))
        visit.refresh_from_db()
        assert (visit.state, visit.started_at, visit.finished_at) == ("done", at(1, 8, 10), at(1, 11))
        visit.work.refresh_from_db()
        assert visit.work.state == "in_progress"

    def test_told_twice_it_changes_nothing(self, crew, leader):
        visit = VisitFactory(crew=crew, starts_at=at(1, 8))
        for minute in (10, 20):
            start_visit(visit=visit, by=leader, at=at(1, 8, minute))
        assert visit.started_at == at(1, 8, 10)
        for minute in (10, 20):
            finish_visit(visit=visit, by=leader, at=at(1, 9, minute))
        assert visit.finished_at == at(1, 9, 10)
        assert AuditEvent.objects.filter(action="dispatch.visit_finished").count() == 1

    def test_another_crews_visit_is_not_theirs(self, leader):
        visit = VisitFactory(crew=CrewFactory(), starts_at=at(1, 8))
        with pytest.raises(NotYourVisit):
            start_visit(visit=visit, by=leader, at=at(1, 8))

    def test_what_is_in_the_tray_cannot_start(self, visit, dispatcher):
        with pytest.raises(NotPlaced):
            start_visit(visit=visit, by=dispatcher, at=NOW)
        with pytest.raises(NotPlaced):
            pin(visit=visit, pinned=True, by=dispatcher)

    def test_what_did_not_start_cannot_finish(self, crew, dispatcher):
        with pytest.raises(IllegalMove):
            finish_visit(visit=VisitFactory(crew=crew, starts_at=at(1, 8)), by=dispatcher, at=NOW)

    def test_a_finished_visit_is_not_cancelled(self, crew, dispatcher):
        visit = VisitFactory(crew=crew, starts_at=at(1, 8), state="started", started_at=at(1, 8))
        finish_visit(visit=visit, by=dispatcher, at=at(1, 8) + timedelta(hours=1))
        with pytest.raises(IllegalMove):
            cancel_visit(visit=visit, by=dispatcher, at=NOW)


class TestCallingOff:
    """What is called off leaves board and phones, and comes back by undoing or into the tray."""

    def test_it_leaves_and_undoing_puts_it_back_where_it_stood(self, visit, crew, dispatcher):
        place(visit, crew, at(1, 8), dispatcher, pinned=True)
        cancel_visit(visit=visit, by=dispatcher, at=NOW)
        assert list(visits_of_crew(crew, on=date(2022, 6, 1))) == []
        assert list(called_off(crew, on=date(2022, 6, 1))) == [visit]
        assert WorkOrder.objects.get().state == "approved"
        undo(by=dispatcher, at=NOW)
        found = Visit.objects.get()
        assert (found.state, found.crew, found.starts_at, found.pinned) == ("planned", crew, at(1, 8), True)
        assert WorkOrder.objects.get().state == "scheduled"

    def test_its_time_is_free_and_then_not_given_back(self, visit, crew, dispatcher):
        place(visit, crew, at(1, 8), dispatcher)
        cancel_visit(visit=visit, by=dispatcher, at=NOW)
        place(VisitFactory(work__number="GD-2", number=1), crew, at(1, 10), UserFactory(role="dispatcher"))
        with pytest.raises(VisitRefused, match="GD-2-1"):
            undo(by=dispatcher, at=NOW)
        take_off(visit=visit, by=dispatcher, at=NOW)
        assert list(visits_to_schedule(dispatcher)) == [visit]

    def test_nobody_is_sent_again_to_a_work_that_is_not_open(self, visit, crew, dispatcher):
        place(visit, crew, at(1, 8), dispatcher)
        cancel_work(work=visit.work, by=dispatcher, on=date(2022, 6, 1), remark="业主不同意")
        for again in (lambda: undo(by=dispatcher, at=NOW), lambda: take_off(visit=visit, by=dispatcher, at=NOW)):
            with pytest.raises(WorkNotOpen):
                again()

    def test_what_was_begun_before_it_was_called_off_was_begun(self, visit, crew, dispatcher):
        leader = UserFactory(role="crew")
        CrewMemberFactory(crew=crew, user=leader)
        place(visit, crew, at(1, 8), dispatcher)
        cancel_visit(visit=visit, by=dispatcher, at=at(1, 12))
        with pytest.raises(IllegalMove):
            start_visit(visit=visit, by=leader, at=at(1, 13))
        start_visit(visit=visit, by=leader, at=at(1, 8))
        found = Visit.objects.get()
        assert (found.state, found.starts_at, found.started_at) == ("started", at(1, 8), at(1, 8))


def test_the_later_visits_of_a_work_that_is_reported_done_are_called_off(crew, dispatcher):
    """The crew is free again, who was to go there sees it, and a work that is sent back may have them again."""
    work = VisitFactory(crew=crew, starts_at=at(1, 8), state="started", started_at=at(1, 8)).work
    work.state, work.done = "in_progress", Decimal(10)
    work.save()
    same_day, later, waiting = (
        VisitFactory(work=work, crew=crew, starts_at=at(1, 14)),
        VisitFactory(work=work, crew=crew, starts_at=at(3, 8)),
        VisitFactory(work=work),
    )
    ends = list(visits_called_off(work, WorkMove.FINISH, date(2022, 6, 1)))
    assert len(ends) == 1
    assert "06-03 08:00" in ends[0]
    finish_work(work=work, by=dispatcher, on=date(2022, 6, 1))
    states = {one.pk: one.state for one in Visit.objects.exclude(pk=same_day.pk)}
    assert sorted(states.values()) == ["cancelled", "cancelled", "started"]
    assert list(called_off(crew, on=date(2022, 6, 3))) == [later]
    place(VisitFactory(), crew, at(3, 8), dispatcher)
    send_back_work(work=work, party=Party.COMPANY, person="王经理", reason="裂缝", on=date(2022, 6, 2), by=dispatcher)
    take_off(visit=later, by=dispatcher, at=NOW)
    take_off(visit=waiting, by=dispatcher, at=NOW)
    assert set(visits_to_schedule(dispatcher)) == {later, waiting}


def test_a_grid_worker_sees_the_visits_of_the_own_estates_and_a_crew_its_own(crew):
    mine = VisitFactory(crew=crew, starts_at=at(1, 8), work__estate=EstateFactory(code="A"))
    other = VisitFactory(crew=CrewFactory(), starts_at=at(1, 8), work__estate=EstateFactory(code="B"))
    grid, leader, nobody = UserFactory(role="grid_worker"), UserFactory(role="crew"), UserFactory(role="crew")
    EstateMembership.objects.create(user=grid, estate=other.work.estate)
    CrewMemberFactory(crew=crew, user=leader)
    assert list(visible_visits(grid)) == [other]
    assert list(visible_visits(leader)) == [mine]
    assert list(visible_visits(nobody)) == []
    assert Visit.objects.count() == 2


@pytest.mark.parametrize("withdraw", [cancel_work, revise_work])
def test_nobody_goes_to_a_work_that_was_withdrawn_while_it_stood_on_the_board(withdraw, visit, crew, dispatcher):
    """Neither board, tray nor the crew's phone shows it; what was begun is finished as any."""
    on_board = VisitFactory(work=visit.work, number=2, crew=crew, starts_at=at(1, 8))
    begun = VisitFactory(work=visit.work, number=3, crew=crew, starts_at=at(2, 8), state="started", started_at=at(2, 8))
    withdraw(work=visit.work, by=dispatcher, on=date(2022, 6, 1), remark="业主不同意")
    states = {one: Visit.objects.get(pk=one.pk).state for one in (visit, on_board, begun)}
    assert states == {visit: "cancelled", on_board: "cancelled", begun: "started"}
    assert list(visits_of_crew(crew, on=date(2022, 6, 1))) == []
    assert list(visits_to_schedule(dispatcher)) == []
    finish_visit(visit=begun, by=dispatcher, at=at(2, 9))


def test_a_work_that_comes_back_from_revision_is_wanted_as_it_was(visit, dispatcher):
    """Its visits are in the tray again, under numbers of their own."""
    WantedVisits.objects.create(work=visit.work, count=2, minutes=90, urgent=True)
    revise_work(work=visit.work, by=dispatcher, on=date(2022, 6, 1), remark="面积有误")
    for _told_twice in range(2):
        into_the_tray(visit.work, by=dispatcher, on=date(2022, 6, 2))
    waiting = visits_to_schedule(dispatcher)
    assert [(one.number, one.minutes, one.urgent) for one in waiting] == [(2, 90, True), (3, 90, True)]


class TestToldLate:
    def begun(self, visit, crew, dispatcher):
        place(visit, crew, at(1, 8), dispatcher)
        leader = UserFactory(role="crew")
        CrewMemberFactory(crew=crew, user=leader)
        return leader

    def test_a_crew_that_is_done_early_is_free(self, visit, crew, dispatcher):
        leader = self.begun(visit, crew, dispatcher)
        start_visit(visit=visit, by=leader, at=at(1, 8))
        finish_visit(visit=visit, by=leader, at=at(1, 9))
        other = VisitFactory(work__estate=visit.work.estate)
        place(other, crew, at(1, 10), dispatcher)
        assert Visit.objects.get(pk=other.pk).starts_at == at(1, 10)

    def test_two_planned_visits_never_share_a_crews_time(self, visit, crew, dispatcher):
        place(visit, crew, at(1, 8), dispatcher)
        with pytest.raises(IntegrityError), transaction.atomic():
            VisitFactory(crew=crew, starts_at=at(1, 10))

    def test_what_was_begun_before_it_was_planned_anew_goes_back_to_who_was_there(self, visit, crew, dispatcher):
        leader, other = self.begun(visit, crew, dispatcher), CrewFactory()
        place_visit(visit=visit, crew=other, start=at(2, 8), by=dispatcher, at=at(1, 12))
        start_visit(visit=visit, by=leader, at=at(1, 8))
        found = Visit.objects.get(pk=visit.pk)
        assert (found.crew, found.starts_at, found.started_at) == (crew, at(1, 8), at(1, 8))
        with pytest.raises(ChangedMeanwhile):
            undo(by=dispatcher, at=at(1, 13))

    def test_from_then_on_it_is_the_others(self, visit, crew, dispatcher):
        leader, other = self.begun(visit, crew, dispatcher), CrewFactory()
        place_visit(visit=visit, crew=other, start=at(2, 8), by=dispatcher, at=at(1, 12))
        with pytest.raises(NotYourVisit):
            start_visit(visit=visit, by=leader, at=at(1, 13))
        assert Visit.objects.get(pk=visit.pk).crew == other
