"""Closed means closed for every list (docs/product.md rule 11): money of a closed month that is told of later, by
whatever door, is posted today, and no list, export or paper of that month is another one than before."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.urls import get_resolver
from django.utils import timezone
from django_filters import DateFilter
from pypdf import PdfReader

from invoices.modules.ledger.models import Entry
from invoices.modules.ledger.public import close_month
from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.models import Disbursement, PaymentCoding, Receipt, Refund
from invoices.modules.payments.selectors.cash_book import cash_book
from invoices.modules.payments.services import enter, record
from property_ops.framework.importing import import_files
from property_ops.framework.testing import UserFactory
from property_ops.framework.web.days import DaysPage
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from tests.invoices.june import LIVED_IN
from tests.invoices.payments.papers import bank, wechat
from tests.invoices.payments.receipts import differences, movement, on_account, party_of
from tests.pages import sheet_of, visitor

pytestmark = pytest.mark.django_db
JULY = Month(2022, 7)
DAY, TODAY = date(2022, 7, 8), date(2022, 7, 20)
NOW = datetime(2022, 7, 20, 9, 0, tzinfo=UTC)
CLOSED = datetime(2022, 8, 3, 9, 0, tzinfo=UTC)

LEDGER = "first=2022-07-01&last=2022-07-31"
POSTED = "since=2022-07-01&until=2022-07-31"
ADDRESSES = {
    "cash_book_of": ["/cash-book/2022-07/", "/cash-book/2022-07/?export=xlsx"],
    "receipts": [f"/receipts/?{POSTED}", f"/receipts/?{POSTED}&export=xlsx"],
    "receipts_pdf": ["/receipts/day/2022-07-08.pdf"],
    "payments_out": [f"/payments-out/?{POSTED}", f"/payments-out/?{POSTED}&export=xlsx"],
    "journal": [f"/ledger/journal/?{LEDGER}", f"/ledger/journal/?{LEDGER}&export=xlsx"],
    "trial_balance": [f"/ledger/trial-balance/?{LEDGER}{kind}" for kind in ("", "&export=xlsx", "&export=pdf")],
    "ledger_account": [
        f"/ledger/accounts/{code}/?{LEDGER}{kind}"
        for code in ("1001", "1002", "1012.01", "2241.01", "2241.05", "5603.01")
        for kind in ("&view=entries", "&export=xlsx", "&export=pdf")
    ],
    "arrears": ["/arrears/?on=2022-07-31"],
    "estate_arrears": ["/arrears/estates/BC01/?on=2022-07-31"],
    "account_statement": [f"/account-statements/{LIVED_IN}/?{LEDGER}{kind}" for kind in ("", "&export=xlsx")],
    "vat": [f"/tax/?{LEDGER}", f"/tax/?{LEDGER}&export=xlsx"],
    "account_statements_print": [f"/account-statements/print/BC01.pdf?{LEDGER}"],
}
"""Every list, export and paper that sums money by days or by the month in which it moved."""
OF_NO_MONEY = {"audit", "collection_rates", "day_closes", "dispatch_visits", "parking_leases", "requests",
               "round_scans", "tariffs", "vouchers", "works_stock_takings"}  # fmt: skip
"""Moments of acts, leases and rates on a day, requests, visits, counts of a till; what came in later of what was due;
vouchers; counts of the store."""
STATE_OF_TODAY = {"print", "", "left to match", "account", "state", "note", "left to code", "receipt"}
"""What is said of a movement as it stands now, wherever it is listed."""


def test_every_list_that_money_is_narrowed_in_by_days_is_tried_here():
    by_days = {
        pattern.name
        for pattern in _patterns(get_resolver())
        for view in [getattr(pattern.callback, "view_class", None)]
        if isinstance(view, type) and (issubclass(view, DaysPage) or _day_filters(view))
    }
    assert by_days - ADDRESSES.keys() - OF_NO_MONEY == set()


def _patterns(resolver: Any) -> Iterator[Any]:
    for one in resolver.url_patterns:
        yield from _patterns(one) if hasattr(one, "url_patterns") else [one]


def _day_filters(view: Any) -> list[str]:
    filterset = getattr(view, "filterset_class", None)
    filters = filterset.base_filters.items() if filterset else ()
    return [name for name, one in filters if isinstance(one, DateFilter)]


@pytest.fixture
def july(issued_june, shipped, accountant) -> None:
    """Three receipts and a payment out, posted in July; then July is closed."""
    moved = [
        movement(500_00, "T1", memo=f"物业费 {LIVED_IN}"),
        movement(300_00, "T2", memo="微信结算"),
        movement(200_00, "T3", is_out=True, name="本单位", memo="提现"),
        movement(20_00, "T4", memo="不知道", channel=PaymentChannel.WECHAT, fee=Yuan(12)),
    ]
    record(movements=moved, by=accountant, now=NOW, today=TODAY, file="银行流水.xlsx")
    cash = movement(80_00, "", channel=PaymentChannel.CASH, day=date(2022, 7, 9))
    enter(movement=cash, unit_code=LIVED_IN, party=party_of(LIVED_IN), by=accountant, now=NOW, today=TODAY)
    closer = UserFactory(is_superuser=True)
    close_month(month=JULY, by=closer, at=CLOSED)


def test_what_is_told_later_of_a_closed_month_changes_no_list_of_it(july, tmp_path):
    client = visitor("manager", english=True)
    addresses = [address for some in ADDRESSES.values() for address in some]
    before = {address: _figures(client, address) for address in addresses}
    assert all(before.values()), [address for address, figures in before.items() if not figures]
    for door in DOORS:
        entries = _posted_in(JULY)
        door(tmp_path)
        assert _posted_in(JULY) == entries, door.__name__
        for address in ADDRESSES["cash_book_of"]:
            assert _figures(client, address) == before[address], (door.__name__, address)
    changed = [address for address in addresses if _figures(client, address) != before[address]]
    assert changed == []
    assert differences() == []
    _the_book_is_the_ledgers()


def _the_book_is_the_ledgers() -> None:
    """What the cash book says of the two months together is what the ledger has on the accounts of money."""
    book = [cash_book(month)[1].net for month in (JULY, Month.of(timezone.localdate()))]
    money = [on_account(code) for code in ("1001", "1002", "1012.01", "1012.02")]
    assert sum(book, ZERO) == sum(money, ZERO)
    assert book[1] != ZERO


def _posted_in(month: Month) -> int:
    return Entry.objects.filter(posted_on__gte=month.start, posted_on__lt=month.end).count()


def cash_on_the_page(folder: Any) -> None:
    order = {"unit_code": LIVED_IN, "amount": "11.49", "channel": "cash", "day": "2022-07-08"}
    assert visitor("accountant").post("/receipts/new/", order).status_code == 302
    assert Receipt.objects.latest("pk").received_on == DAY


def a_file_of_the_bank(folder: Any) -> None:
    rows = [
        ["2022-07-08", "10:00:00", "", "60.00", "", "王五", "62", "物业费", "B1"],
        ["2022-07-08", "11:00:00", "45.00", "", "", "电力公司", "37", "电费", "B2"],
    ]
    _import(bank(folder / "七月补.xlsx", rows))
    assert Disbursement.objects.filter(transaction="B2", paid_on=DAY).exists()


def a_bill_of_wechat_with_a_refund(folder: Any) -> None:
    rows = [
        ["2022-07-08 09:00:00", "42000001", "SUCCESS", "33.00", "0", "0.00", f"物业费 {LIVED_IN}", "0.20", "33.00"],
        [
            "2022-07-08 12:00:00",
            "42000001",
            "REFUND",
            "0.00",
            "50000001",
            "33.00",
            f"物业费 {LIVED_IN}",
            "-0.20",
            "0.00",
        ],
    ]
    _import(wechat(folder / "七月补.csv", rows))
    assert Receipt.objects.filter(transaction="42000001", received_on=DAY).exists()


def a_refund_in_cash(folder: Any) -> None:
    order = {"unit_code": LIVED_IN, "amount": "200", "channel": "cash", "day": "2022-07-08"}
    assert visitor("accountant").post("/receipts/new/", order).status_code == 302
    proposal = {"unit_code": LIVED_IN, "amount": "80", "channel": "cash", "payee_name": "李小华", "reason": "多交"}
    assert visitor("accountant").post("/refunds/new/", proposal).status_code == 302
    refund = Refund.objects.get()
    assert visitor("reviewer").post(f"/approvals/refund/{refund.pk}/approve/").status_code == 302
    refund.refresh_from_db()
    assert refund.state == "approved"


def a_receipt_of_july_reversed(folder: Any) -> None:
    found = Receipt.objects.get(amount=Yuan(80_00))
    assert visitor("reviewer").post(f"/receipts/{found.pk}/reverse/", {"because": "录错"}).status_code == 302
    found.refresh_from_db()
    assert found.state == "reversed"


def an_own_transfer_found_and_undone(folder: Any) -> None:
    found = Receipt.objects.get(transaction="T2")
    answer = visitor("accountant").post(f"/receipts/{found.pk}/transfer/", {"account": "1012.01", "note": "7月结算"})
    assert answer.status_code == 302
    _undo(PaymentCoding.objects.get(receipt=found))


def a_payment_to_ourselves_coded_and_undone(folder: Any) -> None:
    found = Disbursement.objects.get(transaction="T3")
    typed = {"amount": "200", "note": "备用金", "what": "1001"}
    assert visitor("accountant").post(f"/payments-out/{found.pk}/code/", typed).status_code == 302
    _undo(PaymentCoding.objects.get(disbursement=found))


DOORS: list[Callable[[Any], None]] = [
    a_receipt_of_july_reversed, cash_on_the_page, a_file_of_the_bank, a_bill_of_wechat_with_a_refund, a_refund_in_cash,
    an_own_transfer_found_and_undone, a_payment_to_ourselves_coded_and_undone,
]  # fmt: skip


def _undo(coding: PaymentCoding) -> None:
    address = f"/codings/{coding.pk}/undo/"
    assert visitor("accountant").post(address, {"because": "看错"}).status_code == 302


def _import(path: Any) -> None:
    report = import_files(paths=[path], by=UserFactory(role="accountant"), as_of=timezone.localdate())
    assert not [one for one in report.files if one.has_errors], list(report.problems())


def _figures(client: Any, address: str) -> list[Any]:
    """Rows of a sheet, the words of a paper, or the cells of a page's tables; without what is said of today."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    if "xlsx" in address:
        return _without_today(sheet_of(answer))
    if answer["Content-Type"] == "application/pdf":
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    tables = re.findall(r"<table.*?</table>", answer.content.decode(), re.S)
    rows = [re.findall(r"<t[dh]\b.*?</t[dh]>", row, re.S) for table in tables for row in table.split("<tr")]
    return _without_today([tuple(_words(cell) for cell in row) for row in rows if row])


def _words(cell: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", cell).split())


def _without_today(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    kept = [index for index, head in enumerate(rows[0]) if str(head).lower() not in STATE_OF_TODAY] if rows else []
    return [tuple(row[index] for index in kept if index < len(row)) for row in rows]
