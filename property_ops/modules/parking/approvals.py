"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.parking.models import LeaseProposal
from property_ops.modules.parking.services.leases import approve_lease


class LeaseProposals(ApprovalKind[LeaseProposal]):
    name, title, model = "lease", _("Parking leases with rent"), LeaseProposal
    blocks_closing = True
    page = "parking_proposal"

    def before(self, month: Month) -> Q:
        return Q(start__lt=month.end)

    def approve(self, thing: LeaseProposal, *, by: User, now: datetime, today: date) -> str:
        approve_lease(proposal=thing, by=by, now=now)
        return gettext("The space is let, and charged from its first day on.")


LEASE_PROPOSALS = LeaseProposals()
