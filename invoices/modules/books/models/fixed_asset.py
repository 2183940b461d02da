from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.books.domain.depreciation import USUAL_EXPENSE, FixedAssetKind, StraightLine
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import ScaledField, YuanField, choices_of
from property_ops.framework.scope import CompanyWide
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month

RIGHTS = Rights(prepare="books.prepare", approve="books.approve")


class FixedAsset(Prepared, CompanyWide):
    """A card of the register of fixed assets (固定资产卡片): what is depreciated of it each month is costs, so that
    another person approves it (rules 10 and 23). Its purchase is booked where it was paid or taken over.

    `taken_over` was depreciated up to and with the month `until` where the books were kept before. A card that was
    wrong is followed by a right one of the same number (`was`): from its approval on that one is depreciated, of which
    `carried` was depreciated up to and with `carried_until` by the cards before it (小企业会计准则 88; ADR 0100).
    """

    rights = RIGHTS

    code = models.CharField(_("card number"), max_length=30)
    name = models.CharField(_("name of the asset"), max_length=80)
    kind = models.CharField(_("kind of asset"), max_length=10, choices=choices_of(FixedAssetKind))
    estate = models.CharField(_("estate"), max_length=20, blank=True)
    department = models.CharField(_("used by"), max_length=60, blank=True)
    used_since = models.DateField(_("in use since"))
    cost = YuanField(_("cost of the asset"))
    life = models.PositiveSmallIntegerField(_("life in months"))
    residual_ratio = ScaledField(_("residual ratio"), places=4)
    expense = models.CharField(_("account of the expense"), max_length=20, default=USUAL_EXPENSE)
    taken_over = YuanField(_("depreciated before"), default=ZERO)
    until = models.DateField(_("depreciated until the month"), null=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    was = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    corrected_because = models.CharField(_("why the card is corrected"), max_length=120, blank=True)
    carried = YuanField(_("depreciated on the cards before"), default=ZERO)
    carried_until = models.DateField(null=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("fixed asset")
        ordering = ["code", "id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["code"], condition=Q(was=None) & ~Q(state__in=NEVER_MIND), name="po_fixed_asset_code_once"
            ),
            models.UniqueConstraint(
                fields=["was"], condition=~Q(state__in=NEVER_MIND), name="po_fixed_asset_followed_once"
            ),
            models.CheckConstraint(
                condition=Q(was=None, corrected_because="", carried=ZERO, carried_until=None)
                | (Q(was__isnull=False) & ~Q(corrected_because="")),
                name="po_fixed_asset_corrected_because",
            ),
            models.CheckConstraint(
                condition=Q(cost__gt=ZERO, life__gte=1, residual_ratio__gte=0, residual_ratio__lt=1)
                & ~Q(code="")
                & ~Q(name=""),
                name="po_fixed_asset_can_be_depreciated",
            ),
            models.CheckConstraint(
                condition=Q(taken_over=ZERO, until=None)
                | Q(taken_over__gt=ZERO, taken_over__lte=F("cost"), until__isnull=False),
                name="po_fixed_asset_taken_over_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def audit_facts(self) -> dict[str, Any]:
        facts = {"cost": str(self.cost), "life": self.life, "taken_over": str(self.taken_over)}
        return facts | ({"reason": self.corrected_because} if self.was_id else {})

    @property
    def residual(self) -> Yuan:
        return Yuan.rounded(self.cost.as_fraction() * Fraction(self.residual_ratio))

    @property
    def before(self) -> Yuan:
        """What was depreciated before this card's own months."""
        return self.taken_over + self.carried

    @property
    def line(self) -> StraightLine:
        days = [day for day in (self.until, self.carried_until) if day]
        until = Month.of(max(days)) if days else None
        return StraightLine(self.cost - self.residual, Month.of(self.used_since), self.life, self.before, until)


class Depreciation(CompanyWide):
    """What a fixed asset was depreciated by with a month; below zero where a corrected card gives back what was too
    much. Append-only; `source` is its entry in the ledger.
    """

    asset = models.ForeignKey(FixedAsset, models.PROTECT, related_name="depreciations")
    month = models.DateField(_("month"))
    amount = YuanField(_("amount"))
    source = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("depreciation")
        ordering = ["asset", "month"]
        constraints = [
            models.UniqueConstraint(fields=["asset", "month"], name="po_depreciation_once_a_month"),
            models.CheckConstraint(condition=~Q(amount=ZERO), name="po_depreciation_not_zero"),
        ]


class FixedAssetDisposal(Prepared, CompanyWide):
    """A fixed asset is sold, scrapped or lost (固定资产清理); posted on its day once another person approves it.

    `proceeds` are what is to come for it: they stand on 1606 until the money is coded there. The VAT in them, at
    `vat_rate` of which `vat_levied` is asked for, is owed on `vat_account`.
    """

    rights = RIGHTS

    asset = models.ForeignKey(FixedAsset, models.PROTECT, related_name="disposals", verbose_name=_("fixed asset"))
    day = models.DateField(_("disposed of on"))
    proceeds = YuanField(_("proceeds"), default=ZERO)
    vat = YuanField(_("VAT in the proceeds"), default=ZERO)
    vat_rate = ScaledField(_("VAT rate"), places=4, default=Decimal(0))
    vat_levied = ScaledField(_("levied at"), places=4, default=Decimal(0))
    vat_account = models.CharField(_("account of the VAT"), max_length=20, blank=True)
    reason = models.CharField(_("reason"), max_length=120)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("disposal of a fixed asset")
        ordering = ["-day", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["asset"], condition=~Q(state__in=NEVER_MIND), name="po_fixed_asset_disposed_of_once"
            ),
            models.CheckConstraint(
                condition=Q(proceeds__gte=ZERO) & ~Q(reason=""), name="po_fixed_asset_disposal_says_why"
            ),
            models.CheckConstraint(
                condition=Q(vat=ZERO) | (Q(vat__gt=ZERO, vat__lt=F("proceeds")) & ~Q(vat_account="")),
                name="po_fixed_asset_disposal_vat_in_proceeds",
            ),
            models.CheckConstraint(
                condition=Q(vat_levied__gte=0, vat_levied__lte=F("vat_rate"), vat_rate__lt=1),
                name="po_fixed_asset_disposal_vat_rate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asset} {self.reason}"

    @property
    def audit_subject(self) -> str:
        return self.asset.code

    def audit_facts(self) -> dict[str, Any]:
        return {"day": f"{self.day}", "proceeds": str(self.proceeds), "vat": str(self.vat)}

    @property
    def source(self) -> str:
        return f"asset_disposal/{self.asset.code}"
