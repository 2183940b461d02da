"""Money over the counter: who is found, what it pays, what is asked, and the papers that go with it."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from invoices.modules.counter.domain.errors import LineNotOpen, MoreThanMeant
from invoices.modules.counter.selectors.accounts import found, owed_lines
from invoices.modules.counter.services import take
from invoices.modules.payments.domain.errors import TransactionNeeded
from invoices.modules.payments.models import Receipt
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.payments.reports import receipt_paper, receipt_slip
from invoices.modules.payments.selectors.papers import documents_of, paid_lines
from invoices.modules.receivables.public import PayerAccount, balance_of, hold, undo
from property_ops.framework.permissions import rights
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Tenure
from tests.invoices.june import LIVED_IN, VACANT, bill_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
NOW, TODAY = datetime(2022, 8, 1, 2, 0, tzinfo=UTC), date(2022, 8, 1)


@pytest.fixture
def june(issued_june):
    """BC01-5-2-301 owes 14.38 + 16.44 + 40.00 + 440.67 = 511.49, BC01-5-2-302 534.27."""
    return issued_june


def account(code: str = LIVED_IN) -> PayerAccount:
    return PayerAccount(code, str(bill_of(code).payer_id))


def taken(by, amount: int, **how) -> Receipt:
    how = {"account": account(), "channel": PaymentChannel.CASH, "now": NOW, "today": TODAY} | how
    return take(amount=Yuan(amount), by=by, **how)


def test_a_room_a_name_a_plate_and_the_end_of_a_phone_find_the_account(june, accountant):
    Tenure.objects.filter(name="李小华").update(phone="13905300123")
    for text in ("5-2-301", LIVED_IN, "李小华", "鲁R2F79D", "0123"):
        assert [one.unit_code for one in found(text, accountant, on=TODAY)] == [LIVED_IN], text
    assert found("没有这个人", accountant, on=TODAY) == []


def test_what_is_owed_is_paid_whole_and_nothing_stays_in_advance(june, accountant):
    receipt = taken(accountant, 511_49)
    assert balance_of(account()).open == balance_of(account()).credit == ZERO
    assert (receipt.number, receipt.payer_name, receipt.recorded_by) == ("SJ2022-000001", "李小华", accountant)
    assert balance_of(account(VACANT)).open == Yuan(534_27)


def test_part_of_it_pays_the_oldest_lines_first(june, accountant):
    taken(accountant, 20_00)
    assert [str(line.open) for line in owed_lines(account())] == ["10.82", "40.00", "440.67"]


def test_chosen_lines_are_paid_before_older_ones(june, accountant):
    parking = next(line for line in owed_lines(account()) if line.open == Yuan(40_00))
    taken(accountant, 40_00, lines=[parking.line_id])
    assert [str(line.open) for line in owed_lines(account())] == ["14.38", "16.44", "440.67"]


def test_more_than_it_is_for_is_asked_about_and_then_stays_in_advance(june, accountant):
    parking = next(line for line in owed_lines(account()) if line.open == Yuan(40_00))
    with pytest.raises(MoreThanMeant, match=r"10\.00"):
        taken(accountant, 50_00, lines=[parking.line_id])
    with pytest.raises(MoreThanMeant):
        taken(accountant, 512_00)
    assert not Receipt.objects.exists()
    receipt = taken(accountant, 600_00, rest_stays=True)
    assert balance_of(account()).credit == Yuan(88_51)
    (doc,) = documents_of([receipt])
    assert (len(doc.lines), doc.in_advance) == (4, Yuan(88_51))
    slip = PdfReader(BytesIO(receipt_slip.render(doc))).pages[0]
    words = slip.extract_text()
    assert "预存款" in words
    assert "88.51" in words
    assert "人民币陆佰元整" in words
    assert round(float(slip.mediabox.width) / 72 * 25.4) == 80


def test_a_disputed_line_is_not_taken_money_for(june, accountant):
    parking = next(line for line in owed_lines(account()) if line.open == Yuan(40_00))
    hold(line_id=parking.line_id, source="dispute/1", on=TODAY)
    with pytest.raises(LineNotOpen):
        taken(accountant, 40_00, lines=[parking.line_id])
    with pytest.raises(MoreThanMeant):
        taken(accountant, 511_49)
    taken(accountant, 471_49)
    assert [line.is_held for line in owed_lines(account())] == [True]


def test_a_card_needs_its_slip_and_only_who_may_takes_money(june, accountant, reviewer):
    with pytest.raises(TransactionNeeded):
        taken(accountant, 40_00, channel=PaymentChannel.CARD)
    with pytest.raises(NotAllowed):
        taken(reviewer, 40_00)
    receipt = taken(accountant, 40_00, channel=PaymentChannel.CARD, transaction_number="POS1")
    assert receipt.channel == "card"


def test_a_usual_payment_is_two_times_enter_and_the_papers_are_one_more(june):
    client = visitor("accountant")
    first = client.get("/counter/", {"q": "5-2-301"})
    assert first.status_code == 302
    page = client.get(first.url)
    form = page.context["form"]
    assert "autofocus" in str(form["amount"])
    assert form["amount"].value() == "511.49"
    sent = {"amount": "511.49", "channel": "cash", "lines": form["lines"].value()}
    done = client.post(first.url, sent)
    assert done.status_code == 302
    words = client.text(done.url)
    receipt = Receipt.objects.get()
    assert f"/receipts/{receipt.pk}/slip.pdf" in words
    for paper in ("receipt", "slip"):
        assert client.get(f"/receipts/{receipt.pk}/{paper}.pdf")["Content-Type"] == "application/pdf"


def test_the_page_asks_before_the_rest_stays_and_takes_nothing_meanwhile(june):
    client = visitor("accountant")
    url = client.get("/counter/", {"q": "5-2-301"}).url
    lines = client.get(url).context["form"]["lines"].value()
    sent = {"amount": "600", "channel": "cash", "lines": lines}
    asked = client.post(url, sent)
    assert asked.status_code == 422
    assert "88.51" in asked.content.decode()
    assert not Receipt.objects.exists()
    assert client.post(url, sent | {"rest_stays": "on"}).status_code == 302


def test_no_other_role_sees_the_counter(june):
    for role in ("dispatcher", "reviewer", "grid_worker", "auditor"):
        assert visitor(role).get("/counter/").status_code == 403
    assert visitor("accountant").get(f"/counter/{LIVED_IN}/?party=999999").status_code == 404


def test_a_receipt_printed_again_says_what_it_said_when_it_was_issued(june, accountant):
    receipt = taken(accountant, 600_00, rest_stays=True)
    (before,) = documents_of([receipt])
    undo(credit_id=receipt.matches.get().credit_id, on=TODAY + timedelta(days=3), by=accountant, cause="later")
    (again,) = documents_of([receipt])
    assert again == before
    assert receipt_paper.render([again]) == receipt_paper.render([before])
    assert not paid_lines([receipt.matches.get().credit_id]), "the page of the receipt says how it stands now"


def test_a_cashier_has_the_rights_of_the_counter_and_no_other():
    own = {name for name, roles in rights().items() if "cashier" in roles}
    assert own == {"counter.view", "counter.take", "counter.close", "payments.view", "people.view"}


def test_a_cashier_takes_money_and_approves_nothing(june):
    cashier = visitor("cashier")
    receipt = taken(cashier.user, 511_49)
    assert cashier.get(f"/receipts/{receipt.pk}/").status_code == 200
    assert cashier.get(f"/receipts/{receipt.pk}/receipt.pdf").status_code == 200
    assert cashier.post(f"/receipts/{receipt.pk}/reverse/").status_code == 403
    assert cashier.get("/bills/").status_code == 403
    assert cashier.get("/receipts/new/").status_code == 403
