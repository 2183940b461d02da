"""Who pays a unit's bills is changed by two, for the bills that are drafted after it."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from invoices.modules.billing.domain.errors import NothingChanges, PayerChangedMeanwhile, PayerChangeWaits
from invoices.modules.billing.models import BillingAccount, PayerChange
from invoices.modules.billing.public import draft_bills
from invoices.modules.billing.services import approve_payer_change, prepare_payer_change
from property_ops.kernel.errors import NotAllowed, ReasonMissing
from property_ops.modules.estates.public import Unit
from property_ops.modules.estates.testing import TenureFactory
from tests.invoices import june
from tests.invoices.june import JUNE, LIVED_IN, bill_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 7, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def home(accountant) -> Unit:
    """It has a tenant; June is charged, and nothing is billed yet."""
    june.charged(accountant)
    unit = Unit.objects.get(code=LIVED_IN)
    TenureFactory(unit=unit, role="tenant", name="钱租客", start=date(2022, 1, 1))
    return unit


def change(home, **said) -> PayerChange:
    return PayerChange(unit=home, **({"payer": "tenant", "split_by_days": False, "mask_payer": True,
                                      "reason": "租赁合同第五条"} | said))  # fmt: skip


def test_the_tenant_pays_once_another_person_approves(home, accountant, reviewer):
    asked = prepare_payer_change(change=change(home), by=accountant, now=NOW)
    draft_bills(month=JUNE, by=accountant, now=NOW)
    assert bill_of(LIVED_IN).payer_name == "李小华"
    with pytest.raises(NotAllowed):
        approve_payer_change(change_id=asked.pk, by=accountant, now=NOW)
    approve_payer_change(change_id=asked.pk, by=reviewer, now=NOW)
    draft_bills(month=JUNE, by=accountant, now=NOW)
    account = BillingAccount.objects.get(unit=home)
    assert (bill_of(LIVED_IN).payer.name, account.mask_payer) == ("钱租客", True)
    assert account.history.first().payer == "tenant"


def test_a_change_names_its_paper_changes_something_and_waits_once(home, accountant, reviewer):
    with pytest.raises(ReasonMissing):
        prepare_payer_change(change=change(home, reason=" "), by=accountant, now=NOW)
    with pytest.raises(NothingChanges):
        prepare_payer_change(change=change(home, payer="owner", mask_payer=False), by=accountant, now=NOW)
    with pytest.raises(NotAllowed):
        prepare_payer_change(change=change(home), by=reviewer, now=NOW)
    first = prepare_payer_change(change=change(home), by=accountant, now=NOW)
    with pytest.raises(PayerChangeWaits):
        prepare_payer_change(change=change(home), by=accountant, now=NOW)
    BillingAccount.objects.update_or_create(unit=home, defaults={"split_by_days": True})
    with pytest.raises(PayerChangedMeanwhile):
        approve_payer_change(change_id=first.pk, by=reviewer, now=NOW)


def test_the_database_keeps_what_was_decided(home, accountant, reviewer):
    asked = prepare_payer_change(change=change(home), by=accountant, now=NOW)
    approve_payer_change(change_id=asked.pk, by=reviewer, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        PayerChange.objects.update(payer="owner")


def test_who_pays_is_changed_on_the_pages(home, accountant):
    clerk, second = visitor("accountant"), visitor("reviewer")
    assert f"/payer-changes/new/{LIVED_IN}/" in clerk.text(f"/units/{LIVED_IN}/")
    made = clerk.post(f"/payer-changes/new/{LIVED_IN}/", {"payer": "tenant", "reason": "租赁合同"})
    assert made.status_code == 302, made.context["form"].errors
    asked = PayerChange.objects.get()
    assert "租赁合同" in second.text(made.url)
    assert f"/payer-changes/{asked.pk}/" in clerk.text(f"/units/{LIVED_IN}/")
    assert second.post(f"/approvals/payer_change/{asked.pk}/approve/").status_code == 302
    assert BillingAccount.objects.get(unit=home).payer == "tenant"
