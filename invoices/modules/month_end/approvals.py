"""What waits for another person: of slot `approvals`."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import Bill, approve_bills
from property_ops.framework.approval.kinds import ApprovalKind, Waiting
from property_ops.framework.models import User
from property_ops.kernel.period import Month


class Bills(ApprovalKind[Bill]):
    """The drafts of an estate's month are approved together, on the page of the month's end."""

    name, title, model = "bill", _("Bills"), Bill
    blocks_closing = False  # a point of its own asks for the bills of the month
    may_be_rejected = False

    def url(self, thing: Bill) -> str:
        return _page(thing.month)

    def approve(self, thing: Bill, *, by: User, now: datetime, today: date) -> str:
        month = Month.of(thing.month)
        (result,) = approve_bills(month=month, by=by, now=now, estate_codes=[thing.estate.code])
        return gettext("%(count)s bills approved.") % {"count": result.bills}

    def waiting(self, user: User) -> Sequence[Waiting]:
        drafts = self.that_wait(user).order_by("month", "estate__code", "prepared_by_id")
        groups: Any = drafts.values("month", "estate__name", "prepared_by_id")
        found = list(groups.annotate(count=Count("pk"), first=Min("prepared_at")))
        preparers = User.objects.in_bulk({group["prepared_by_id"] for group in found})
        return [
            Waiting(
                self,
                f"{group['estate__name']} {group['month']:%Y-%m}",
                _page(group["month"]),
                timezone.localdate(group["first"]),
                preparers[group["prepared_by_id"]],
                own=group["prepared_by_id"] == user.pk,
                count=group["count"],
            )
            for group in found
        ]


def _page(month: date) -> str:
    return reverse("month_end_of", args=[Month.of(month)])


BILLS = Bills()
