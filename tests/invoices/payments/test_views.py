"""Receipts on screen and on paper: who sees what, matching without a keyboard, the cash book, refunds."""

import re
from datetime import date, time
from io import BytesIO

import pytest
from pypdf import PdfReader

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.models import Receipt, Refund
from invoices.modules.payments.reports.receipt_paper import render
from invoices.modules.payments.selectors.papers import documents_of, printable
from property_ops.kernel.money import ZERO, Yuan
from tests.invoices.june import LIVED_IN, VACANT, bill_of
from tests.invoices.payments.receipts import differences, movement, owes, party_of, recorded
from tests.pages import sheet_of, text_of, visitor

pytestmark = pytest.mark.django_db
PAGES = ("/receipts/", "/receipts/match/", "/cash-book/2022-07/", "/payments-out/", "/refunds/")


@pytest.fixture
def july(june, accountant) -> list[Receipt]:
    """One receipt that is certain, two that wait, one payment out."""
    return recorded(
        accountant,
        movement(500_00, "T1", memo=f"物业费 {LIVED_IN}", name="李小华", at=time(9, 30)),
        movement(534_27, "T2", memo="物业费", name="张三", channel=PaymentChannel.WECHAT, fee=Yuan(3_21)),
        movement(20_00, "T3", memo="不知道", day=date(2022, 7, 9)),
        movement(1_000_00, "T4", is_out=True, name="国网供电公司", memo="电费"),
    )


def test_each_page_is_for_those_who_keep_or_check_the_books(july):
    for role in ("accountant", "reviewer", "manager", "auditor"):
        client = visitor(role)
        for page in PAGES:
            text_of(client.get(page))
    for role in ("dispatcher", "grid_worker"):
        client = visitor(role)
        assert {client.get(page).status_code for page in PAGES} == {403}
    assert visitor("auditor").post(f"/receipts/match/{july[1].pk}/").status_code == 403


def test_the_list_is_searched_filtered_and_exported(july):
    client = visitor("accountant", english=True)
    assert "SJ2022-000002" in text_of(client.get("/receipts/?state=waiting"))
    assert "SJ2022-000001" not in text_of(client.get("/receipts/?state=waiting"))
    assert "SJ2022-000001" in text_of(client.get("/receipts/?q=5-2-301"))
    rows = sheet_of(client.get("/receipts/?export=xlsx&channel=wechat"))
    assert [row[0] for row in rows[1:]] == ["SJ2022-000002"]


def test_a_receipt_is_matched_split_parked_and_undone(july):
    client = visitor("accountant", english=True)
    waiting = july[1]
    page = text_of(client.get(f"/receipts/match/?at={waiting.pk}"))
    assert f'value="{VACANT}|{party_of(VACANT)}"' in page
    assert "same name" in page
    assert "amount is all that is open" in page
    url = f"/receipts/match/{waiting.pk}/"
    answer = client.post(url, {"account": f"{VACANT}|{party_of(VACANT)}", "amount": "500"})
    assert answer.headers["Location"] == f"/receipts/match/?done={waiting.pk}&at={waiting.pk}"
    assert "34.27" in text_of(client.get(answer.headers["Location"]))
    refused = client.post(url, {"account": f"{VACANT}|{party_of(VACANT)}", "amount": "34.28"})
    assert "only ¥34.27 is left to be matched" in text_of(refused)
    assert "is not an amount of money" in text_of(client.post(url, {"account": "x|", "amount": "x"}))
    client.post(url, {"account": f"{LIVED_IN}|{party_of(LIVED_IN)}", "amount": "34.27"})
    assert (owes(VACANT), owes(LIVED_IN)) == (Yuan(34_27), Yuan(-22_78))
    client.post(f"{url}undo/")
    assert (owes(VACANT), owes(LIVED_IN)) == (Yuan(534_27), Yuan(11_49))
    client.post(f"/receipts/match/{july[2].pk}/defer/", {"note": "等回电"})
    assert "等回电" in text_of(client.get("/receipts/match/?state=deferred"))
    assert differences() == []


def test_at_a_months_end_all_that_wait_are_put_aside_with_one_note(july):
    client = visitor("accountant", english=True)
    client.post("/receipts/match/defer/", {"note": " "})
    assert Receipt.objects.filter(state="waiting").count() == 2
    client.post("/receipts/match/defer/", {"note": "月末挂账"})
    assert list(Receipt.objects.order_by("pk").values_list("state", "note"))[1:] == [("deferred", "月末挂账")] * 2
    assert Receipt.objects.get(pk=july[0].pk).state == "matched"
    assert "/receipts/match/defer/" not in text_of(client.get("/receipts/match/"))
    assert visitor("auditor").post("/receipts/match/defer/", {"note": "x"}).status_code == 403


def test_another_unit_is_found_by_searching(july):
    page = text_of(visitor("accountant").get(f"/receipts/match/?at={july[2].pk}&q=5-2-302"))
    assert f'value="{VACANT}|{party_of(VACANT)}"' in page


def test_a_receipts_page_says_what_it_paid_and_how_to_undo_it(july):
    client = visitor("accountant", english=True)
    page = text_of(client.get(f"/receipts/{july[0].pk}/"))
    assert str(bill_of(LIVED_IN).number) in page
    assert client.post(f"/receipts/{july[0].pk}/undo/", {"because": ""}).status_code == 422
    client.post(f"/receipts/{july[0].pk}/undo/", {"because": "认错户"})
    assert "认错户" in text_of(client.get(f"/receipts/{july[0].pk}/"))
    assert owes(LIVED_IN) == Yuan(511_49)


