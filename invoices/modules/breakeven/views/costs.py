"""Cost vouchers: the list, and a new one."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.breakeven import selectors
from invoices.modules.breakeven.public import NAMES, CostVoucher, prepare_voucher
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.web import columns
from property_ops.framework.web.filters import Choice, Filters, Model
from property_ops.framework.web.inputs import MonthField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, FormPage
from property_ops.kernel.money import ZERO, NotMoney, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import EstateFilter, managed_first, visible_estates

VIEW, PREPARE, APPROVE = "breakeven.view", "breakeven.prepare", "breakeven.approve"


class VoucherTable(columns.ListTable):
    month = columns.MonthColumn(verbose_name=_("month"))
    estate = columns.Text(accessor="estate__name", verbose_name=_("estate"))
    kind = columns.Text(accessor="kind__name", verbose_name=_("kind of cost"))
    memo = columns.Text(verbose_name=_("what for"), attrs={"td": {"class": "wide-text"}})
    amount = columns.Amount(verbose_name=_("amount"), total=True)
    reference = columns.Text(
        verbose_name=_("reference"), linkify=("cost", {"pk": columns.A("pk")}), attrs={"td": {"class": "day"}}
    )
    number = columns.Text(verbose_name=_("voucher number"), attrs={"td": {"class": "day"}})
    funding = columns.StateColumn(verbose_name=_("who pays"), colours={})
    state = StateColumn()

    def render_funding(self, record: CostVoucher) -> str:
        return gettext(record.get_funding_display())

    value_funding = render_funding


class VoucherFilters(Filters):
    estate = EstateFilter()
    kind = Model(queryset=lambda request: selectors.cost_kinds(), label=_("kind of cost"), empty_label=_("all"))
    month = Choice(label=_("month"), empty_label=_("all"), method="of_month")
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = selectors.months_of_vouchers(self.request.user)
        self.form.fields["month"].choices = [(str(month), str(month)) for month in months]

    def of_month(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(month=Month.parse(value).start)


class Costs(ListPage):
    title = _("Costs")
    subtitle = _("What the estates cost. Costs of accepted works come from the works themselves.")
    permission_required = VIEW
    table_class = VoucherTable
    filterset_class = VoucherFilters
    search_hint = _("reference, number, what for")
    export_name = "costs"
    personal_data = False
    template_name = "breakeven/costs.html"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_vouchers(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_vouchers(queryset, text)

    def buttons(self) -> Sequence[Button]:
        waiting = selectors.visible_vouchers(self.user).filter(state=ApprovalState.WAITING).count()
        found = []
        if self.user.has_perm(PREPARE):
            found.append(Button(_("New cost voucher"), reverse("new_cost"), "plus"))
        if waiting:
            label = ngettext("%(count)s waits for approval", "%(count)s wait for approval", waiting)
            found.append(Button(label % {"count": waiting}, reverse("waiting_costs"), "checks", primary=True))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        by_month: dict[Month, list[Yuan]] = defaultdict(list)
        for work in selectors.all_unposted_works(timezone.localdate()):
            by_month[work.month].append(work.cost)
        unposted = [(month, len(costs), sum(costs, ZERO).grouped()) for month, costs in by_month.items()]
        return super().get_context_data(**kwargs) | {"unposted": unposted}


class VoucherForm(forms.ModelForm):
    month = MonthField(label=_("month"))

    class Meta:
        model = CostVoucher
        fields = ("estate", "month", "kind", "amount", "funding", "memo", "reference", "attachments")
        help_texts = {
            "reference": _("the number of the paper voucher"),
            "attachments": _("such as: 1 invoice, 1 receipt"),
        }

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        estate, funding = self.fields["estate"], self.fields["funding"]
        assert isinstance(estate, forms.ModelChoiceField)
        assert isinstance(funding, forms.ChoiceField)
        estate.queryset = estates
        funding.choices = [(code, gettext(name)) for code, name in NAMES.items()]

    def clean_amount(self) -> Yuan:
        try:
            amount = Yuan.parse(self.cleaned_data["amount"])
        except NotMoney as error:
            raise forms.ValidationError(error.sentence(gettext)) from error
        if amount <= ZERO:
            raise forms.ValidationError(_("The amount must be above zero; a voucher is taken back by a reversal."))
        return amount


class NewCost(FormPage):
    permission_required = PREPARE
    menu = "costs"
    above = ((_("Costs"), "costs"),)
    success_url = reverse_lazy("costs")
    title = _("New cost voucher")
    subtitle = _("Another person approves it; then it is posted.")
    success_message = _("Prepared. Another person approves it.")
    form_class = VoucherForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": managed_first(visible_estates(self.user))}

    def form_valid(self, form: Any) -> HttpResponse:
        prepare_voucher(voucher=form.save(commit=False), by=self.user, now=timezone.now())
        return super().form_valid(form)
