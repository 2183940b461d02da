"""What the ledger has besides bills and credit notes: money received as payment entries, all else as journal entries.

The accounts and amounts are those of our entry, so that ERPNext's ledger comes out as ours; what pays invoices of ours
or of suppliers names them, so that it is open over there where it is open here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from invoices.modules.erpnext.domain.documents import (
    CUSTOMER,
    INVOICE,
    JOURNAL,
    PAYMENT,
    PURCHASE,
    SUPPLIER,
    CompanyDefaults,
    Document,
    account_key,
    account_reference,
    customer_key,
    reference,
)
from property_ops.kernel.money import Yuan

RECEIVABLE, CODED, UNCODED = "1122", "coded", "uncoded"
WITH_A_PAPER_OF_ITS_OWN = frozenset({"bill", "credit_note"})


class BookingLeg(NamedTuple):
    """As the ledger has it: debit is positive; `unit_code` and `party` are filled where somebody owes.

    `supplier` is the key of whom we owe, where ERPNext is to know that.
    """

    account: str
    estate: str
    unit_code: str
    party: str
    fen: int
    supplier: str = ""

    @property
    def is_owed(self) -> bool:
        return self.account == RECEIVABLE

    @property
    def customer_key(self) -> str:
        return customer_key(self.unit_code, self.party)


class InvoiceShare(NamedTuple):
    """What of an entry's credit went to which invoice; of a payment to a supplier, which purchase it pays."""

    unit_code: str
    party: str
    invoice_key: str
    fen: int
    supplier: str = ""

    @property
    def doctype(self) -> str:
        return PURCHASE if self.supplier else INVOICE

    @property
    def party_key(self) -> str:
        return self.supplier or customer_key(self.unit_code, self.party)


@dataclass(frozen=True, slots=True)
class Booking:
    """An entry of the ledger. `document` is what the bank calls it, where money moved; `paper` is the number of the
    cost voucher that a payment pays."""

    source: str
    posted_on: date
    month: date
    memo: str
    legs: Sequence[BookingLeg]
    parts: Sequence[InvoiceShare] = ()
    document: str = ""
    paper: str = ""

    @property
    def kind(self) -> str:
        return self.source.partition("/")[0]

    @property
    def key(self) -> str:
        return booking_key(self.source)

    def with_legs(self, legs: Sequence[BookingLeg]) -> "Booking":
        """A part of it."""
        return replace(self, legs=legs)

    @property
    def estate(self) -> str:
        return next((leg.estate for leg in self.legs if leg.estate), "")

    @property
    def owed(self) -> list[BookingLeg]:
        return [leg for leg in self.legs if leg.is_owed]

    @property
    def others(self) -> list[BookingLeg]:
        """The legs on other accounts, each account once: what came in, less the fee that the channel kept of it."""
        sums: dict[tuple[str, str, str], int] = {}
        for leg in self.legs:
            if not leg.is_owed:
                place = leg.account, leg.estate, leg.supplier
                sums[place] = sums.get(place, 0) + leg.fen
        return [BookingLeg(account, estate, "", "", fen, who) for (account, estate, who), fen in sums.items() if fen]

    @property
    def is_money_received(self) -> bool:
        """One payer's debt goes down by what came in, less fees."""
        return (
            self.kind in ("receipt", "match")
            and [leg.fen < 0 for leg in self.owed] == [True]
            and all(leg.fen > 0 and not leg.supplier for leg in self.others)
        )

    @property
    def is_money_paid(self) -> bool:
        """One supplier is owed less, by what went out."""
        legs = sorted((bool(leg.supplier), leg.fen > 0) for leg in self.legs)
        return self.kind == CODED and legs == [(False, False), (True, True)]


def booking_key(source: str) -> str:
    return f"po:{source}"


def booked(booking: Booking, books: CompanyDefaults) -> Document:
    if booking.is_money_paid:
        return paid(booking, books)
    return payment(booking, books) if booking.is_money_received else journal(booking, books)


def payment(booking: Booking, books: CompanyDefaults) -> Document:
    """The first account gets what came in; others are deductions (fees). What is not allocated is an advance."""
    (owed,), (money, *fees) = booking.owed, booking.others
    received = Yuan(money.fen)
    content: dict[str, Any] = {
        "payment_type": "Receive",
        "party_type": CUSTOMER,
        "party": reference(owed.customer_key),
        "paid_from": books.receivable,
        "paid_to": account_reference(money.account),
        **_moved(booking, received, books),
    }
    if fees:
        content["deductions"] = [_deduction(leg, books) for leg in fees]
    content |= _centre(owed.estate, books)
    names = (
        owed.customer_key,
        *(account_key(leg.account) for leg in (money, *fees)),
        *(part.invoice_key for part in booking.parts),
    )
    return Document(PAYMENT, booking.key, _label(booking), content, received, owed.estate, booking.month, names)


