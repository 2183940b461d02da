"""What is refused by name on the money side, where no other test comes by."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from html import unescape
from typing import Any
from unittest.mock import Mock, patch

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils import timezone
from requests.exceptions import SSLError

from invoices.modules.books.domain.errors import NothingForAuditors
from invoices.modules.books.selectors.audit_tables import AuditYear
from invoices.modules.collections.domain.errors import NoLettersChosen
from invoices.modules.collections.models import Delivery, ReminderRun
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain import errors as erpnext
from invoices.modules.erpnext.domain.documents import INVOICE
from invoices.modules.erpnext.models import PushRun, SyncRecord
from invoices.modules.erpnext.services import runs
from invoices.modules.erpnext.services.connection import access
from invoices.modules.erpnext.services.push import Pushed
from invoices.modules.erpnext.services.refusals import GIVE_UP_AFTER, Refusals
from invoices.modules.online_payments.connector.services import service_of
from invoices.modules.online_payments.domain import errors as online
from invoices.modules.online_payments.domain.errors import PaymentCodeWaits, SamePaymentCode
from invoices.modules.online_payments.domain.words import PaidFact
from invoices.modules.online_payments.services import asking, codes
from invoices.modules.online_payments.services.landing import land
from invoices.modules.online_payments.services.ordering import open_order
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.residents.domain import errors as household
from invoices.modules.residents.domain.entry import HouseholdFacts, refuse_without_phone
from invoices.modules.residents.models import HouseholdDevice
from invoices.modules.residents.services import entering
from invoices.modules.residents.views.kit import refuse_staff
from invoices.modules.tariffs.domain.errors import RateThere
from invoices.modules.tariffs.services import propose_first_rate
from invoices.modules.tariffs.testing import TariffFactory
from invoices.modules.tax.domain.errors import NotIssuedYet
from invoices.modules.tax.models import InvoiceWish
from invoices.modules.tax.services.wishes import wish_invoice
from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.models import Tenure
from tests.invoices.june import LIVED_IN, NOW, TODAY, bill_of, drafted
from tests.invoices.residents.conftest import token_of
from tests.pages import said_of
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


def test_where_nobody_is_registered_no_phone_is_let_in(issued_june, monkeypatch):
    token = token_of(LIVED_IN)
    monkeypatch.setattr(entering, "_payer_of", lambda bill: None)
    answered = Client().post(f"/home/enter/{token}", {"phone": "0123", "name": "李"})
    assert (answered.status_code, HouseholdDevice.objects.exists()) == (422, False)
    assert said_of(household.NobodyRegistered()) in answered.content.decode()


def test_a_delivery_says_how_and_when(issued_june, accountant, reviewer):
    clerk = visitor("accountant")
    asked = {"estate": "BC01", "stage": "friendly", "least_days": "30", "least_amount": "1.00", "pause_days": "30"}
    clerk.post("/arrears/reminders/new/", asked | {"pay_by": f"{timezone.localdate() + timedelta(days=60)}"})
    run = ReminderRun.objects.get()
    visitor("reviewer").post(f"/approvals/reminder_run/{run.pk}/approve/")
    page = clerk.post(f"/arrears/reminders/{run.pk}/deliver/", {"way": "", "on": ""}, follow=True)
    assert NoLettersChosen.message in unescape(page.content.decode())
    assert not Delivery.objects.exists()


def boss() -> User:
    return UserFactory(is_superuser=True)


def of_a_household() -> Any:
    request = RequestFactory().post("/home/1/")
    request.user = boss()
    return request


def first_rate_again() -> None:
    known = TariffFactory()
    propose_first_rate(
        estate=known.estate, item=known.item, applies_to=known.applies_to, rate=Decimal(1), start=TODAY, basis="协议",
        by=boss(), today=TODAY,
    )  # fmt: skip


def with_a_certificate_of_nobody() -> None:
    gateway = Gateway(url="https://erp.example", token="a:b")
    gateway._once(Mock(side_effect=SSLError("certificate verify failed")))


def refused_on_and_on() -> None:
    refusals = Refusals()
    for number in range(GIVE_UP_AFTER):
        refusals.refused(SyncRecord(doctype=INVOICE, content={}), "ValidationError", f"ZD-{number} is not known")


def payer() -> Tenure:
    return Tenure.objects.get(name="李小华")


def ordered(*, lines: tuple[int, ...] = (), fen: int = 0) -> Any:
    return open_order(tenure=payer(), channel=PaymentChannel.WECHAT, lines=lines, amount=Yuan(fen), now=NOW)


def landed(*paid: str) -> None:
    order = ordered(fen=100)
    for number in paid:
        fact = PaidFact(order.number, number, Yuan(100), NOW)
        land(paid=fact, channel=PaymentChannel.WECHAT, by=boss(), now=NOW, today=TODAY)


def landed_nowhere() -> None:
    fact = PaidFact("OP-none", "T1", Yuan(100), NOW)
    land(paid=fact, channel=PaymentChannel.WECHAT, by=boss(), now=NOW, today=TODAY)


def unproven_notice() -> None:
    with patch.object(asking, "service_of") as found:
        found.return_value.notice.side_effect = KeyError("sign")
        asking.take_notice(channel=PaymentChannel.WECHAT, headers={}, body=b"{}", by=boss(), now=NOW, today=TODAY)


def guessed(times: int, *, visitors: int = 1, code: str = "00", name: str = "王") -> None:
    """Every guess but the last is let pass as wrong."""
    said = HouseholdFacts(code, "", name)
    with (
        patch.object(entering, "bill_behind", return_value=bill_of(LIVED_IN)),
        patch.object(entering, "check_code", return_value="8F3K"),
    ):
        for number in range(times):
            try:
                entering.enter(
                    token="t", said=said, device="", visitor=f"{number % visitors}", label="", now=NOW, today=TODAY,
                    trace={},
                )  # fmt: skip
            except household.NotThisHousehold:
                if number + 1 == times:
                    raise


REFUSED: dict[str, tuple[type[BusinessError], Callable[[], Any]]] = {
    "books of a year without vouchers": (NothingForAuditors, lambda: AuditYear(1999)),
    "ERPNext is not set up": (erpnext.NotConfigured, access),
    "a first rate where there is one": (RateThere, first_rate_again),
    "a certificate of nobody": (erpnext.BadCertificate, with_a_certificate_of_nobody),
    "refused on and on": (erpnext.GaveUp, refused_on_and_on),
    "never sent": (erpnext.NoSuchDocument, lambda: runs.send_again(labels=["ZD-9"], gateway=Mock(), by=boss())),
    "the office in a household's name": (household.StaffIsNoHousehold, lambda: refuse_staff(of_a_household())),
    "a home by its statement alone": (household.PhoneMustBeProven, lambda: refuse_without_phone("code,name")),
    "no payment service": (online.ServiceNotSet, lambda: service_of("wechat")),
    "a notice that is not proven": (online.NoticeRefused, unproven_notice),
    "no code in the picture": (
        online.NotAPaymentCode,
        lambda: codes.propose_payment_code(
            channel=PaymentChannel.WECHAT, picture=b"no picture", by=UserFactory(role="manager"), now=NOW
        ),
    ),
}  # fmt: skip
OF_A_BILL: dict[str, tuple[type[BusinessError], Callable[[], Any]]] = {
    "nothing open of what was chosen": (online.NothingToPayFor, lambda: ordered(lines=(4711,))),
    "an order of nothing": (online.SumNotPossible, lambda: ordered(fen=0)),
    "an order of a fortune": (online.SumNotPossible, lambda: ordered(fen=10**12)),
    "money for no order": (online.NoSuchOrder, landed_nowhere),
    "paid by two payments": (online.OrderPaidOtherwise, lambda: landed("T1", "T1", "T2")),
    "one alone": (household.TwoNeeded, lambda: guessed(1, code="", name="")),
    "two that do not agree": (household.NotThisHousehold, lambda: guessed(1)),
    "guessed on and on": (
        household.TriedTooOften, lambda: guessed(entering.WRONG_IN_A_PAUSE + 1),
    ),
    "guessed by many": (household.AllNeeded, lambda: guessed(entering.WRONG_IN_A_DAY + 1, visitors=99)),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_by_name(what):
    error, attempt = REFUSED[what]
    with pytest.raises(error) as told:
        attempt()
    assert "%(" not in str(told.value), "every place of the sentence is filled in"


def test_what_is_about_an_issued_bill_is_refused_by_name(issued_june):
    Tenure.objects.filter(name="李小华").update(phone="13905300123")
    for error, attempt in OF_A_BILL.values():
        before = transaction.savepoint()
        with pytest.raises(error):
            attempt()
        transaction.savepoint_rollback(before)


def test_a_push_says_which_payments_are_not_allocated_over_there():
    run = PushRun.objects.create(by=boss(), started_at=NOW)
    told = Pushed("Payment Entry", 1, 0, 0, refused=[("PE-7", "closed")])
    with patch.object(runs, "access"), patch.object(runs, "push", return_value=[told]):
        runs.perform_push(run.pk)
    run.refresh_from_db()
    assert (run.error, run.error_data) == (erpnext.NotAllocated.message, {"name": "PE-7", "why": "closed"})
