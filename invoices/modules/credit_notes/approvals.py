"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.credit_notes import selectors
from invoices.modules.credit_notes.models import CreditNote
from invoices.modules.credit_notes.services import approve_credit_note
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.period import Month


class CreditNotes(ApprovalKind[CreditNote]):
    name, title, model = "credit_note", _("Credit notes"), CreditNote
    blocks_closing = True
    page = "credit_note"

    def visible(self, user: User) -> QuerySet[CreditNote]:
        return selectors.visible_notes(user)

    def before(self, month: Month) -> Q:
        return Q(month__lt=month.end)

    def words(self, thing: CreditNote) -> str:
        return f"{thing.bill.number} {thing.unit_code} ¥{thing.total.grouped()}"

    def approve(self, thing: CreditNote, *, by: User, now: datetime, today: date) -> str:
        note = approve_credit_note(note_id=thing.pk, by=by, now=now, today=today)
        return gettext("Credit note %(number)s is issued.") % {"number": note.number}


CREDIT_NOTES = CreditNotes()
