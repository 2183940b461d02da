"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.ledger.public import Reopening, reopen_month
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.period import Month


class Reopenings(ApprovalKind[Reopening]):
    name, title, model = "reopening", _("Reopening of months"), Reopening
    blocks_closing = False  # it posts nothing; a month that is open again is closed by its own checklist
    related = ("close",)

    def url(self, thing: Reopening) -> str:
        return reverse("closing_of", args=[thing])

    def words(self, thing: Reopening) -> str:
        return f"{thing} {thing.reason}"

    def approve(self, thing: Reopening, *, by: User, now: datetime, today: date) -> str:
        month = Month.of(thing.close.month)
        reopen_month(month=month, by=by, now=now)
        return gettext("%(month)s is open again.") % {"month": month}


REOPENINGS = Reopenings()
