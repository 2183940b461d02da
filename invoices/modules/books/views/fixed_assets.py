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
from invoices.modules.tax.public import NotATaxpayer, ways_of_selling_on
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn, decision, state_badge
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
from property_ops.framework.web.shown import ShownCell, ShownTable
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
        said = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
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


class CorrectionForm(FixedAssetForm):
    reason = forms.CharField(
        label=_("why the card is corrected"),
        max_length=120,
        help_text=_("What was wrong, and by which paper it shows."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"]


class CorrectCard(NewFixedAsset):
    title = _("Correct the card")
    form_class = CorrectionForm

    @cached_property
    def was(self) -> Any:
        found = selectors.fixed_assets(self.user).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_subtitle(self) -> str:
        return gettext(
            "%(asset)s: what is posted stays. Once approved, the rest is depreciated in the months that are left."
        ) % {"asset": self.was}

    def get_initial(self) -> dict[str, Any]:
        one = self.was
        same = ("name", "kind", "cost", "used_since", "life", "expense", "estate", "department", "until", "remark")
        initial = {name: getattr(one, name) for name in same}
        return initial | {"residual": one.residual_ratio * 100, "taken_over": one.taken_over or None}

    def form_valid(self, form: Any) -> HttpResponse:
        self.asset = services.correct_card(
            asset_id=self.was.pk,
            card=form.asset(),
            reason=form.cleaned_data["reason"],
            by=self.user,
            now=timezone.now(),
        )
        return FormPage.form_valid(self, form)


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
        one = self.object
        if one.was_id:
            return gettext("%(kind)s. Corrected: %(reason)s") % {
                "kind": one.get_kind_display(),
                "reason": one.corrected_because,
            }
        return str(one.get_kind_display())

    @cached_property
    def others(self) -> list[Any]:
        """The cards of its number before and after it."""
        return [card for card in selectors.cards_of(self.object) if card.pk != self.object.pk]

    def buttons(self) -> Sequence[Button]:
        one = self.object
        followed = any(card.was_id == one.pk for card in self.others)
        if one.state != ApprovalState.APPROVED or followed or self.disposal or not self.user.has_perm(PREPARE):
            return ()
        return (
            Button(_("Correct the card"), reverse("correct_card", args=[one.pk]), "pencil"),
            Button(_("Dispose of it"), reverse("dispose_of_asset", args=[one.pk]), "trash"),
        )

    def facts(self) -> Sequence[Fact]:
        one = self.object
        places = dict(visible_estates(self.user).values_list("code", "name"))
        accounts = dict(selectors.expense_accounts())
        return [
            *facts_of(one, "cost", "used_since", "life"),
            Fact(_("Residual value"), f"{one.residual.grouped()} ({one.residual_ratio * 100:.2f}%)"),
            Fact(_("Depreciated by each month"), max(one.line.monthly, ZERO)),
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
        for one in selectors.depreciations_of(asset):
            stood += one.amount
            rows.append([f"{one.month:%Y-%m}", one.amount, stood, asset.cost - stood])
        heads = [_("month"), _("depreciation"), _("accumulated depreciation"), _("net value")]
        table = ShownTable(_("Depreciation"), "trending-down", heads, rows[::-1], empty=_("None was posted yet."))
        tables = [_what_changed(asset), table] if asset.was_id else [table]
        if self.others:
            tables.append(_versions(asset, self.others))
        asked = decision(DISPOSALS, gone, self.user, question=_("Take it out of the books?")) if gone else None
        return super().get_context_data(**kwargs) | {
            "tables": tables,
            "disposal": gone,
            "disposal_facts": _facts_of_disposal(gone) if gone else (),
            "disposal_decision": asked,
        }


def _what_changed(card: Any) -> ShownTable:
    """A corrected card beside the one before it: only what differs."""
    names = [name for name in services.SAID if getattr(card, name) != getattr(card.was, name)]
    said = [[fact.value for fact in _shown(one, names)] for one in (card.was, card)]
    labels = [fact.label for fact in _shown(card, names)]
    heads = [_("What is corrected"), _("before"), _("now")]
    return ShownTable(_("Correction"), "pencil", heads, [list(row) for row in zip(labels, *said, strict=True)])


def _shown(card: Any, names: Sequence[str]) -> list[Fact]:
    facts = facts_of(card, *names)
    ratio = {
        "residual_ratio": f"{card.residual_ratio * 100:.2f}%",
        "until": f"{card.until:%Y-%m}" if card.until else "—",
    }
    return [
        Fact(fact.label, ratio.get(name, fact.value if fact.value not in ("", None) else "—"))
        for name, fact in zip(names, facts, strict=True)
    ]


def _versions(asset: Any, others: Sequence[Any]) -> ShownTable:
    rows = [
        [
            ShownCell(timezone.localdate(one.prepared_at), reverse("fixed_asset", args=[one.pk])),
            one.cost,
            one.life,
            state_badge(one.state),
            one.corrected_because or "—",
            str(one.prepared_by),
            str(one.decided_by or "—"),
        ]
        for one in sorted([asset, *others], key=lambda one: one.pk)
    ]
    heads = [
        *(_("entered on"), _("cost of the asset"), _("life in months"), _("state")),
        *(_("why the card is corrected"), _("prepared by"), _("decided by")),
    ]
    return ShownTable(_("Cards of this number"), "history", heads, rows)


def _facts_of_disposal(gone: Any) -> list[Fact]:
    facts = facts_of(gone, "day", "proceeds")
    if gone.vat:
        facts += [
            Fact(_("VAT in the proceeds"), gone.vat),
            Fact(
                _("VAT rate"),
                gettext("%(levied)s of the price without VAT of %(rate)s")
                % {"levied": _per_cent(gone.vat_levied), "rate": _per_cent(gone.vat_rate)},
            ),
            *facts_of(gone, "vat_account"),
        ]
    return facts + facts_of(gone, "reason", "prepared_by", "decided_by")


def _per_cent(ratio: Decimal) -> str:
    return f"{(ratio * 100).normalize():f}%"


NO_VAT = "none"


class DisposalForm(forms.Form):
    day = DayField(label=_("disposed of on"))
    proceeds = Amount(
        label=_("proceeds"),
        required=False,
        help_text=_("What is to come for it, VAT included. Code the money to 1606 when it arrives."),
    )
    vat = forms.ChoiceField(label=_("VAT of the sale"))
    rate = Measure(
        label=_("VAT rate in per cent"), required=False, min_value=0, max_value=99, decimal_places=2,
        help_text=_("Left empty: the rate of the way chosen above."),
    )  # fmt: skip
    levied = Measure(
        label=_("levied at, in per cent"), required=False, min_value=0, max_value=99, decimal_places=2,
        help_text=_("Left empty: as the way chosen above has it, such as 3% levied at 2%."),
    )  # fmt: skip
    reason = forms.CharField(label=_("reason"), max_length=120)

    def __init__(self, *args: Any, ways: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = {way.code: way for way in ways}
        field: Any = self.fields["vat"]
        field.choices = [*((way.code, way.name) for way in ways), (NO_VAT, _("no VAT: scrapped, lost or exempt"))]
        field.help_text = "；".join(f"{way.name}：{way.basis}" for way in ways)

    def sale_vat(self) -> Any:
        said = self.cleaned_data
        way = self.ways.get(said["vat"])
        if way is None:
            return None
        rate, levied = (None if said[name] is None else said[name] / 100 for name in ("rate", "levied"))
        whole = way.rate if rate is None else rate
        return services.SaleVat(whole, min(way.levied, whole) if levied is None else levied, way.account)


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

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"ways": self._ways()}

    def _ways(self) -> list[Any]:
        """Of the day that is typed, else of today; none where it is not known what kind of taxpayer the company is."""
        try:
            typed = DayField(required=False).clean(self.request.POST.get("day", ""))
            return ways_of_selling_on(typed or timezone.localdate())
        except (forms.ValidationError, NotATaxpayer):
            return []

    def get_success_url(self) -> str:
        return reverse("fixed_asset", args=[self.asset.pk])

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        planned = services.PlannedDisposal(said["day"], said["proceeds"] or ZERO, said["reason"], form.sale_vat())
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
