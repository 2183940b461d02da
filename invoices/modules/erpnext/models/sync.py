from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.erpnext.domain.documents import (
    CUSTOMER,
    INVOICE,
    ISSUE,
    JOURNAL,
    MATERIAL_REQUEST,
    PAYMENT,
    PROJECT,
    PURCHASE,
    SUPPLIER,
    TASK,
    TIMESHEET,
    remote_id,
)
from invoices.modules.erpnext.domain.states import SyncState
from property_ops.framework.fields import YuanField, choices_of
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.kernel.money import ZERO

DOCTYPES = [
    (CUSTOMER, _("customer")),
    (INVOICE, _("sales invoice")),
    (PAYMENT, _("payment")),
    (JOURNAL, _("journal entry")),
    (SUPPLIER, _("supplier")),
    (PURCHASE, _("purchase invoice")),
    (PROJECT, _("project")),
    (TASK, _("task")),
    (TIMESHEET, _("timesheet")),
    (MATERIAL_REQUEST, _("material request")),
    (ISSUE, _("issue of support")),
]


class SyncRecord(OfEstate):
    """One document on its way to a company in ERPNext: with `space`, `key` is the id by which it is there once.

    One that was entered over there, or amended there, has no id of ours; it is known by its name.
    """

    journal = "no fact: what ERPNext was sent"

    estate_path = "estate"

    doctype = models.CharField(_("kind"), max_length=20, choices=DOCTYPES)
    space = models.CharField(max_length=12, blank=True)
    key = models.CharField(_("key"), max_length=140)
    version = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(_("document"), max_length=140)
    estate = models.CharField(_("estate"), max_length=20, blank=True)
    month = models.DateField(_("month"), null=True)
    amount = YuanField(_("amount"), default=ZERO)
    content = models.JSONField()
    names = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=choices_of(SyncState), default=SyncState.WAITING)
    remote_name = models.CharField(_("name in ERPNext"), max_length=140, blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    error_kind = models.CharField(max_length=60, blank=True)
    error_detail = models.CharField(max_length=400, blank=True)
    from_there = models.BooleanField(_("entered in ERPNext"), default=False)
    settled_at = models.DateTimeField(_("settled"), null=True)
    attached_at = models.DateTimeField(_("statement attached"), null=True)

    class Meta:
        verbose_name = _("document for ERPNext")
        ordering = ["id"]
        indexes = [models.Index(fields=["doctype", "state"], name="po_erpnext_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["space", "key"], name="po_erpnext_document_once"),
            models.CheckConstraint(condition=~Q(state="sent") | ~Q(remote_name=""), name="po_erpnext_sent_has_name"),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(error_kind=""), name="po_erpnext_failed_says_why"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def remote_id(self) -> str:
        return remote_id(self.space, self.key, self.version)


class SyncEvent(OfEstate):
    """What happened to a document: sent, found, refused and why. Append-only."""

    journal = "no fact: what ERPNext was sent"

    estate_path = "record__estate"

    record = models.ForeignKey(SyncRecord, models.PROTECT, related_name="events")
    happened_at = models.DateTimeField(_("when"))
    state = models.CharField(_("state"), max_length=10, choices=choices_of(SyncState))
    kind = models.CharField(max_length=60, blank=True)
    detail = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = _("event of a document for ERPNext")
        ordering = ["-id"]


class PushRun(CompanyWide):
    """A push that somebody started on the page: who, when, how far (`at`: the doctype), and what stopped it."""

    journal = "no fact: a run in the background"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    beat_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    at = models.CharField(max_length=40, blank=True)
    error = models.CharField(max_length=300, blank=True)
    error_data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("push to ERPNext")
        ordering = ["-id"]


class BookComparison(CompanyWide):
    """The two books compared, on a day: what differed, as it is shown; and what stopped it."""

    journal = "no fact: a run in the background"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    ties = models.BooleanField(default=False)
    found = models.JSONField(default=dict)
    error = models.CharField(max_length=300, blank=True)
    error_data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("comparison with ERPNext")
        ordering = ["-id"]
