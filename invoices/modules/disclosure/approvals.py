"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.disclosure import selectors
from invoices.modules.disclosure.models import Disclosure
from invoices.modules.disclosure.services import publish
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class Disclosures(ApprovalKind[Disclosure]):
    """Approving one publishes it."""

    name, title, model = "disclosure", _("Public disclosure"), Disclosure
    blocks_closing = False  # it shows what is posted, and posts nothing
    page = "disclosure"

    def visible(self, user: User) -> QuerySet[Disclosure]:
        return selectors.visible_disclosures(user)

    def approve(self, thing: Disclosure, *, by: User, now: datetime, today: date) -> str:
        made = publish(disclosure_id=thing.pk, by=by, now=now, today=today)
        return gettext("%(number)s is published. Print the poster and post it.") % {"number": made.number}


DISCLOSURES = Disclosures()
