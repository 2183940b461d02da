"""The page of the checklist: what is left, where it is mended, and who may press what."""

import pytest

from invoices.modules.breakeven.public import post_work_costs
from invoices.modules.ledger.public import Reopening, is_closed
from property_ops.kernel.period import Month
from property_ops.modules.works.public import WorkResult
from property_ops.modules.works.testing import WorkOrderFactory
from tests.invoices import june
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db
PAGE = "/closing/2022-06/"


@pytest.fixture
def as_accountant(shipped):
    return visitor("accountant", english=True)


def test_what_is_left_with_a_way_to_mend_it(as_accountant):
    june.registered()
    at_once = text_of(as_accountant.get(PAGE))
    assert f'hx-get="{PAGE}points/"' in at_once
    assert "not charged yet" not in at_once
    words = text_of(as_accountant.get(f"{PAGE}points/"))
    assert "7 lines, ¥1,045.76, not charged yet" in words
    assert "hx-get" not in words
    assert 'href="/month-end/2022-06/"' in words
    assert "1 works, ¥1,000.00, not in the ledger as they are now" in words
    assert "is checked when the month is closed" in words
    assert as_accountant.post(PAGE + "close/", follow=True).status_code == 200
    assert not is_closed(Month(2022, 6))


def test_acknowledged_closed_reopened(issued_june, as_accountant, accountant, reviewer):
    estate = issued_june
    post_work_costs(month=june.JUNE, by=accountant, today=june.TODAY)
    WorkOrderFactory(number="GD7", estate=estate, result=WorkResult.PENDING, accepted=None, accepted_on=None)
    june.charge_month(month=june.JUNE, by=accountant, today=june.TODAY)
    assert "GD7" in text_of(as_accountant.get(PAGE))
    as_accountant.post(PAGE + "acknowledge/", {"reason": "七月验收"})
    assert "faults in the chain: 0" in text_of(as_accountant.get(PAGE + "?whole=1"))
    assert "2022-06 is closed." in text_of(as_accountant.post(PAGE + "close/", follow=True))
    assert "Nothing is posted into it any more" in text_of(as_accountant.get("/month-end/2022-06/"))
    as_accountant.post(PAGE + "reopening/", {"reason": "漏记"})
    approve = f"/approvals/reopening/{Reopening.objects.get().pk}/approve/"
    assert as_accountant.post(approve).status_code == 403
    as_reviewer = visitor("reviewer", english=True)
    assert "漏记" in text_of(as_reviewer.get(PAGE))
    assert "2022-06 is open again." in text_of(as_reviewer.post(approve, follow=True))
    assert not is_closed(Month(2022, 6))


def test_who_sees_it(shipped):
    assert visitor("dispatcher").get(PAGE).status_code == 403
    assert visitor("grid_worker").get(PAGE).status_code == 403
    assert visitor("dispatcher").get(f"{PAGE}points/").status_code == 403
    page = visitor("auditor").get(PAGE)
    assert "核对清单" in text_of(page)
    assert "close/" not in text_of(page)
    assert visitor("auditor").post(PAGE + "close/").status_code == 403


def test_the_way_there(as_accountant):
    assert as_accountant.get("/closing/?month=2022-06").url == PAGE
    june.registered()
    assert as_accountant.get("/closing/").status_code == 302
    assert as_accountant.get("/closing/nonsense/").status_code == 404
