"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.modules.votes.models import Poll
from property_ops.modules.votes.services.polls import approve_poll


class Polls(ApprovalKind[Poll]):
    name, title, model = "poll", _("Votes of the owners"), Poll
    blocks_closing = False  # nobody owes anything by it
    page = "poll"
    related = ("estate",)

    def approve(self, thing: Poll, *, by: User, now: datetime, today: date) -> str:
        approve_poll(poll_id=thing.pk, by=by, now=now)
        return gettext("Register and subjects are frozen. The ballot papers can be printed.")


POLLS = Polls()
