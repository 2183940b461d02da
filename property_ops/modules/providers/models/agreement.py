from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.models import StoredPicture
from property_ops.framework.numbering import Series
from property_ops.framework.scope import CompanyWide
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate
from property_ops.modules.providers.models.provider import Provider, Trade

RIGHTS = Rights(prepare="providers.change", approve="providers.approve")
OPEN_OR_APPROVED = (ApprovalState.WAITING.value, ApprovalState.APPROVED.value)


class CooperationAgreement(Prepared, CompanyWide):
    """合作协议: term `[start, end)`, the estates, the standard of service, deposit, and how it is left.

    Without `estates` it holds in all. Ended early by an AgreementExit.
    """

    rights: ClassVar[Rights] = RIGHTS

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="agreements", verbose_name=_("provider"))
    number = models.CharField(_("agreement number"), max_length=30)
    start = models.DateField(_("from"))
    end = models.DateField(_("ends"))
    standard = models.CharField(_("standard of service"), max_length=500)
    exit_terms = models.CharField(_("how it is left"), max_length=300)
    deposit = YuanField(_("deposit"), default=ZERO)
    scan = models.ForeignKey(StoredPicture, models.PROTECT, null=True, related_name="+", verbose_name=_("scan"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("cooperation agreement")
        ordering = ["-start", "-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["number"], condition=Q(state__in=OPEN_OR_APPROVED), name="po_cooperation_agreement_once"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="po_cooperation_agreement_term"),
            models.CheckConstraint(condition=Q(deposit__gte=ZERO), name="po_cooperation_agreement_deposit"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.provider.name}"

    @property
    def audit_subject(self) -> str:
        return self.number

    def audit_facts(self) -> dict[str, Any]:
        return {"provider": self.provider.code, "from": str(self.start), "until": str(self.end)}


class AgreementEstate(CompanyWide):
    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="estates")
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))

    class Meta:
        verbose_name = _("estate of an agreement")
        ordering = ["agreement", "estate"]
        constraints = [models.UniqueConstraint(fields=["agreement", "estate"], name="po_agreement_estate_once")]


class AgreementExit(CompanyWide):
    """The agreement ended early: `on` is the first day on which it no longer holds. Append-only."""

    agreement = models.OneToOneField(CooperationAgreement, models.PROTECT, related_name="exit")
    on = models.DateField(_("ended from"))
    reason = models.CharField(_("reason"), max_length=200)
    deposit_returned = YuanField(_("deposit returned"), default=ZERO)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("end of an agreement")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & Q(deposit_returned__gte=ZERO), name="po_agreement_exit_says_why"
            )
        ]


class ServiceItem(CompanyWide):
    """What can be asked for, alike for all providers of a trade, so that prices compare."""

    series = Series("x", places=1, dash="", yearly=False, row="service items", field="code", shared=True)

    code = models.CharField(_("item code"), max_length=12, unique=True)
    trade = models.CharField(_("kind of service"), max_length=16, choices=Trade)
    name = models.CharField(_("service item"), max_length=40, unique=True)
    unit = models.CharField(_("unit of measure"), max_length=10)

    class Meta:
        verbose_name = _("service item")
        ordering = ["trade", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(unit=""), name="po_service_item_has_name"),
            models.CheckConstraint(condition=Q(trade__in=Trade.values), name="po_service_item_trade"),
        ]

    def __str__(self) -> str:
        return self.name


class PriceList(Prepared, CompanyWide):
    """The prices a provider publishes from a day on, until a later list takes its place (价目表)."""

    rights: ClassVar[Rights] = RIGHTS

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="price_lists", verbose_name=_("provider"))
    start = models.DateField(_("from"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("price list")
        ordering = ["provider", "-start", "-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["provider", "start"], condition=Q(state__in=OPEN_OR_APPROVED), name="po_price_list_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider.name} {self.start}"

    @property
    def audit_subject(self) -> str:
        return self.provider.code

    def audit_facts(self) -> dict[str, Any]:
        return {"from": str(self.start)}


class PublishedPrice(CompanyWide):
    """The most that one unit of an item may cost while its list is in force. Append-only."""

    price_list = models.ForeignKey(PriceList, models.PROTECT, related_name="prices", verbose_name=_("price list"))
    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="+", verbose_name=_("service item"))
    price = YuanField(_("price"))
    remark = models.CharField(_("what it includes"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("published price")
        ordering = ["price_list", "item"]
        constraints = [
            models.UniqueConstraint(fields=["price_list", "item"], name="po_published_price_once"),
            models.CheckConstraint(condition=Q(price__gte=ZERO), name="po_published_price_not_below_zero"),
        ]
