"""Reading issued bills back as they were frozen."""

from collections.abc import Iterator
from itertools import groupby

from invoices.modules.billing.domain.frozen import (
    FrozenBill,
    FrozenLine,
    digest_of_bill,
    digest_of_lines,
    evidence_text,
)
from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models import Bill, BillLine
from invoices.modules.charges.public import ChargeBasis
from property_ops.framework.fields import Whole

CHUNK = 5_000


def digests_of_issued() -> Iterator[tuple[str, tuple[str, str, int]]]:
    """Number → (the digest that is stored, the digest of what stands there now, total in fen) of every issued bill."""
    lines = dict(_digests_of_lines())
    bills = Bill.objects.filter(state=BillState.ISSUED).order_by("pk").values_list("pk", "digest", *_HEAD)
    for pk, stored, *head in bills.iterator(chunk_size=CHUNK):
        bill = FrozenBill._make(head)
        yield bill.number, (stored, digest_of_bill(bill, lines.get(pk, "")), bill.total)


def _digests_of_lines() -> Iterator[tuple[int, str]]:
    lines = BillLine.objects.filter(bill__state=BillState.ISSUED).order_by("bill_id", "position")
    evidence = {basis.pk: evidence_text(basis.evidence) for basis in ChargeBasis.objects.iterator()}
    rows = lines.values_list("bill_id", *_LINE, "charge__basis_id").iterator(chunk_size=CHUNK)
    for bill, own in groupby(rows, key=lambda row: row[0]):
        yield bill, digest_of_lines(FrozenLine._make((*row[1:-1], evidence.get(row[-1], ""))) for row in own)


_HEAD = (
    "number",
    "estate__code",
    "estate_name",
    "unit_code",
    "month",
    "payer_id",
    "payer_name",
    Whole("total"),
    Whole("brought_forward"),
    Whole("paid"),
    "prepared_by_id",
    "prepared_at",
    "decided_by_id",
    "decided_at",
    "issued_by_id",
    "issued_on",
    "due_on",
)
_LINE = (
    "charge__source_key",
    "part",
    "item_code",
    "item_name",
    "start",
    "end",
    Whole("quantity"),
    "quantity_unit",
    Whole("unit_price"),
    "ratio_numerator",
    "ratio_denominator",
    Whole("amount"),
)
