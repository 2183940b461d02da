from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillLine
from invoices.modules.collections.domain.states import DisputeState
from invoices.modules.credit_notes.public import CreditNote
from property_ops.framework.fields import choices_of
from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate


class DisputeChannel(models.TextChoices):
    COUNTER = "counter", _("at the service station")
    PHONE = "phone", _("by phone")
    WECHAT = "wechat", _("by WeChat")
    ONLINE = "online", _("on the statement's page")
    COMMITTEE = "committee", _("through the owners' committee")


class Dispute(OfEstate):
    """A resident objects to a line (异议): it is held until the answer, the rest stays due (docs/product.md rule 12).

    Held are the days from `opened_on` up to `answered_on`. The database lets one dispute of a line be open.
    """

    estate_path = "estate"

    bill_line = models.ForeignKey(BillLine, models.PROTECT, related_name="disputes")
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    state = models.CharField(_("state"), max_length=10, choices=choices_of(DisputeState), default=DisputeState.OPEN)
    channel = models.CharField(_("how it came"), max_length=10, choices=DisputeChannel, default=DisputeChannel.COUNTER)
    words = models.TextField(_("what is objected to"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("taken down by")
    )
    opened_on = models.DateField(_("opened on"))
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_on = models.DateField(_("answered on"), null=True)
    new_due_on = models.DateField(_("due anew on"), null=True)
    credit_note = models.ForeignKey(CreditNote, models.PROTECT, null=True, related_name="disputes")

    class Meta:
        verbose_name = _("dispute")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bill_line"], condition=Q(state=DisputeState.OPEN.value), name="po_dispute_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state=DisputeState.OPEN.value, answered_on__isnull=True)
                | (~Q(state=DisputeState.OPEN.value) & Q(answered_on__isnull=False) & ~Q(answer="")),
                name="po_dispute_answered_when_closed",
            ),
            models.CheckConstraint(
                condition=~Q(state=DisputeState.REJECTED.value) | Q(new_due_on__isnull=False),
                name="po_dispute_rejected_is_due_anew",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="po_dispute_says_what"),
        ]


class DisputeEvent(OfEstate):
    """One entry of a dispute's time line. Append-only."""

    estate_path = "dispute__estate"

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="events")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    what = models.CharField(_("what happened"), max_length=20)
    words = models.TextField(_("what was said of it"), blank=True)

    class Meta:
        verbose_name = _("entry of a dispute's time line")
        ordering = ["id"]


class DisputePhoto(OfEstate):
    """What the resident shows of it. Append-only."""

    estate_path = "dispute__estate"

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="photos")
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("photo of a dispute")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["dispute", "picture"], name="po_dispute_photo_once")]
