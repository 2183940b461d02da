"""Who has no phone is told on paper: handed over by a grid worker, ticked once, with the time."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from property_ops.modules.estates.models import EstateMembership, Tenure
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.notices.models import HandedNotice, Notice
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
FACTS = {"estate": "牡丹花园", "number": "SQ-1"}


@pytest.fixture
def told():
    """Somebody without a phone who is to be told of an answer, and somebody elsewhere."""
    made = []
    for code, name in (("BC01", "牡丹花园"), ("BC02", "曹州花园")):
        tenure = owned_unit(owner="李小华", estate=EstateFactory(code=code, name=name)).tenures.get()
        made.append(
            Notice.objects.create(
                key=f"request_answered/{code}", template="request_answered", facts=FACTS, tenure=tenure,
                estate=tenure.unit.estate, made_at=timezone.now(), withheld="no_way",
            )
        )  # fmt: skip
    return made


@pytest.fixture
def grid(told):
    found = visitor("grid_worker")
    EstateMembership.objects.create(user=found.user, estate=told[0].estate)
    return found


def test_a_grid_worker_sees_his_own_estate_and_ticks_a_home_once(grid, told):
    page = grid.text("/phone/notices/")
    assert ("牡丹花园" in page, "曹州花园" in page, "SQ-1" in page) == (True, False, True)
    for _ in range(2):
        grid.post("/phone/notices/handed/", {"notice": [one.pk for one in told]})
    handed = HandedNotice.objects.get()
    assert (handed.notice, handed.by) == (told[0], grid.user)
    assert f'value="{told[0].pk}"' not in grid.text("/phone/notices/")
    with pytest.raises(DatabaseError), transaction.atomic():
        HandedNotice.objects.all().delete()


def test_it_stands_on_the_first_page_of_the_phone_and_is_printed(grid):
    assert "/phone/notices/" in grid.text("/phone/")
    paper = grid.get("/phone/notices/slips.pdf")
    assert (paper.headers["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_who_moved_out_or_what_is_over_is_not_handed_over(grid, told):
    Tenure.objects.update(end=timezone.localdate())
    assert "SQ-1" not in grid.text("/phone/notices/")
    Tenure.objects.update(end=None)
    Notice.objects.filter(message=None, withheld="").update(until=timezone.now())
    assert "SQ-1" in grid.text("/phone/notices/")


def test_who_may_not_hands_nothing_over(told):
    reviewer = visitor("reviewer")
    assert reviewer.get("/phone/notices/").status_code == 403
    assert reviewer.post("/phone/notices/handed/", {"notice": [told[0].pk]}).status_code == 403
    assert HandedNotice.objects.count() == 0