def test_cash_is_entered_and_reversed_by_another_person(june):
    client = visitor("accountant", english=True)
    order = {"unit_code": LIVED_IN.lower(), "amount": "¥511.49", "channel": "cash", "day": "2022-07-08"}
    assert client.post("/receipts/new/", order | {"amount": "x"}).status_code == 422
    assert "There is no account" in client.post("/receipts/new/", order | {"unit_code": "XX"}).content.decode()
    receipt_page = client.post("/receipts/new/", order).headers["Location"]
    assert owes(LIVED_IN) == ZERO
    assert "must." in client.post(f"{receipt_page}reverse/", {"because": "录错"}).content.decode()
    visitor("reviewer").post(f"{receipt_page}reverse/", {"because": "录错"})
    assert owes(LIVED_IN) == Yuan(511_49)


def test_a_refund_goes_over_two_desks(june):
    accountant, reviewer = visitor("accountant", english=True), visitor("reviewer", english=True)
    order = {"unit_code": LIVED_IN, "amount": "600", "channel": "cash", "day": "2022-07-08"}
    accountant.post("/receipts/new/", order)
    proposal = {"unit_code": LIVED_IN, "amount": "88.51", "channel": "cash", "payee_name": "李小华", "reason": "多交"}
    too_much = accountant.post("/refunds/new/", proposal | {"amount": "99"})
    assert "88.51 of credit" in too_much.content.decode()
    accountant.post("/refunds/new/", proposal)
    refund = Refund.objects.get()
    assert "/approve/" not in text_of(accountant.get("/refunds/"))
    assert f"/approvals/refund/{refund.pk}/approve/" in text_of(reviewer.get("/refunds/"))
    assert reviewer.post(f"/approvals/refund/{refund.pk}/burn/").status_code == 404
    reviewer.post(f"/approvals/refund/{refund.pk}/approve/")
    assert owes(LIVED_IN) == ZERO
    assert "TK" in text_of(reviewer.get("/refunds/"))


def test_the_cash_book_shows_each_day_by_way_of_payment(july):
    client = visitor("accountant", english=True)
    rows = sheet_of(client.get("/cash-book/2022-07/?export=xlsx"))
    assert rows[0] == (
        "Day", "Receipts", "cash", "bank transfer", "WeChat", "Alipay", "bank card", "Received",
        "of which of earlier days", "Fees", "Paid out", "Net",
    )  # fmt: skip
    assert [tuple(float(cell) for cell in row[1:]) for row in rows[1:]] == [
        (2, 0, 500, 534.27, 0, 0, 1034.27, 0, 3.21, 1000, 31.06), (1, 0, 20, 0, 0, 0, 20, 0, 0, 0, 20),
    ]  # fmt: skip
    assert client.get("/cash-book/").headers["Location"] == "/cash-book/2022-07/"
    assert client.get("/cash-book/2022-13/").status_code == 404


def test_the_paper_says_what_was_received_in_figures_and_capitals(july):
    client = visitor("accountant")
    answer = client.get(f"/receipts/{july[0].pk}/receipt.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    (page,) = PdfReader(BytesIO(answer.content)).pages
    words = page.extract_text()
    for said in ("SJ2022-000001", "李小华", LIVED_IN, "人民币伍佰元整", "500.00", "2022年6月", "不是税务发票"):
        assert said in words
    assert (page.mediabox.width, page.mediabox.height) == (pytest.approx(595.28), pytest.approx(419.53))
    receipts = printable(day=date(2022, 7, 8))
    assert render(documents_of(receipts)) == answer.content
    assert client.get(f"/receipts/{july[1].pk}/receipt.pdf").status_code == 404
    assert len(PdfReader(BytesIO(client.get("/receipts/day/2022-07-08.pdf").content)).pages) == 1
    assert client.get("/receipts/day/2022-07-99.pdf").status_code == 404


def test_many_lines_are_shown_as_far_as_there_is_room_and_add_up(july):
    (doc,) = documents_of(printable(ids=[july[0].pk]))
    assert sum((line.amount for line in doc.lines), ZERO) + doc.in_advance == doc.amount


def test_panels_show_payments_on_the_unit_the_bill_and_the_overview(july):
    client = visitor("accountant", english=True)
    assert "SJ2022-000001" in text_of(client.get(f"/units/{LIVED_IN}/"))
    assert "SJ2022-000001" in text_of(client.get(f"/bills/{bill_of(LIVED_IN).pk}/"))
    waiting = r'href="/receipts/match/\?state=waiting".{0,400}Receipts to be matched.{0,400}\b2\b'
    assert re.search(waiting, text_of(client.get("/")), re.DOTALL)


def test_refunds_of_several_accounts_are_proposed_at_once(june, accountant):
    """All of the credit goes back to each; what waits already is not offered again, and each is decided by itself."""
    recorded(
        accountant,
        movement(600_00, "T1", memo=f"物业费 {LIVED_IN}", name="李小华"),
        movement(600_00, "T2", memo=f"物业费 {VACANT}", name="张三"),
    )
    client = visitor("accountant", english=True)
    keys = [f"{code}|{party_of(code)}" for code in (LIVED_IN, VACANT)]
    page = text_of(client.get("/refunds/many/"))
    assert all(f'value="{key}"' in page for key in keys)
    none = client.post("/refunds/many/", {"channel": "bank", "reason": "预存退还"})
    assert "Tick at least one account." in none.content.decode()
    client.post("/refunds/many/", {"account": keys, "channel": "bank", "reason": "预存退还"})
    wanted = [(LIVED_IN, "李小华", Yuan(88_51), "waiting"), (VACANT, "张三", Yuan(65_73), "waiting")]
    rows = Refund.objects.order_by("unit__code").values_list("unit__code", "payee_name", "amount", "state")
    assert list(rows) == wanted
    assert "has unused credit" in text_of(client.get("/refunds/many/"))
    assert visitor("auditor").get("/refunds/many/").status_code == 403
