from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.models import StoredPicture
from property_ops.framework.numbering import Series
from property_ops.framework.scope import CompanyWide
from property_ops.modules.providers.domain.states import ProviderStanding


class Trade(models.TextChoices):
    LOCKS = "locks", _("locksmith")
    WATER_ELECTRIC = "water_electric", _("water and electric repair")
    DECORATION = "decoration", _("decoration and repair")
    DRAINS = "drains", _("drain clearing")
    HOUSEKEEPING = "housekeeping", _("housekeeping")
    COURIER = "courier", _("courier and carrying")
    LEGAL = "legal", _("legal advice")
    MEDICAL = "medical", _("medical advice and care")
    FAMILY_DOCTOR = "family_doctor", _("family doctor")
    OTHER = "other", _("other services")


STANDING_WORDS = choices_of(ProviderStanding)


class Provider(CompanyWide):
    """Who offers services to residents under a cooperation agreement (服务商). `contact` and `phone` are a person's.

    `standing` changes by an approved change of standing only; it decides who gets offers.
    """

    series = Series("FW", places=3, dash="", yearly=False, row="providers", field="code")

    code = models.CharField(_("provider code"), max_length=12, unique=True)
    name = models.CharField(_("provider"), max_length=60, unique=True)
    contact = models.CharField(_("contact person"), max_length=40, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    standing = models.CharField(
        _("place on the list"), max_length=10, choices=STANDING_WORDS, default=ProviderStanding.CANDIDATE.value
    )
    registered_on = models.DateField(_("registered on"))

    class Meta:
        verbose_name = _("provider")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(code=""), name="po_provider_has_name"),
            models.CheckConstraint(
                condition=Q(standing__in=[value for value, _words in STANDING_WORDS]), name="po_provider_standing"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProviderTrade(CompanyWide):
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="trades", verbose_name=_("provider"))
    trade = models.CharField(_("kind of service"), max_length=16, choices=Trade)

    class Meta:
        verbose_name = _("trade of a provider")
        ordering = ["provider", "id"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "trade"], name="po_provider_trade_once"),
            models.CheckConstraint(condition=Q(trade__in=Trade.values), name="po_provider_trade_known"),
        ]


class PaperKind(models.TextChoices):
    LICENCE = "licence", _("business licence")
    CERTIFICATE = "certificate", _("certificate of qualification")
    INSURANCE = "insurance", _("insurance")
    IDENTITY = "identity", _("identity paper")


class ProviderPaper(CompanyWide):
    """A photo of a licence, certificate, policy or identity paper; the latest of a kind counts. Append-only.

    `valid_until` is the last day that counts; without one it does not expire.
    """

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="papers", verbose_name=_("provider"))
    kind = models.CharField(_("kind of paper"), max_length=12, choices=PaperKind)
    number = models.CharField(_("number of the paper"), max_length=40)
    valid_until = models.DateField(_("valid until"), null=True)
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("photo"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("paper of a provider")
        ordering = ["provider", "kind", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PaperKind.values), name="po_provider_paper_kind"),
            models.CheckConstraint(condition=~Q(number=""), name="po_provider_paper_number"),
        ]


class ProviderLink(CompanyWide):
    """Opens a provider's own pages. Its token is the provider's secret: only the hash is kept (docs/adr/0037)."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="links", verbose_name=_("provider"))
    token_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField(_("valid until"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))
    revoked_at = models.DateTimeField(_("withdrawn"), null=True)

    class Meta:
        verbose_name = _("link of a provider")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider"], condition=Q(revoked_at__isnull=True), name="po_provider_link_one_counts"
            )
        ]
