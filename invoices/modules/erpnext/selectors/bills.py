"""The issued bills, as what is sent for them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from django.db.models import Q, Sum

from invoices.modules.billing.public import Bill, BillLine, BillState
from invoices.modules.charges.public import Charge, ChargeBasis
from invoices.modules.erpnext.domain.documents import CompanyDefaults, Document, bill_key, customer, customer_key
from invoices.modules.erpnext.domain.sales import InvoiceLine, invoice
from invoices.modules.receivables.public import Settlement
from invoices.modules.tariffs.public import SERVICE_FEE, WORKS_SHARE
from invoices.modules.tax.public import tax_numbers_of
from property_ops.kernel.acceptance import MANNERS_ON_PAPER, Manner
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.personal import masked_phone
from property_ops.kernel.quantity import plain, plain_ratio
from property_ops.modules.estates.public import Tenure
from property_ops.modules.works.public import acceptance_on_paper, word_of

CHUNK = 2_000


class IssuedBill(NamedTuple):
    pk: int
    number: str
    unit_code: str
    payer: int | None
    payer_name: str
    estate: str
    month: date
    issued_on: date
    due_on: date

    @property
    def key(self) -> str:
        return bill_key(self.number)

    @property
    def customer_key(self) -> str:
        return customer_key(self.unit_code, str(self.payer or ""))


def issued_bills() -> Iterator[list[IssuedBill]]:
    """All issued bills with an amount, in the order of their numbers, in chunks."""
    fields = ("pk", "number", "unit_code", "payer_id", "payer_name", "estate__code", "month", "issued_on", "due_on")
    bills = Bill.objects.filter(state=BillState.ISSUED).exclude(Q(total=ZERO))
    last = 0
    while rows := list(bills.filter(pk__gt=last).order_by("pk").values_list(*fields)[:CHUNK]):
        last = rows[-1][0]
        yield [IssuedBill._make(row) for row in rows]


def lines_of(bills: Sequence[IssuedBill]) -> dict[int, list[InvoiceLine]]:
    """The lines of each bill, by its primary key."""
    found: dict[int, list[InvoiceLine]] = defaultdict(list)
    said = _acceptances(bills)
    for line in BillLine.objects.filter(bill__in=[bill.pk for bill in bills]).order_by("bill", "position"):
        told = said.get(line.charge_id, "")
        found[line.bill_id].append(InvoiceLine(line.item_code, f"{_description(line)}{told}", line.amount))
    return found


def _acceptances(bills: Sequence[IssuedBill]) -> dict[int, str]:
    """Of each charge of a work or a month, how the parties accepted or confirmed it (docs/product.md rule 22)."""
    lines = BillLine.objects.filter(bill__in=[bill.pk for bill in bills], item_code__in=[WORKS_SHARE, SERVICE_FEE])
    basis_of = dict(lines.values_list("charge_id", "charge__basis_id"))
    found = ChargeBasis.objects.filter(pk__in=set(basis_of.values())).values_list("pk", "facts")
    said = {basis: _accepted(facts) for basis, facts in found}
    return {charge: said[basis] for charge, basis in basis_of.items()}


def _accepted(facts: Mapping[str, Any]) -> str:
    if "acceptance" in facts:
        return f"；验收 {acceptance_on_paper(map(word_of, facts['acceptance']))}"
    manners = dict.fromkeys(Manner(one["manner"]) for one in facts.get("confirmed", ()) if "manner" in one)
    return f"；服务确认 {'、'.join(MANNERS_ON_PAPER[one] for one in manners)}" if manners else ""


def _description(line: BillLine) -> str:
    factors = [f"{plain(line.quantity)} {line.quantity_unit}".strip(), plain(line.unit_price)]
    if line.ratio_numerator != line.ratio_denominator:
        factors.append(plain_ratio(Fraction(line.ratio_numerator, line.ratio_denominator)))
    last = line.end - timedelta(days=1)
    return f"{line.item_name} {line.start}～{last}：{' × '.join(factors)}"


def bill_documents(bills: Sequence[IssuedBill], books: CompanyDefaults) -> Iterator[Document]:
    """The payers of these bills as customers, and the bills as sales invoices."""
    lines = lines_of(bills)
    names = names_of({str(bill.payer) for bill in bills if bill.payer})
    told = told_of(names, books)
    for bill in bills:
        name = names.get(str(bill.payer or ""), bill.payer_name)
        yield customer(
            key=bill.customer_key,
            unit_code=bill.unit_code,
            name=name,
            books=books,
            estate=bill.estate,
            **told.get(str(bill.payer or ""), {}),
        )
        yield invoice(
            key=bill.key,
            number=bill.number,
            customer_key=bill.customer_key,
            estate=bill.estate,
            month=bill.month,
            issued_on=bill.issued_on,
            due_on=bill.due_on,
            lines=lines[bill.pk],
            books=books,
        )


def names_of(parties: set[str]) -> dict[str, str]:
    """What the payers are called today, whatever stands on their bills: one name for each customer."""
    tenures = Tenure.objects.filter(pk__in=[int(party) for party in parties if party])
    return {str(pk): name for pk, name in tenures.values_list("pk", "name")}


def told_of(parties: Iterable[str], books: CompanyDefaults) -> dict[str, dict[str, str]]:
    """Of each payer the tax number; and where customers are described the phone, masked, for nobody there calls a
    resident from an invoice (docs/product.md rule 20)."""
    tenures = Tenure.objects.filter(pk__in=[int(party) for party in parties if party])
    is_described = books.customer_groups is not None
    phones = {pk: phone if is_described else "" for pk, phone in tenures.values_list("pk", "phone")}
    numbers = tax_numbers_of(phones)
    return {
        str(pk): {"phone": masked_phone(phone) if phone else "", "tax_number": numbers.get(pk, "")}
        for pk, phone in phones.items()
    }


def charged() -> dict[tuple[str, date], Yuan]:
    """(estate, month) → what is charged."""
    rows = Charge.objects.order_by().values_list("estate__code", "month").annotate(sum=Sum("amount"))
    return {(estate, month): amount for estate, month, amount in rows}


def open_by_bill() -> dict[str, Yuan]:
    """The number of each issued bill → what is open on it."""
    settled = dict(
        Settlement.objects.exclude(line=None).order_by().values_list("line__bill__number").annotate(sum=Sum("amount"))
    )
    issued = Bill.objects.filter(state=BillState.ISSUED).values_list("number", "total")
    return {str(number): total - settled.get(number, ZERO) for number, total in issued}


def billed() -> dict[tuple[str, date], Yuan]:
    """(estate, month) → what is on issued bills."""
    issued = Bill.objects.filter(state=BillState.ISSUED).order_by()
    rows = issued.values_list("estate__code", "month").annotate(sum=Sum("total"))
    return {(estate, month): amount for estate, month, amount in rows}
