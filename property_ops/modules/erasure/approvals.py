"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.modules.erasure.models import Erasure
from property_ops.modules.erasure.selectors.erasures import visible_erasures
from property_ops.modules.erasure.services import approve_erasure


class Erasures(ApprovalKind[Erasure]):
    name, title, model = "erasure", _("Personal data to be erased"), Erasure
    blocks_closing = False  # nobody owes anything by it
    page = "erasure"

    def visible(self, user: User) -> QuerySet[Erasure]:
        return visible_erasures(user)

    def words(self, thing: Erasure) -> str:
        return f"{thing} {thing.tenure.unit.code}"

    def approve(self, thing: Erasure, *, by: User, now: datetime, today: date) -> str:
        done = approve_erasure(erasure_id=thing.pk, by=by, now=now, today=today)
        return gettext("Erased: %(rows)s rows, and %(lines)s lines of the journal.") % {
            "rows": sum(done.done.values()),
            "lines": done.lines,
        }


ERASURES = Erasures()
