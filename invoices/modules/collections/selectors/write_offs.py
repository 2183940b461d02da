"""Reading write-offs, and what is open of a unit to be written off or paid in instalments."""

from typing import Any

from django.db.models import ExpressionWrapper, F, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from invoices.modules.collections.models import WriteOff
from invoices.modules.ledger.public import entry_of
from invoices.modules.receivables.public import open_lines
from property_ops.framework.fields import YuanField
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import find_with_unit


def visible_write_offs(user: User) -> QuerySet[WriteOff]:
    """The write-offs this person may see, latest first."""
    write_offs = WriteOff.objects.visible_to(user)
    return write_offs.select_related("estate", "prepared_by", "decided_by").order_by("-pk")


def find_write_offs(write_offs: QuerySet[WriteOff], text: str) -> QuerySet[WriteOff]:
    return find_with_unit(write_offs, text, "number", "payer_name", "reason")


def lines_written_off(write_off: WriteOff) -> QuerySet[Any]:
    """With `recovered` and `left`, what of it is still written off."""
    lines = write_off.lines.select_related("bill_line__bill").prefetch_related("recoveries__by").order_by("position")
    recovered = Coalesce(Sum("recoveries__amount"), Value(ZERO, YuanField()), output_field=YuanField())
    left = ExpressionWrapper(F("amount") - F("recovered"), output_field=YuanField())
    return lines.annotate(recovered=recovered).annotate(left=left)


def entry_of_write_off(write_off: WriteOff) -> Any:
    """The journal entry that posted it; None while it waits."""
    return entry_of(f"write_off/{write_off.number}") if write_off.number else None


def open_of_unit(unit_code: str) -> list[Any]:
    """The open lines of a unit, oldest due day first."""
    lines = open_lines(unit_code=unit_code).select_related("bill")
    return list(lines.order_by("due_day", "bill_id", "position"))
