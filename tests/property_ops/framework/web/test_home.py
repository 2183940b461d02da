from datetime import date

import pytest

from property_ops.framework.web import home
from property_ops.framework.web.tabs import Panel
from property_ops.kernel.period import Month
from tests.visitors import ROLES, visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [*(role for role in ROLES if role != "cashier"), "administrator", "nobody"])
def test_everybody_has_an_overview(role):
    assert "Overview" in visitor(role).text("/")


def test_a_cashier_begins_at_the_counter():
    assert visitor("cashier").get("/").headers["Location"] == "/counter/"


def test_without_a_role_nothing_is_shown_on_it():
    assert "Nothing is waiting for you." in visitor("nobody").text("/")


@pytest.mark.parametrize("month", ["2022-13", "abc", "", "9999-99", "2022-6-1"])
def test_a_month_that_is_none_is_the_usual_one(month):
    assert visitor().get("/", {"month": month}).status_code == 200


def test_the_month_shown_is_the_latest_recorded_but_never_a_running_one(monkeypatch, rf):
    monkeypatch.setattr(home.timezone, "localdate", lambda: date(2022, 8, 15))
    recorded = [[Month(2022, 6), Month(2022, 9)], [], [Month(2022, 8)]]

    def latest_of(months):
        return lambda day: max((month for month in months if month.start <= day), default=None)

    monkeypatch.setattr(home, "plugged_into", lambda slot: [latest_of(months) for months in recorded])
    assert home.shown_month(rf.get("/")) == Month(2022, 6)
    monkeypatch.setattr(home, "plugged_into", lambda slot: [])
    assert home.shown_month(rf.get("/")) == Month(2022, 7)
    assert home.shown_month(rf.get("/", {"month": "2022-03"})) == Month(2022, 3)


def test_a_panel_is_shown_to_those_who_have_its_permission(monkeypatch):
    class Secret(Panel):
        permission_required = "audit.view"
        title = "Secret figures"
        template_name = "framework/facts.html"

    monkeypatch.setattr("property_ops.framework.web.tabs.plugged_into", lambda slot: (Secret,))
    assert "Secret figures" in visitor("auditor").text("/")
    assert "Secret figures" not in visitor("accountant").text("/")
