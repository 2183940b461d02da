"""Reading disputes: as a list, and one with its time line."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet

from invoices.modules.billing.public import BillLine, BillState
from invoices.modules.collections.models import Dispute, DisputeEvent, DisputePhoto
from property_ops.framework.models import User
from property_ops.modules.estates.public import find_with_unit


def visible_disputes(user: User) -> QuerySet[Dispute]:
    """The disputes this person may see, latest first."""
    disputes = Dispute.objects.visible_to(user)
    return disputes.select_related("estate", "bill_line__bill", "opened_by", "answered_by", "credit_note").order_by(
        "-pk"
    )


def find_disputes(disputes: QuerySet[Dispute], text: str) -> QuerySet[Dispute]:
    columns = ("bill_line__bill__number", "words", "answer")
    return find_with_unit(disputes, text, *columns, unit="bill_line__bill__account__unit")


def time_line(dispute: Dispute) -> QuerySet[DisputeEvent]:
    return dispute.events.select_related("by").order_by("pk")


def photos_of(dispute: Dispute) -> QuerySet[DisputePhoto]:
    return dispute.photos.select_related("picture")


def visible_dispute_photos(user: User) -> QuerySet[DisputePhoto]:
    return DisputePhoto.objects.visible_to(user).select_related("picture")


def disputes_by_line(lines: Collection[int]) -> dict[int, list[Dispute]]:
    """Every objection to these lines, the latest first, with its answer."""
    found: dict[int, list[Dispute]] = defaultdict(list)
    for dispute in Dispute.objects.filter(bill_line__in=lines).select_related("credit_note").order_by("-pk"):
        found[dispute.bill_line_id].append(dispute)
    return found


def issued_line(user: User, pk: int) -> BillLine | None:
    """A line of an issued bill of the estates this person may see."""
    lines = BillLine.objects.visible_to(user).filter(bill__state=BillState.ISSUED, pk=pk)
    return lines.select_related("bill__estate").first()
