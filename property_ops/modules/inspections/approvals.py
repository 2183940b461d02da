"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.modules.inspections.models import Rectification
from property_ops.modules.inspections.services.rectifying import pass_recheck


class Rectifications(ApprovalKind[Rectification]):
    name, title, model = "rectification", _("Re-checks of hazards"), Rectification
    blocks_closing = False  # nobody owes anything by it
    related = ("hazard__estate",)

    def url(self, thing: Rectification) -> str:
        return reverse("hazard", args=[thing.hazard.number])

    def approve(self, thing: Rectification, *, by: User, now: datetime, today: date) -> str:
        pass_recheck(rectification_id=thing.pk, by=by, now=now)
        return gettext("Re-checked: the hazard is closed.")


RECTIFICATIONS = Rectifications()
