"""Reading issued bills back as they were frozen."""

import json
from collections.abc import Iterator
from itertools import groupby

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from invoices.modules.billing.domain.frozen import FrozenBill, digest_of_bill, digest_of_lines
from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models import Bill, BillLine
from invoices.modules.charges.public import Charge, ChargeBasis, FrozenBasis, FrozenLine
from property_ops.framework.fields import StoredInteger

CHUNK = 5_000


def digests_of_issued() -> Iterator[tuple[str, tuple[str, str, int]]]:
    """Number → (the digest that is stored, the digest of what stands there now, total in fen) of every issued bill."""
    lines = dict(_digests_of_lines())
    bills = Bill.objects.filter(state=BillState.ISSUED).order_by("pk").values_list("pk", "digest", *_HEAD)
    for pk, stored, *head in bills.iterator(chunk_size=CHUNK):
        bill = FrozenBill._make(head)
        yield bill.number, (stored, digest_of_bill(bill, lines.get(pk, "")), bill.total)


def _digests_of_lines() -> Iterator[tuple[int, str]]:
    lines = BillLine.objects.filter(bill__state=BillState.ISSUED)
    for bill, own in groupby(frozen_lines(lines), key=lambda row: row[0]):
        yield bill, digest_of_lines(line.digested for _, line in own)


def frozen_lines(lines: QuerySet[BillLine]) -> Iterator[tuple[int, FrozenLine]]:
    """The lines as they were frozen, each with the key of its bill, bill by bill and in their order: one query."""
    bases: dict[int, FrozenBasis] = {}
    rows = lines.order_by("bill_id", "position").values_list("bill_id", *_LINE, *_DAYS, *_BASIS)
    for bill, *line, start, end, pk, source, facts in rows.iterator(chunk_size=CHUNK):
        if pk not in bases:
            bases[pk] = FrozenBasis(source, json.loads(facts))
        yield bill, FrozenLine._make([*line, bases[pk], start, end])


def bases_of(charges: QuerySet[Charge]) -> dict[int, FrozenBasis]:
    """The facts behind the charges, by the key of their basis."""
    used = ChargeBasis.objects.filter(pk__in=charges.order_by().values_list("basis_id").distinct())
    return {pk: FrozenBasis(source, facts) for pk, source, facts in used.values_list("pk", "source", "facts")}


_HEAD = (
    "number",
    "estate__code",
    "estate_name",
    "unit_code",
    "month",
    "payer_id",
    "payer_name",
    StoredInteger("total"),
    StoredInteger("brought_forward"),
    StoredInteger("paid"),
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
    "charge__subject",
    "item_code",
    "item_name",
    "start",
    "end",
    StoredInteger("quantity"),
    "quantity_unit",
    StoredInteger("unit_price"),
    "ratio_numerator",
    "ratio_denominator",
    StoredInteger("amount"),
)
_DAYS = ("charge__start", "charge__end")
_BASIS = ("charge__basis_id", "charge__basis__source", Cast("charge__basis__facts", TextField()))
