"""Works that wait are ranked by published weights; money reaches down the list, and more of it removes nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.framework.approval.dated import FiguresThere, propose
from property_ops.framework.approval.services import approving
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.inspections.domain.grades import Grade
from property_ops.modules.inspections.models import Hazard
from property_ops.modules.inspections.testing import a_hazard
from property_ops.modules.queue.domain import errors
from property_ops.modules.queue.domain.ranking import PartWeight, QueuePart, WaitingWork, points_missing, ranked
from property_ops.modules.queue.models import QueueWeights, WorksBudget
from property_ops.modules.queue.selectors.works import queue_of, whole_months
from property_ops.modules.queue.services.queueing import PlannedBudget, prepare_budget, tie_vote
from property_ops.modules.queue.views.words import standing_words, why
from property_ops.modules.requests.models import Request
from property_ops.modules.rounds.testing import CheckpointFactory
from property_ops.modules.votes.domain.choices import Choice
from property_ops.modules.votes.services.closing import close_poll
from property_ops.modules.votes.testing import AFTER, NOW, keyed, opened, paper_of, person
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import text_of, visitor
from tests.property_ops.framework.pictures import photos

TODAY = date(2022, 9, 20)
_WORKS = st.lists(
    st.builds(
        WaitingWork,
        number=st.uuids().map(str),
        since=st.dates(date(2020, 1, 1), TODAY),
        cost=st.one_of(st.none(), st.integers(0, 10**6)),
        counts=st.dictionaries(st.sampled_from([*QueuePart]), st.integers(0, 30)),
    ),
    max_size=9,
    unique_by=lambda work: work.number,
)
_WEIGHTS = st.fixed_dictionaries(
    {part: st.builds(PartWeight, st.integers(0, 60), st.integers(0, 12)) for part in QueuePart}
)


@given(works=_WORKS, weights=_WEIGHTS, money=st.integers(0, 10**6), more=st.integers(0, 10**6), order=st.randoms())
def test_more_money_never_removes_a_work_and_the_order_of_rows_changes_nothing(
    works, weights, money, more, order
) -> None:
    found, richer = ranked(works, weights, money), ranked(works, weights, money + more)
    taken = {one.work.number for one in found if one.is_taken}
    assert taken <= {one.work.number for one in richer if one.is_taken}
    assert sum(one.work.cost or 0 for one in found if one.is_taken) <= money
    shuffled = list(works)
    order.shuffle(shuffled)
    assert ranked(shuffled, weights, money) == found
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    for one in found[1:]:
        needed = points_missing(found, one.rank)
        assert one.score + needed == found[one.rank - 2].score + 1


def test_what_stands_further_down_never_overtakes_what_the_money_does_not_reach() -> None:
    weights = {part: PartWeight(1, 99) for part in QueuePart}
    works = [
        WaitingWork(number, TODAY, cost, {QueuePart.REQUESTS: requests})
        for number, cost, requests in (("A", 80, 9), ("B", 50, 5), ("C", 20, 3), ("D", None, 7))
    ]
    found = ranked(works, weights, 100)
    assert [(one.work.number, one.is_taken) for one in found] == [("A", True), ("D", False), ("B", False), ("C", False)]


def test_months_of_waiting_are_whole() -> None:
    assert [
        whole_months(date(2022, 1, 31), day) for day in (date(2022, 2, 28), date(2022, 3, 31), date(2021, 1, 1))
    ] == [
        0,
        2,
        0,
    ]


@pytest.fixture
def estate(shipped):
    return EstateFactory(code="BC01", name="牡丹花园")


def waiting_work(estate, **said):
    kept = {"done": None, "done_on": None, "accepted": None, "accepted_on": None, "result": "pending"}
    return WorkOrderFactory(estate=estate, state="draft", funding="undecided", **kept, **said)


def asked(estate, work, number, state="received"):
    Request.objects.create(
        number=number, estate=estate, channel="phone", topic="roads", content="路不平", received_on=date(2022, 6, 1),
        due_on=TODAY, state=state, work=work,
    )  # fmt: skip


def budget(estate, yuan, by="manager"):
    said = PlannedBudget(date(2022, 1, 1), Yuan(yuan * 100), "公共收益")
    made = prepare_budget(estate=estate, budget=said, by=UserFactory(role=by), now=NOW)
    with approving(WorksBudget, made.pk, by=UserFactory(role="reviewer"), now=NOW):
        return made


@pytest.mark.django_db
def test_requests_hazards_and_a_carried_vote_give_the_points_and_the_page_opens_their_rows(estate) -> None:
    first, second = waiting_work(estate, ceiling=Yuan(900_00)), waiting_work(estate, ceiling=Yuan(300_00))
    asked(estate, first, "SQ1")
    asked(estate, first, "SQ2")
    asked(estate, first, "SQ3", state="withdrawn")
    said = {"by": UserFactory(role="dispatcher"), "photo": photos.jpeg(), "grade": Grade.LARGER}
    hazard = a_hazard(checkpoint=CheckpointFactory(estate=estate), **said)
    Hazard.objects.filter(pk=hazard.pk).update(work=second)
    budget(estate, 1000)
    queue = queue_of(estate, today=TODAY)
    counts = {one.work.number: {part.part: part.count for part in one.place.parts} for one in queue.works}
    assert [one.work for one in queue.works] == [second, first], "a larger hazard stands above two requests"
    assert (counts[first.number]["requests"], counts[first.number]["months"]) == (2, 3)
    assert [one.place.is_taken for one in queue.works] == [True, False]
    assert queue.short(queue.works[1]) == Yuan(200_00)
    assert standing_words(queue, queue.works[1]) == "差 200.00 元"
    assert "还差 200.00 元。" in why(queue, queue.works[1])
    page = text_of(visitor("manager").get(f"/queue/BC01/works/{first.number}/"))
    assert "SQ1" in page
    assert "SQ3" not in page
    affairs = text_of(visitor("manager").get("/n/BC01/affairs/"))
    assert "议事排序" in affairs
    assert "SQ1" not in affairs


def voted(estate) -> int:
    parts = queue_of(estate, today=AFTER).works[0].place.parts
    return next(one.count for one in parts if one.part == QueuePart.VOTED)


@pytest.mark.django_db
def test_a_vote_brings_points_once_it_has_carried_the_work_and_not_before(estate) -> None:
    for room in ("101", "102", "201"):
        owned_unit(estate=estate, room=room, owner=f"业主{room}")
    poll, work, by = opened(estate), waiting_work(estate), UserFactory(role="manager")
    subject = poll.subjects.first()
    with pytest.raises(errors.SubjectElsewhere):
        tie_vote(work=waiting_work(EstateFactory()), subject=subject, by=by, now=NOW)
    tie_vote(work=work, subject=subject, by=by, now=NOW)
    with pytest.raises(errors.VoteTied):
        tie_vote(work=work, subject=subject, by=by, now=NOW)
    assert voted(estate) == 0
    for unit in poll.units.all():
        keyed(paper_of(unit), Choice.FOR)
    close_poll(poll=poll, by=person("reviewer"), now=NOW, today=AFTER)
    assert voted(estate) == 1


@pytest.mark.django_db
def test_weights_and_money_count_once_another_person_has_approved_them(estate) -> None:
    figures = dict.fromkeys(QueueWeights.FIGURES, 1)
    manager = UserFactory(role="manager")
    said = {"start": TODAY, "figures": figures, "now": NOW}
    with pytest.raises(NotAllowed):
        propose(QueueWeights, by=UserFactory(role="grid_worker"), **said)
    propose(QueueWeights, by=manager, **said)
    with pytest.raises(FiguresThere):
        propose(QueueWeights, by=manager, **said)
    assert queue_of(estate, today=TODAY).weights.start < TODAY
    planned = PlannedBudget(TODAY - timedelta(days=1), Yuan(1), "公共收益")
    prepare_budget(estate=estate, budget=planned, by=manager, now=NOW)
    with pytest.raises(errors.BudgetThere):
        prepare_budget(estate=estate, budget=planned, by=manager, now=NOW)
    assert queue_of(estate, today=TODAY).budget is None
