"""Promises that the database keeps itself, whoever writes to it."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from property_ops.framework import audit
from property_ops.framework.models import AuditEvent
from property_ops.framework.triggers import NoOverlap, RefuseWhen
from property_ops.kernel.period import FAR_FUTURE, Period
from property_ops.modules.estates.models import Tenure
from property_ops.modules.estates.testing import TenureFactory, UnitFactory

BEGIN, LATER, END = date(2022, 1, 1), date(2022, 3, 1), date(2022, 6, 1)
EDGES = st.none() | st.dates(min_value=date(2022, 1, 1), max_value=date(2022, 1, 6))
SPANS = st.tuples(EDGES, EDGES).filter(lambda span: None in span or span[0] < span[1])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [lambda: AuditEvent.objects.update(action="x"), lambda: AuditEvent.objects.all()._raw_delete("default")],
    ids=["change", "delete"],
)
def test_the_audit_trail_is_append_only(change):
    audit.record(by=None, action="test.done", subject="it")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert AuditEvent.objects.get().action == "test.done"


@pytest.mark.django_db
def test_periods_that_touch_do_not_overlap():
    unit = UnitFactory()
    TenureFactory(unit=unit, end=LATER)
    TenureFactory(unit=unit, start=LATER)
    assert Tenure.objects.count() == 2


@pytest.mark.django_db
def test_others_periods_do_not_matter():
    TenureFactory()
    unit = TenureFactory().unit
    TenureFactory(unit=unit, role="tenant")
    assert Tenure.objects.count() == 3


@pytest.mark.django_db
def test_a_period_may_be_changed_where_it_stands():
    tenure = TenureFactory(start=BEGIN, end=END)
    tenure.end = LATER
    tenure.save()
    tenure.end = None
    tenure.save()


@pytest.mark.django_db
def test_an_update_that_makes_periods_overlap_is_refused():
    unit = UnitFactory()
    TenureFactory(unit=unit, end=LATER)
    later = TenureFactory(unit=unit, start=LATER)
    later.start = BEGIN
    with pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        later.save()


@pytest.mark.django_db
@given(SPANS, SPANS)
def test_the_database_refuses_exactly_what_overlaps(one, other):
    periods = [Period(start or date.min, end or FAR_FUTURE) for start, end in (one, other)]
    with transaction.atomic():
        unit = UnitFactory()
        TenureFactory(unit=unit, start=one[0], end=one[1])
        try:
            with transaction.atomic():
                TenureFactory(unit=unit, start=other[0], end=other[1])
            refused = False
        except DatabaseError:
            refused = True
        transaction.set_rollback(True)
    assert refused == bool((periods[0] & periods[1]).days)


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
@pytest.mark.parametrize(
    "rule",
    [RefuseWhen("po_x", "UPDATE", "TRUE", "no"), NoOverlap("po_x", ["unit_id"], "start", "end")],
    ids=["refuse", "overlap"],
)
def test_a_rule_can_be_made_and_unmade_in_both_databases(vendor, rule):
    made, unmade = rule.create(vendor), rule.drop(vendor)
    assert made
    assert unmade
    assert all(statement.startswith(("DROP", "ALTER")) for statement in unmade)