def paid(booking: Booking, books: CompanyDefaults) -> Document:
    """To a supplier, out of where our books have the money. It names the purchase that it pays, or is on account."""
    owing, money = sorted(booking.legs, key=lambda leg: -leg.fen)
    amount = Yuan(owing.fen)
    content: dict[str, Any] = {
        "payment_type": "Pay",
        "party_type": SUPPLIER,
        "party": reference(owing.supplier),
        "paid_from": account_reference(money.account),
        "paid_to": books.payable,
        **_moved(booking, amount, books),
        **_centre(owing.estate, books),
    }
    names = (owing.supplier, account_key(money.account), *(part.invoice_key for part in booking.parts))
    return Document(PAYMENT, booking.key, _label(booking), content, amount, owing.estate, booking.month, names)


def _moved(booking: Booking, amount: Yuan, books: CompanyDefaults) -> dict[str, Any]:
    return {
        "company": books.company,
        "posting_date": str(booking.posted_on),
        "paid_amount": str(amount),
        "received_amount": str(amount),
        "reference_no": (booking.document or booking.source)[:140],
        "reference_date": str(booking.posted_on),
        "custom_remarks": 1,
        "remarks": booking.memo,
        "references": [_allocated(part) for part in booking.parts],
    }


def _allocated(part: InvoiceShare) -> dict[str, Any]:
    return {
        "reference_doctype": part.doctype,
        "reference_name": reference(part.invoice_key),
        "allocated_amount": str(Yuan(part.fen)),
    }


def _deduction(leg: BookingLeg, books: CompanyDefaults) -> dict[str, Any]:
    return {"account": account_reference(leg.account), "amount": str(Yuan(leg.fen)), **_centre(leg.estate, books)}


def journal(booking: Booking, books: CompanyDefaults) -> Document:
    """The same legs. A credit that settled invoices is a row for each of them."""
    rows = [row for leg in booking.legs for row in _rows(leg, booking, books)]
    debit = Yuan(sum(leg.fen for leg in booking.legs if leg.fen > 0))
    content: dict[str, Any] = {
        "voucher_type": "Journal Entry",
        "company": books.company,
        "posting_date": str(booking.posted_on),
        "user_remark": f"{booking.memo} {booking.month:%Y-%m}",
        "accounts": rows,
    }
    names = tuple(dict.fromkeys(name for row in rows for name in _named_in(row)))
    return Document(JOURNAL, booking.key, _label(booking), content, debit, booking.estate, booking.month, names)


def _rows(leg: BookingLeg, booking: Booking, books: CompanyDefaults) -> Iterator[dict[str, Any]]:
    if leg.supplier:
        owing = {"account": books.payable, "party_type": SUPPLIER, "party": reference(leg.supplier)}
        yield {**owing, **_side(leg.fen), **_centre(leg.estate, books)}
        return
    if not leg.is_owed:
        yield {"account": account_reference(leg.account), **_side(leg.fen), **_centre(leg.estate, books)}
        return
    owed = {"account": books.receivable, "party_type": CUSTOMER, "party": reference(leg.customer_key)}
    left = leg.fen
    for part in booking.parts:
        if leg.fen < 0 and (part.unit_code, part.party) == (leg.unit_code, leg.party):
            names = {"reference_type": INVOICE, "reference_name": reference(part.invoice_key)}
            yield {**owed, **_side(-part.fen), **names, **_centre(leg.estate, books)}
            left += part.fen
    if left:
        yield {**owed, **_side(left), **_centre(leg.estate, books)}


def _side(fen: int) -> dict[str, str]:
    field = "debit_in_account_currency" if fen > 0 else "credit_in_account_currency"
    return {field: str(Yuan(abs(fen)))}


def _centre(estate: str, books: CompanyDefaults) -> dict[str, str]:
    centre = books.cost_centres.get(estate) or books.cost_centre
    return {"cost_center": centre} if centre else {}


def _label(booking: Booking) -> str:
    return booking.memo or booking.source


def _named_in(row: Mapping[str, Any]) -> Iterator[str]:
    yield from (value["$name"] for value in row.values() if isinstance(value, Mapping))
