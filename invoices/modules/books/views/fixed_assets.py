"""The register of fixed assets: its list, a new card, one card, depreciating a month, disposals."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.books import selectors, services
from invoices.modules.books.approvals import DISPOSALS, FIXED_ASSETS
from invoices.modules.books.domain.depreciation import USUAL_EXPENSE, FixedAssetKind
from invoices.modules.books.public import FixedAsset
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn, decision
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.fields import choices_of
from property_ops.framework.web import columns
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField, MonthField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.months import month_in, month_name
from property_ops.framework.web.pages import Action, Button, FormPage
from property_ops.framework.web.rows import Measure
from property_ops.framework.web.shown import ShownTable
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
    new = (_("New card"), "new_fixed_asset", PREPARE)
    empty_text = _("No card yet. Enter the first, or import the list of fixed assets (固定资产卡片).")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.fixed_assets(self.user)

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
        said = dict(self.cleaned_data)
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
        self.asset = services.prepare_fixed_asset(asset=form.asset(), by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("fixed_asset", args=[self.asset.pk])


class FixedAssetPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = FIXED_ASSETS
    question = _("Have you compared the card with the invoice? It makes costs every month.")
    menu = "fixed_assets"
    above = ABOVE
    template_name = "books/fixed_asset.html"

    @cached_property
    def disposal(self) -> Any:
        return selectors.standing_disposal(self.object)

    def get_subtitle(self) -> str:
        return str(self.object.get_kind_display())

    def buttons(self) -> Sequence[Button]:
        if self.object.state != ApprovalState.APPROVED or self.disposal or not self.user.has_perm(PREPARE):
            return ()
        return (Button(_("Dispose of it"), reverse("dispose_of_asset", args=[self.object.pk]), "trash"),)

    def facts(self) -> Sequence[Fact]:
        one = self.object
        places = dict(visible_estates(self.user).values_list("code", "name"))
        accounts = dict(selectors.expense_accounts())
        return [
            *facts_of(one, "cost", "used_since", "life"),
            Fact(_("Residual value"), f"{one.residual.grouped()} ({one.residual_ratio * 100:.2f}%)"),
            Fact(_("Depreciated by each month"), one.line.monthly),
            Fact(_("Accumulated depreciation"), one.accumulated),
            Fact(_("Net value"), one.net),
            Fact(_("Account of the expense"), f"{one.expense} {accounts.get(one.expense, '')}"),
            Fact(_("Estate"), places.get(one.estate, one.estate) or _("whole company")),
            *facts_of(one, "department", "remark"),
            *(
                (*facts_of(one, "taken_over"), Fact(_("Depreciated until the month"), f"{one.until:%Y-%m}"))
                if one.until
                else ()
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asset, gone = self.object, self.disposal
        rows, stood = [], asset.taken_over
        for one in asset.depreciations.order_by("month"):
            stood += one.amount
            rows.append([f"{one.month:%Y-%m}", one.amount, stood, asset.cost - stood])
        heads = [_("month"), _("depreciation"), _("accumulated depreciation"), _("net value")]
        table = ShownTable(_("Depreciation"), "trending-down", heads, rows[::-1], empty=_("None was posted yet."))
        asked = decision(DISPOSALS, gone, self.user, question=_("Take it out of the books?")) if gone else None
        return super().get_context_data(**kwargs) | {
            "tables": [table],
            "disposal": gone,
            "disposal_facts": facts_of(gone, "day", "proceeds", "reason", "prepared_by", "decided_by") if gone else (),
            "disposal_decision": asked,
        }


class DisposalForm(forms.Form):
    day = DayField(label=_("disposed of on"))
    proceeds = Amount(
        label=_("proceeds"),
        required=False,
        help_text=_("What is to come for it. Code the money to 1606 when it arrives."),
    )
    reason = forms.CharField(label=_("reason"), max_length=120)


class DisposeOfAsset(FormPage):
    permission_required = PREPARE
    menu = "fixed_assets"
    form_class = DisposalForm
    title = _("Dispose of a fixed asset")
    submit_label = _("Propose")
    success_message = _("It waits for another person's approval.")
    above = ABOVE

    @cached_property
    def asset(self) -> Any:
        found = selectors.fixed_assets(self.user).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_subtitle(self) -> str:
        return gettext("%(asset)s, net value %(net)s. It is still depreciated with the month in which it goes.") % {
            "asset": self.asset,
            "net": self.asset.net.grouped(),
        }

    def get_success_url(self) -> str:
        return reverse("fixed_asset", args=[self.asset.pk])

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        planned = services.PlannedDisposal(said["day"], said["proceeds"] or ZERO, said["reason"])
        services.prepare_disposal(asset=self.asset, planned=planned, by=self.user, now=timezone.now())
        return super().form_valid(form)


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
