"""Whose rows somebody sees: one policy for every table, asked with `visible_to` and `has_perm`."""

from datetime import date

import pytest

from property_ops.framework.models import AuditEvent
from property_ops.framework.permissions import require
from property_ops.framework.scope import sees
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.dispatch.models import Distance, Forecast
from property_ops.modules.dispatch.testing import at
from property_ops.modules.estates.models import Estate, EstateMembership, Unit
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.requests.domain.satisfaction import Tally
from property_ops.modules.requests.models import Survey
from property_ops.modules.requests.services import record_survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def estates():
    return [UnitFactory(estate=EstateFactory(code=code)).estate for code in ("BC01", "BC02")]


def worker(*estates):
    user = UserFactory(role="grid_worker")
    for estate in estates:
        EstateMembership.objects.create(user=user, estate=estate)
    return user


def test_who_has_only_limited_roles_sees_the_rows_of_the_assigned_estates(estates):
    mine, other = estates
    assert list(Estate.objects.visible_to(worker(mine))) == [mine]
    assert [unit.estate for unit in Unit.objects.visible_to(worker(mine))] == [mine]
    assert not Unit.objects.visible_to(worker()).exists()
    assert set(Unit.objects.visible_to(UserFactory(role="auditor"))) == set(Unit.objects.all())
    assert list(mine.units.visible_to(worker(other))) == []


def test_who_has_no_role_sees_nothing_and_an_unlimited_role_opens_everything(estates):
    assert not Estate.objects.visible_to(UserFactory()).exists()
    both = worker()
    both.groups.add(UserFactory(role="accountant").groups.get())
    assert Estate.objects.visible_to(both).count() == 2
    assert Estate.objects.visible_to(UserFactory(is_superuser=True)).count() == 2


def test_a_right_to_a_row_is_the_right_and_the_sight_of_the_row(estates):
    mine, other = estates
    user = worker(mine)
    assert user.has_perm("requests.handle", mine)
    assert not user.has_perm("requests.handle", other)
    assert not user.has_perm("billing.draft", mine)
    require(user, "requests.handle", mine, mine.units.get())
    with pytest.raises(NotAllowed):
        require(user, "requests.handle", mine, other.units.get())


def test_a_row_of_no_estate_is_seen_by_all_only_where_its_table_says_so(estates):
    mine, other = estates
    by = UserFactory()
    everywhere = Forecast.objects.create(at=at(1, 8), by=by, estate=None)
    Forecast.objects.create(at=at(1, 8), by=by, estate=other)
    assert list(Forecast.objects.visible_to(worker(mine))) == [everywhere]


def test_a_distance_is_seen_by_who_sees_both_ends(estates):
    Distance.objects.create(one=estates[0], other=estates[1], minutes=9)
    assert not Distance.objects.visible_to(worker(estates[0])).exists()
    assert Distance.objects.visible_to(worker(*estates)).exists()


def test_what_says_nothing_of_its_scope_is_a_mistake():
    with pytest.raises(TypeError, match="User does not say whose its rows are"):
        sees(worker(), UserFactory())
    assert sees(worker(), AuditEvent())


def test_a_service_called_from_a_command_or_a_task_refuses_the_row_of_another_estate(estates, monkeypatch):
    """The grid worker has no such right as the office knows it; a role of another's module may have."""
    from property_ops.framework import permissions

    rights = dict(permissions.rights()) | {"requests.survey": frozenset({"grid_worker"})}
    monkeypatch.setattr(permissions, "rights", lambda: rights)
    mine, other = estates
    tally = {"round_name": "上半年", "closed_on": date(2022, 6, 30), "tally": Tally(10, 9, 8)}
    record_survey(estate=mine, by=worker(mine), **tally)
    with pytest.raises(NotAllowed):
        record_survey(estate=other, by=worker(mine), **tally)
    assert [survey.estate for survey in Survey.objects.all()] == [mine]
