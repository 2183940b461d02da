"""The register of fixed assets: its list, a new card, depreciating a month."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.books import selectors, services
from invoices.modules.books.domain.depreciation import USUAL_EXPENSE, FixedAssetKind
from invoices.modules.books.public import FixedAsset
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.fields import choices_of
from property_ops.framework.web import columns
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField, MonthField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.months import month_in, month_name
from property_ops.framework.web.pages import Action, FormPage
from property_ops.framework.web.rows import Measure
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import managed_first, visible_estates

VIEW, PREPARE, DEPRECIATE = "books.view", "books.prepare", "books.depreciate"
ABOVE = ((_("Fixed assets"), "fixed_assets"),)


class FixedAssetTable(columns.ListTable):
    code = columns.Text(verbose_name=_("card number"), linkify=("fixed_asset", {"pk": columns.A("pk")}))
    name = columns.Text(verbose_name=_("name of the asset"))
    kind = columns.Text(verbose_name=_("kind of asset"), accessor="get_kind_display")
    department = columns.Text(verbose_name=_("used by"))
    used_since = columns.DayColumn(verbose_name=_("in use since"))
    life = columns.Number(verbose_name=_("life in months"))
    cost = columns.Amount(verbose_name=_("cost of the asset"))
    accumulated = columns.Amount(verbose_name=_("accumulated depreciation"))
    net = columns.Amount(verbose_name=_("net value"))
    gone_on = columns.DayColumn(verbose_name=_("disposed of on"))
    state = StateColumn()


class FixedAssetFilters(Filters):
    kind = Choice(label=_("kind of asset"), empty_label=_("all"), choices=choices_of(FixedAssetKind))
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)


class FixedAssets(ListPage):
    title = _("Fixed assets")
    subtitle = _("A card for each asset. Straight line, from the month after it came into use.")
    permission_required = VIEW
    table_class = FixedAssetTable
    filterset_class = FixedAssetFilters
    search_hint = _("card number, name or user")
    export_name = "固定资产卡片"
    personal_data = False
    template_name = "books/fixed_assets.html"
    new = (_("New card"), "new_fixed_asset")
    empty_text = _("No card yet. Enter the first, or import the list of fixed assets (固定资产卡片).")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.current(selectors.fixed_assets(self.user))

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_assets(queryset, text)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = super().get_context_data(**kwargs)
        if self.user.has_perm(DEPRECIATE) and (found := selectors.month_to_depreciate(Month.of(timezone.localdate()))):
            month, due = found
            content |= {
                "due_month": month,
                "due_month_name": month_name(month),
                "due_count": len(due),
                "due": sum((amount for _asset, amount in due), ZERO),
            }
        compared = selectors.register_and_ledger() if selectors.has_register() else ()
        return content | {"unlike": [row for row in compared if row[1] != row[2]]}


class FixedAssetForm(forms.Form):
    code = forms.CharField(label=_("card number"), max_length=30)
    name = forms.CharField(label=_("name of the asset"), max_length=80)
    kind = forms.ChoiceField(label=_("kind of asset"), choices=choices_of(FixedAssetKind))
    cost = Amount(label=_("cost of the asset"))
    used_since = DayField(label=_("in use since"))
    life = forms.IntegerField(
        label=_("life in months"),
        min_value=1,
        max_value=600,
        help_text=_("At least: buildings 240, machines 120, tools and furniture 60, vehicles 48, electronics 36"),
    )
    residual = Measure(
        label=_("residual value in per cent of the cost"), min_value=0, max_value=99, decimal_places=2, initial=5
    )
    expense = forms.ChoiceField(label=_("account of the expense"), initial=USUAL_EXPENSE)
    estate = forms.ChoiceField(label=_("estate"), required=False)
    department = forms.CharField(label=_("used by"), max_length=60, required=False)
    taken_over = Amount(
        label=_("depreciated before"), required=False, help_text=_("For what was taken over with opening balances")
    )
    until = MonthField(label=_("depreciated until the month"), required=False)
    remark = forms.CharField(label=_("remark"), max_length=200, required=False)

    def __init__(self, *args: Any, accounts: Sequence[tuple[str, str]], estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["expense"].choices = [(code, f"{code} {name}") for code, name in accounts]
        fields["estate"].choices = [("", _("whole company")), *((one.code, one.name) for one in estates)]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if bool(values.get("taken_over")) != bool(values.get("until")) and not self.errors:
            self.add_error("until", _("What was depreciated before and the month until which it was go together."))
        return values

    def asset(self) -> FixedAsset:
        said = {name: value for name, value in self.cleaned_data.items() if name in FixedAssetForm.base_fields}
        said["residual_ratio"] = Decimal(said.pop("residual")) / 100
        said["taken_over"] = said["taken_over"] or ZERO
        return FixedAsset(**said)


class NewFixedAsset(FormPage):
    permission_required = PREPARE
    menu = "fixed_assets"
    above = ABOVE
    title = _("New card")
    subtitle = _("What it cost is booked where it was paid. The card says how it is depreciated: another approves it.")
    form_class = FixedAssetForm
    submit_label = _("Propose")
    success_message = _("It waits for another person's approval.")
    asset: Any = None

    def get_form_kwargs(self) -> dict[str, Any]:
        estates = managed_first(visible_estates(self.user))
        return super().get_form_kwargs() | {"accounts": selectors.expense_accounts(), "estates": estates}

    def form_valid(self, form: Any) -> HttpResponse:
        self.asset = self.entered(form)
        return super().form_valid(form)

    def entered(self, form: Any) -> FixedAsset:
        return services.prepare_fixed_asset(asset=form.asset(), by=self.user, now=timezone.now())

    def get_success_url(self) -> str:
        return reverse("fixed_asset", args=[self.asset.pk])


class DepreciateMonth(Action):
    permission_required = DEPRECIATE
    menu = "fixed_assets"
    success_url = reverse_lazy("fixed_assets")

    def form_valid(self, form: Any) -> HttpResponse:
        month = month_in(self.kwargs)
        total = services.depreciate(month=month, by=self.user, today=timezone.localdate())
        words = gettext("%(month)s: ¥%(amount)s of depreciation posted.")
        messages.success(self.request, words % {"month": month_name(month), "amount": total.grouped()})
        return super().form_valid(form)
