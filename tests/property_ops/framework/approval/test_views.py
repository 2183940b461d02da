"""The page of all that waits for a person: a page at a time, the oldest first."""

from datetime import date, timedelta
from typing import Any

import pytest

from property_ops.framework.approval import views
from property_ops.framework.approval.kinds import ApprovalKind, Waiting
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


class Bill(ApprovalKind[Any]):
    name, title = "bill", "Bills"


@pytest.fixture
def listed(shipped, monkeypatch):
    """60 bills wait, the last of them prepared by the reader."""
    reviewer = visitor("reviewer")
    kind, first = Bill(), date(2022, 1, 1)
    waiting = [
        Waiting(
            kind, f"bill {number:02d}", f"/bills/{number}/", first + timedelta(number), "zhang <li>", own=number == 60
        )
        for number in range(1, 61)
    ]
    monkeypatch.setattr(views, "waiting_for", lambda user: waiting)
    monkeypatch.setattr(views, "kinds_for", lambda user: [kind])
    return lambda **query: reviewer.text("/approvals/", **query)


def test_a_page_shows_fifty_and_leads_to_the_rest(listed):
    first, second = listed(), listed(page=2)
    assert "bill 01" in first
    assert "bill 50" in first
    assert "bill 51" not in first
    assert "?page=2" in first
    assert "bill 50" not in second
    assert "bill 51" in second
    assert '<a href="/bills/60/">bill 60</a>' in second


def test_a_page_that_there_is_not_is_the_last(listed):
    assert "bill 60" in listed(page=99)


def test_as_many_as_are_asked_for_stand_on_a_page(listed):
    assert "bill 60" in listed(per_page=100)


def test_what_the_reader_prepared_another_person_decides(listed):
    assert "another person decides" not in listed()
    assert listed(page=2).count("another person decides") == 1


def test_names_are_text(listed):
    assert "zhang &lt;li&gt;" in listed(page=2)


def test_only_the_kind_that_is_asked_for_is_listed(listed):
    assert "bill 01" in listed(kind="bill")
    assert "Nothing waits for approval." in listed(kind="refund")
