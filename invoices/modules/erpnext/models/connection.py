from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.ledger.public import LedgerAccount
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.framework.singletons import Singleton
from property_ops.modules.estates.public import Estate

NAME = 140


class Connection(Singleton):
    """Where ERPNext is and how it books: one row. The token is encrypted; no page and no log shows it."""

    url = models.URLField(_("address of ERPNext"), blank=True)
    token = models.TextField(blank=True)
    company = models.CharField(_("company in ERPNext"), max_length=NAME, blank=True)
    customer_group = models.CharField(_("customer group"), max_length=NAME, blank=True)
    territory = models.CharField(_("territory"), max_length=NAME, blank=True)
    receivable_account = models.CharField(
        _("receivable account"), max_length=NAME, blank=True, help_text=_("Empty: the company's own in ERPNext.")
    )
    tax_account = models.CharField(
        _("tax account"),
        max_length=NAME,
        blank=True,
        help_text=_("Empty: invoices without tax. Prices include the tax."),
    )
    tax_rate = models.DecimalField(_("tax rate (%)"), max_digits=5, decimal_places=2, default=0)
    nightly_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("pushed every night for")
    )
    sends_purchases = models.BooleanField(
        _("costs as purchase invoices, with their suppliers"),
        default=False,
        help_text=_("What is owed to suppliers (2202) is compared by supplier then."),
    )
    sends_works = models.BooleanField(_("works as projects, visits as tasks, hours as timesheets"), default=False)
    sends_materials = models.BooleanField(
        _("material of works as material requests"),
        default=False,
        help_text=_("Where ERPNext keeps the store. They book nothing: the cost is our entry."),
    )
    warehouse = models.CharField(_("warehouse for material requests"), max_length=NAME, blank=True)
    materials = models.JSONField(default=dict)  # code of the material → item there
    sends_requests = models.BooleanField(_("requests as issues"), default=False)
    statements = models.CharField(
        _("statements on the invoices"),
        max_length=4,
        blank=True,
        choices=[("", _("none")), ("link", _("the link that residents have")), ("pdf", _("the PDF"))],
        help_text=_("A file on each invoice there. A PDF takes a second for each."),
    )
    describes_customers = models.BooleanField(
        _("customers by estate, with unit and masked phone"),
        default=False,
        help_text=_("A customer group for each estate, and two fields that setup makes."),
    )
    customer_groups = models.JSONField(default=dict)  # estate code → name there
    payable_account = models.CharField(
        _("payable account"), max_length=NAME, blank=True, help_text=_("Empty: the company's own in ERPNext.")
    )
    supplier_group = models.CharField(max_length=NAME, blank=True)
    cost_item = models.CharField(max_length=NAME, blank=True)
    unit = models.CharField(max_length=NAME, blank=True)  # of measure
    activity_type = models.CharField(max_length=NAME, blank=True)
    requests_per_minute = models.PositiveIntegerField(_("requests a minute, at most"), default=300)

    class Meta(Singleton.Meta):
        verbose_name = _("connection to ERPNext")
        constraints = [
            *Singleton.Meta.constraints,
            models.CheckConstraint(condition=Q(tax_rate__gte=0, tax_rate__lt=100), name="po_erpnext_tax_is_a_rate"),
            models.CheckConstraint(condition=Q(requests_per_minute__gt=0), name="po_erpnext_pace_above_zero"),
        ]


class RemoteCompany(CompanyWide):
    """A company in ERPNext that documents go to, or went to. Its `space` stands in every id of ours there.

    It was drawn by lot, so that two installations on one site, or a trial and the real books, never meet. The first
    company of an installation that is older than spaces has none.
    """

    name = models.CharField(_("company in ERPNext"), max_length=NAME)
    space = models.CharField(max_length=12, blank=True)
    is_current = models.BooleanField(default=False)
    fields_checked_at = models.DateTimeField(null=True)  # setup found the unique fields there

    class Meta:
        verbose_name = _("company in ERPNext")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="po_erpnext_company_once"),
            models.UniqueConstraint(fields=["space"], name="po_erpnext_space_once"),
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="po_erpnext_one_current_company"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ItemMapping(CompanyWide):
    """A fee item as ERPNext's item, with its income account and tax template where they are not the usual ones."""

    fee_item = models.OneToOneField(FeeItem, models.PROTECT, related_name="+", verbose_name=_("fee item"))
    item = models.CharField(_("item in ERPNext"), max_length=NAME)
    income_account = models.CharField(_("income account in ERPNext"), max_length=NAME, blank=True)
    tax_template = models.CharField(_("item tax template"), max_length=NAME, blank=True)

    class Meta:
        verbose_name = _("item in ERPNext")
        ordering = ["fee_item"]


class CostCentre(OfEstate):
    """The cost centre of an estate."""

    estate_path = "estate"

    estate = models.OneToOneField(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    name = models.CharField(_("cost centre in ERPNext"), max_length=NAME)

    class Meta:
        verbose_name = _("cost centre in ERPNext")
        ordering = ["estate"]


class AccountMapping(CompanyWide):
    """An account of our ledger as ERPNext's account."""

    account = models.OneToOneField(LedgerAccount, models.PROTECT, related_name="+", verbose_name=_("ledger account"))
    name = models.CharField(_("account in ERPNext"), max_length=NAME)

    class Meta:
        verbose_name = _("account in ERPNext")
        ordering = ["account"]
