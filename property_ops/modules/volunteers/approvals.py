"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.modules.volunteers.models import VolunteerHours, VolunteerRate
from property_ops.modules.volunteers.selectors.volunteers import visible_hours


class HoursOfVolunteers(ApprovalKind[VolunteerHours]):
    name, title, model = "volunteer_hours", _("Hours of volunteers"), VolunteerHours
    blocks_closing = False  # they are posted nowhere
    page = "volunteer_hours"

    def visible(self, user: User) -> QuerySet[VolunteerHours]:
        return visible_hours(user)

    def approve(self, thing: VolunteerHours, *, by: User, now: datetime, today: date) -> str:
        with approving(VolunteerHours, thing.pk, by=by, now=now):
            return gettext("The hours count.")


class Rates(ApprovalKind[VolunteerRate]):
    name, title, model = "volunteer_rate", _("Rates of volunteers' hours"), VolunteerRate
    blocks_closing = False  # hours are posted nowhere
    page = "volunteer_rate"

    def approve(self, thing: VolunteerRate, *, by: User, now: datetime, today: date) -> str:
        with approving(VolunteerRate, thing.pk, by=by, now=now):
            return gettext("Hours from that day on are worth this.")


HOURS, RATES = HoursOfVolunteers(), Rates()
