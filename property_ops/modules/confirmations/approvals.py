"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.modules.confirmations import selectors
from property_ops.modules.confirmations.models import ConfirmationPaper
from property_ops.modules.confirmations.services.papers import approve_paper


class Papers(ApprovalKind[ConfirmationPaper]):
    name, title, model = "confirmation_paper", _("Signed confirmations"), ConfirmationPaper
    blocks_closing = False  # a month that is not confirmed is held, which is a point of its own
    page = "confirmation_paper"

    def visible(self, user: User) -> QuerySet[ConfirmationPaper]:
        return selectors.visible_papers(user)

    def approve(self, thing: ConfirmationPaper, *, by: User, now: datetime, today: date) -> str:
        approve_paper(paper_id=thing.pk, by=by, now=now)
        return gettext("The month is confirmed as the sheet says.")


PAPERS = Papers()
