"""Closing parking spaces for a work."""

from datetime import date

import pytest

from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.period import Period
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.parking.domain.errors import ClosedAlready, NoDays, NoSpaces
from property_ops.modules.parking.public import Closure, close_spaces, reopen
from property_ops.modules.parking.testing import SpaceFactory

pytestmark = pytest.mark.django_db

DAYS = Period(date(2022, 6, 11), date(2022, 6, 17))


@pytest.fixture
def space():
    return SpaceFactory(estate=EstateFactory(code="BC01", name="牡丹花园"), number="A017")


@pytest.fixture
def dispatcher():
    return UserFactory(role="dispatcher")


def close(by, *spaces, days=DAYS, number="GD-1"):
    return close_spaces(spaces=spaces, days=days, work_order_number=number, by=by)


def test_a_closure_is_recorded_with_who_made_it(space, dispatcher):
    close(dispatcher, space)
    event = AuditEvent.objects.get(action="parking.closed")
    assert (event.user, event.subject) == (dispatcher, "GD-1")
    assert event.detail == {"spaces": ["A017"], "days": "2022-06-11 – 2022-06-16"}


def test_the_same_work_does_not_close_a_space_twice_on_a_day(space, dispatcher):
    close(dispatcher, space)
    other = SpaceFactory(estate=space.estate)
    with pytest.raises(ClosedAlready, match="A017"):
        close(dispatcher, other, space, days=Period(date(2022, 6, 16), date(2022, 6, 20)))
    assert Closure.objects.count() == 1
    close(dispatcher, space, days=Period(date(2022, 6, 17), date(2022, 6, 20)))
    assert Closure.objects.count() == 2


def test_a_closure_has_spaces_and_days(space, dispatcher):
    with pytest.raises(NoSpaces):
        close(dispatcher)
    with pytest.raises(NoDays):
        close(dispatcher, space, days=Period(DAYS.start, DAYS.start))


def test_a_space_reopened_early_is_charged_again_from_that_day(space, dispatcher):
    (closure,) = close(dispatcher, space)
    assert reopen(closure=closure, on=date(2022, 6, 14), by=dispatcher).end == date(2022, 6, 14)
    assert reopen(closure=closure, on=date(2022, 6, 30), by=dispatcher).end == date(2022, 6, 14)
    assert reopen(closure=closure, on=DAYS.start, by=dispatcher) is None
    assert not Closure.objects.exists()


@pytest.mark.parametrize("role", ["accountant", "reviewer", "grid_worker", "auditor"])
def test_only_dispatchers_and_managers_close_spaces(role, space, dispatcher):
    (closure,) = close(dispatcher, space)
    with pytest.raises(NotAllowed):
        close(UserFactory(role=role), space, number="GD-9")
    with pytest.raises(NotAllowed):
        reopen(closure=closure, on=DAYS.start, by=UserFactory(role=role))
    assert Closure.objects.count() == 1
