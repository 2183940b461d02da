"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.complaints.models import HoldRelease
from invoices.modules.complaints.selectors.complaints import visible_releases
from invoices.modules.complaints.services import approve_release
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class Releases(ApprovalKind[HoldRelease]):
    name, title, model = "hold_release", _("Works that are held, to be due again"), HoldRelease
    blocks_closing = False  # it gives lines a new due day, and posts nothing

    def visible(self, user: User) -> QuerySet[HoldRelease]:
        return visible_releases(user)

    def url(self, thing: HoldRelease) -> str:
        return reverse("work_complaints", args=[thing.hold.work.number])

    def words(self, thing: HoldRelease) -> str:
        return f"{thing.hold.work.number} {thing.hold.work.estate.name} {thing.new_due_on}"

    def approve(self, thing: HoldRelease, *, by: User, now: datetime, today: date) -> str:
        done = approve_release(release_id=thing.pk, by=by, now=now, today=today)
        return gettext("The work is released; its lines are due on %(day)s.") % {"day": done.new_due_on}


RELEASES = Releases()
