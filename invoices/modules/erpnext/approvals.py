"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.models import KnownDocument, PaymentCorrection, RemoteChange
from invoices.modules.erpnext.services.accepting import accept_change, refuse_change
from invoices.modules.erpnext.services.corrections import approve_correction
from invoices.modules.erpnext.services.foreign import approve_known
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class RemoteChanges(ApprovalKind[RemoteChange]):
    name, title, model = "erpnext_change", _("Changes in ERPNext"), RemoteChange
    blocks_closing = True

    def visible(self, user: User) -> QuerySet[RemoteChange]:
        return selectors.remote_changes(user)

    def url(self, thing: RemoteChange) -> str:
        return reverse("erpnext_changes")

    def words(self, thing: RemoteChange) -> str:
        return f"{thing.get_kind_display()} {thing.label}: {thing.before} → {thing.after}"

    def approve(self, thing: RemoteChange, *, by: User, now: datetime, today: date) -> str:
        accept_change(change=thing.pk, by=by, now=now, today=today)
        return gettext("It is here now as it is in ERPNext.")

    def reject(self, thing: RemoteChange, *, reason: str, by: User, now: datetime) -> None:
        refuse_change(change=thing.pk, reason=reason, by=by, now=now)


class KnownDocuments(ApprovalKind[KnownDocument]):
    name, title, model = "erpnext_known", _("Known documents in ERPNext"), KnownDocument
    blocks_closing = False  # it says why the two books differ, and posts nothing

    def visible(self, user: User) -> QuerySet[KnownDocument]:
        return selectors.known_marks(user)

    def url(self, thing: KnownDocument) -> str:
        return reverse("erpnext_known")

    def words(self, thing: KnownDocument) -> str:
        return f"{thing.doctype} {thing.name} ¥{thing.amount.grouped()} · {thing.reason}"

    def approve(self, thing: KnownDocument, *, by: User, now: datetime, today: date) -> str:
        approve_known(known=thing.pk, by=by, now=now)
        return gettext("The comparison leaves it out as it stands now.")


class PaymentCorrections(ApprovalKind[PaymentCorrection]):
    name, title, model = "erpnext_correction", _("Payments corrected in ERPNext"), PaymentCorrection
    blocks_closing = True

    def visible(self, user: User) -> QuerySet[PaymentCorrection]:
        return selectors.corrections(user)

    def url(self, thing: PaymentCorrection) -> str:
        return reverse("erpnext_corrections")

    def words(self, thing: PaymentCorrection) -> str:
        return f"{thing.receipt.number} ¥{thing.receipt.amount.grouped()} · {thing.cancelled}"

    def approve(self, thing: PaymentCorrection, *, by: User, now: datetime, today: date) -> str:
        approve_correction(correction=thing.pk, by=by, now=now, today=today)
        return gettext("The receipt is reversed here as it was cancelled in ERPNext.")


PAYMENT_CORRECTIONS, REMOTE_CHANGES, KNOWN_DOCUMENTS = PaymentCorrections(), RemoteChanges(), KnownDocuments()
