"""At the command line too, a clock that was set back is asked about before anything is dated by it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import load_command_class
from django.utils import timezone

from property_ops.framework import clock
from property_ops.framework.clock import ClockSetBack
from property_ops.framework.commands import product_commands
from property_ops.framework.models import AuditEvent
from property_ops.framework.terminal import ProductCommand
from property_ops.framework.testing import UserFactory

IN_NOBODYS_NAME = {"init", "demo", "serve", "backup", "restore", "move", "verify", "doctor", "openapi", "worker"}
"""They put no day on a paper."""
THEN = datetime(2019, 1, 1, 9, tzinfo=UTC)


def set_back(monkeypatch, at: datetime = THEN) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at)


def test_every_command_that_acts_for_somebody_can_be_told_that_the_day_is_right():
    found = set()
    for name, package in product_commands().items():
        parser = load_command_class(package, name).create_parser("property-ops", name)
        if "--confirm-day" in parser.format_help() or name in ("token", "erpnext", "tax", "ledger"):
            found.add(name)
    assert set(product_commands()) - found == IN_NOBODYS_NAME


@pytest.mark.django_db
@pytest.mark.parametrize("proof", ["person", "actor"])
def test_who_acts_is_asked_about_the_day_once(monkeypatch, proof):
    by = UserFactory()
    AuditEvent.objects.create(action="billing.issue", subject="2022-06")
    set_back(monkeypatch)
    with pytest.raises(ClockSetBack, match="--confirm-day"):
        getattr(ProductCommand(), proof)({"by": by, "confirm_day": False})
    assert getattr(ProductCommand(), proof)({"by": by, "confirm_day": True}) == by
    assert getattr(ProductCommand(), proof)({"by": by, "confirm_day": False}) == by
    set_back(monkeypatch, THEN - timedelta(days=1))
    with pytest.raises(ClockSetBack):
        getattr(ProductCommand(), proof)({"by": by})


@pytest.mark.django_db
def test_a_few_minutes_are_no_other_day(monkeypatch):
    noon = datetime(2022, 7, 5, 4, tzinfo=UTC)
    set_back(monkeypatch, noon)
    AuditEvent.objects.create(action="billing.issue", subject="2022-06")
    set_back(monkeypatch, noon - timedelta(minutes=9))
    assert clock.doubt_about_today() is None


@pytest.mark.django_db
def test_a_new_office_is_asked_nothing(monkeypatch):
    set_back(monkeypatch)
    assert clock.doubt_about_today() is None
