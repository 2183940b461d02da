"""How an issued bill stands today: what is open, credited and disputed of each line, and what it replaces."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from invoices.modules.billing.public import BillLine
from invoices.modules.corrections.domain.states import DisputeState
from invoices.modules.corrections.models import Dispute, Rebill
from invoices.modules.receivables.public import with_open


def lines_as_they_stand(bill: Any) -> QuerySet[Any]:
    """The lines with `settled`, `open` and `due_day`, in their order."""
    return with_open(BillLine.objects.filter(bill=bill)).order_by("position")


def disputes_of_lines(lines: Collection[int]) -> dict[int, Dispute]:
    """The open dispute of each of these bill lines, if any."""
    return {one.bill_line_id: one for one in Dispute.objects.filter(bill_line__in=lines, state=DisputeState.OPEN)}


def replaced_by(bill: Any) -> QuerySet[Rebill]:
    """Whose lines this bill is billed instead of."""
    rebills = Rebill.objects.filter(charge__bill_lines__bill=bill)
    return rebills.select_related("credit_line__note", "credit_line__bill_line__bill").order_by("pk")
