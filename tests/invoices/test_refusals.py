"""What is refused by name on the money side, where no other test comes by."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from invoices.modules.collections.models import Delivery, ReminderRun
from invoices.modules.online_payments.domain.errors import PaymentCodeWaits, SamePaymentCode
from invoices.modules.online_payments.services import codes
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.residents.models import HouseholdDevice
from invoices.modules.residents.services import entering
from invoices.modules.tax.domain.errors import NotIssuedYet
from invoices.modules.tax.models import InvoiceWish
from invoices.modules.tax.services.wishes import wish_invoice
from property_ops.framework.testing import UserFactory
from tests.invoices.june import LIVED_IN, NOW, bill_of, drafted, issued
from tests.invoices.residents.conftest import token_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


def test_no_invoice_is_asked_for_of_a_draft(accountant):
    drafted(accountant)
    with pytest.raises(NotIssuedYet):
        wish_invoice(bill=bill_of(LIVED_IN), by=accountant, now=NOW)
    assert not InvoiceWish.objects.exists()


def test_one_payment_code_waits_at_a_time_and_the_same_one_is_no_change(accountant, reviewer, monkeypatch):
    monkeypatch.setattr(codes, "_read", bytes.decode)
    manager = UserFactory(role="manager")

    def proposed(content: str):
        return codes.propose_payment_code(channel=PaymentChannel.WECHAT, picture=content.encode(), by=manager, now=NOW)

    first = proposed("wxp://one")
    with pytest.raises(PaymentCodeWaits):
        proposed("wxp://two")
    codes.approve_payment_code(change_id=first.pk, by=UserFactory(role="manager"), now=NOW)
    with pytest.raises(SamePaymentCode):
        proposed("wxp://one")
    assert proposed("wxp://two").content_before == "wxp://one"


def test_where_nobody_is_registered_no_phone_is_let_in(accountant, reviewer, monkeypatch):
    issued(accountant, reviewer)
    token = token_of(LIVED_IN)
    monkeypatch.setattr(entering, "_payer_of", lambda bill: None)
    answered = Client().post(f"/home/enter/{token}", {"phone": "0123", "name": "李"})
    assert (answered.status_code, HouseholdDevice.objects.exists()) == (422, False)
    assert "还没有登记缴费人" in answered.content.decode()


def test_a_delivery_says_how_and_when(accountant, reviewer):
    issued(accountant, reviewer)
    clerk = visitor("accountant")
    asked = {"estate": "BC01", "stage": "friendly", "least_days": "30", "least_amount": "1.00", "pause_days": "30"}
    clerk.post("/arrears/reminders/new/", asked | {"pay_by": f"{timezone.localdate() + timedelta(days=60)}"})
    run = ReminderRun.objects.get()
    visitor("reviewer").post(f"/approvals/reminder_run/{run.pk}/approve/")
    page = clerk.post(f"/arrears/reminders/{run.pk}/deliver/", {"way": "", "on": ""}, follow=True)
    assert page.status_code == 200
    assert not Delivery.objects.exists()
