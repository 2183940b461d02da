"""How an issued bill stands today: what is open and disputed of each line."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from invoices.modules.billing.public import BillLine
from invoices.modules.collections.domain.states import DisputeState
from invoices.modules.collections.models import Dispute
from invoices.modules.receivables.public import with_open


def lines_as_they_stand(bill: Any) -> QuerySet[Any]:
    """The lines with `settled`, `open` and `due_day`, in their order."""
    return with_open(BillLine.objects.filter(bill=bill)).order_by("position")


def disputes_of_lines(lines: Collection[int]) -> dict[int, Dispute]:
    """The open dispute of each of these bill lines, if any."""
    return {one.bill_line_id: one for one in Dispute.objects.filter(bill_line__in=lines, state=DisputeState.OPEN)}
