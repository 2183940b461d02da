"""Payments that accountants enter in ERPNext by journal entry: money on cash or bank, a customer credited."""

from collections.abc import Iterator

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import CUSTOMER, JOURNAL
from invoices.modules.erpnext.domain.money import money_in
from property_ops.framework.bulk import slices
from property_ops.kernel.money import ZERO

LOOK_UP = 200


def received_by_journal(gateway: Gateway, company: str, receivable: str, money: set[str]) -> list[Row]:
    """As rows of payments, one for each customer credited; entries with other accounts are none.

    Only an entry that debits one account of cash or bank, and credits customers with the same sum, is a payment.
    """
    ours = set(selectors.sent_documents(JOURNAL).values_list("remote_name", flat=True))
    filters = {"company": company, "is_cancelled": 0, "voucher_type": JOURNAL}
    credited = {"account": receivable, "party_type": CUSTOMER, "credit": [">", 0]}
    vouchers = {row["voucher_no"] for row in gateway.rows("GL Entry", ["voucher_no"], filters | credited)} - ours
    entries: dict[str, list[Row]] = {}
    fields = ["voucher_no", "account", "party", "debit", "credit", "posting_date"]
    for some in slices(sorted(vouchers), LOOK_UP):
        for row in gateway.rows("GL Entry", fields, filters | {"voucher_no": ["in", some]}):
            entries.setdefault(row["voucher_no"], []).append(row)
    return [row for name, rows in sorted(entries.items()) for row in _payments(name, rows, receivable, money)]


def _payments(name: str, rows: list[Row], receivable: str, money: set[str]) -> Iterator[Row]:
    debits = [row for row in rows if money_in(row["debit"])]
    credits = [row for row in rows if money_in(row["credit"])]
    if len(debits) != 1 or debits[0]["account"] not in money:
        return
    if any(row["account"] != receivable or not row.get("party") for row in credits):
        return
    total = sum((money_in(row["credit"]) or ZERO for row in credits), ZERO)
    if total != money_in(debits[0]["debit"]):
        return
    for number, row in enumerate(credits, 1):
        yield {
            "doctype": JOURNAL,
            "name": name,
            "part": str(number) if len(credits) > 1 else "",
            "party": row["party"],
            "posting_date": row["posting_date"],
            "paid_to": debits[0]["account"],
            "received_amount": row["credit"],
            "total_allocated_amount": 0,
            "unallocated_amount": row["credit"],
            "remarks": "",
            "amended_from": None,
        }
