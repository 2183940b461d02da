"""The screens of disputes: who sees what, what they type, what comes out."""

import pytest

from invoices.modules.collections.models import Dispute
from invoices.modules.credit_notes.models import CreditNote
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.models import EstateMembership
from property_ops.modules.estates.testing import EstateFactory
from tests.invoices.june import LIVED_IN, bill_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def bill(issued_june):
    return bill_of(LIVED_IN)


@pytest.fixture
def line(bill):
    return bill.lines.get(amount=Yuan(16_44))


@pytest.fixture
def clerk(shipped):
    return visitor("accountant")


def test_a_dispute_is_taken_down_on_the_bill_and_answered(bill, line, clerk):
    assert f"/disputes/open/{line.pk}/" in clerk.text(f"/bills/{bill.pk}/")
    clerk.post(f"/disputes/open/{line.pk}/", {"channel": "phone", "words": "没有保洁"})
    dispute = Dispute.objects.get()
    clerk.post(f"/disputes/{dispute.pk}/note/", {"words": "已查看照片"})
    page = clerk.text(f"/disputes/{dispute.pk}/")
    assert "没有保洁" in page
    assert "已查看照片" in page
    assert "being looked into" in clerk.text(f"/bills/{bill.pk}/")
    refused = clerk.post(f"/disputes/{dispute.pk}/uphold/", {"amount": "99", "words": "属实"})
    assert refused.status_code == 422
    assert "more than the 16.44" in refused.content.decode()
    answer = clerk.post(f"/disputes/{dispute.pk}/uphold/", {"amount": "5.00", "words": "属实"})
    assert answer["Location"] == f"/disputes/{dispute.pk}/"
    assert CreditNote.objects.get().total == Yuan(5_00)


def test_a_grid_worker_sees_disputes_of_the_own_estate_only(bill, line, clerk):
    clerk.post(f"/disputes/open/{line.pk}/", {"channel": "phone", "words": "没有保洁"})
    dispute = Dispute.objects.get()
    stranger, own = visitor("grid_worker"), visitor("grid_worker")
    EstateMembership.objects.create(user=stranger.user, estate=EstateFactory())
    EstateMembership.objects.create(user=own.user, estate=bill.estate)
    assert "没有保洁" not in stranger.text("/disputes/")
    assert stranger.get(f"/disputes/{dispute.pk}/").status_code == 404
    assert stranger.get(f"/disputes/open/{line.pk}/").status_code == 404
    assert stranger.post(f"/disputes/{dispute.pk}/note/", {"words": "x"}).status_code == 404
    page = own.text(f"/disputes/{dispute.pk}/")
    assert "没有保洁" in page
    assert "/uphold/" not in page
    clerk.post(f"/disputes/{dispute.pk}/uphold/", {"amount": "5.00", "words": "属实"})
    note = f"/credit-notes/{CreditNote.objects.get().pk}/"
    assert [note in one.text(f"/disputes/{dispute.pk}/") for one in (clerk, own)] == [True, False]
