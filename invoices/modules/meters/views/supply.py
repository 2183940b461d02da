"""Terms of supplies and the suppliers' bills, beside what households were charged for them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.meters import selectors, services
from invoices.modules.meters.approvals import BILLS, TERMS
from invoices.modules.meters.domain.supply import PLACES, SharedBy, StepsBy
from invoices.modules.meters.views.meters import APPROVE, CHANGE, METERS_PAGE, VIEW
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField, MonthField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, FormPage, ReasonForm
from property_ops.framework.web.rows import Measure
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import ManagedEstateFilter, managed_estates


class _SupplyFilters(Filters):
    estate = ManagedEstateFilter()
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)


class _OfSupply(forms.Form):
    """Of an estate and an item."""

    estate: Any = forms.ModelChoiceField(queryset=None, label=_("estate"))
    item: Any = forms.ModelChoiceField(queryset=None, label=_("fee item"), empty_label=None)

    def __init__(self, *args: Any, estates: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["estate"].queryset, fields["item"].queryset = estates, items


class _Propose(FormPage):
    permission_required = CHANGE
    menu = "meters"
    submit_label = _("Propose")
    success_message = _("It waits for another person's approval.")

    def get_form_kwargs(self) -> dict[str, Any]:
        estates = managed_estates(self.user).order_by("code")
        return super().get_form_kwargs() | {"estates": estates, "items": selectors.items()}


class TermsTable(columns.ListTable):
    start = columns.DayColumn(verbose_name=_("from"), linkify=("supply_terms", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    item = columns.Text(verbose_name=_("fee item"), accessor="item__name")
    supplier = columns.Text(verbose_name=_("supplier"))
    steps_by = columns.Text(
        verbose_name=_("steps are counted by what is used"), accessor="get_steps_by_display", orderable=False
    )
    shared_by = columns.Text(
        verbose_name=_("the rest of a bill is shared"), accessor="get_shared_by_display", orderable=False
    )
    state = StateColumn()


class TermsList(ListPage):
    title = _("Terms of supplies")
    subtitle = _("Who supplies an estate, how steps of the price are counted, and who pays what no meter counted.")
    permission_required = VIEW
    menu = "meters"
    new = (_("New terms"), "new_supply_terms")
    table_class = TermsTable
    filterset_class = _SupplyFilters
    search_hint = _("supplier")
    empty_text = _("No terms yet: nothing is charged by meter without them.")
    export_name = "代收约定"
    personal_data = False
    above = (METERS_PAGE,)

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_terms(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(supplier__icontains=text)


class SupplyTermsForm(_OfSupply):
    supplier = forms.CharField(label=_("supplier"), max_length=60)
    steps_by = forms.ChoiceField(label=_("steps are counted by what is used"))
    shared_by = forms.ChoiceField(label=_("the rest of a bill is shared"))
    start = DayField(label=_("from"))
    basis = forms.CharField(
        label=_("resolved by"), max_length=120, help_text=_("resolution of the owners or their committee, with its day")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["steps_by"].choices = [(one.value, gettext(one.word)) for one in StepsBy]
        fields["shared_by"].choices = [(one.value, gettext(one.word)) for one in SharedBy]


class NewTerms(_Propose):
    title = _("New terms of a supply")
    form_class = SupplyTermsForm
    success_url = reverse_lazy("supply_terms_list")
    above = (METERS_PAGE, (_("Terms of supplies"), "supply_terms_list"))

    def form_valid(self, form: Any) -> HttpResponse:
        services.propose_terms(terms=selectors.new_terms(**form.cleaned_data), by=self.user, now=timezone.now())
        return super().form_valid(form)


class TermsPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = TERMS
    menu = "meters"
    above = (METERS_PAGE, (_("Terms of supplies"), "supply_terms_list"))

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_terms(self.user)

    def facts(self) -> Sequence[Fact]:
        one = self.object
        return [
            *facts_of(one, "estate", "item", "supplier"),
            Fact(_("steps are counted by what is used"), gettext(one.get_steps_by_display())),
            Fact(_("the rest of a bill is shared"), gettext(one.get_shared_by_display())),
            *facts_of(one, "start", "basis", "prepared_by", "decided_by"),
        ]


class BillTable(columns.ListTable):
    number = columns.Text(verbose_name=_("number of the bill"), linkify=("supplier_bill", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    item = columns.Text(verbose_name=_("fee item"), accessor="item__name")
    month = columns.MonthColumn(verbose_name=_("month"))
    quantity = columns.Number(verbose_name=_("quantity billed"))
    amount = columns.Amount(verbose_name=_("amount billed"), total=True)
    state = StateColumn()


class SupplierBills(ListPage):
    title = _("Bills of suppliers")
    subtitle = _("What a supplier billed for the whole estate: households pay it to the fen, and nothing above.")
    permission_required = VIEW
    menu = "meters"
    new = (_("New bill of a supplier"), "new_supplier_bill")
    table_class = BillTable
    filterset_class = _SupplyFilters
    search_hint = _("number of the bill")
    empty_text = _("No supplier's bill was entered yet.")
    export_name = "供方账单"
    personal_data = False
    above = (METERS_PAGE,)

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_bills(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(number__icontains=text)


class BillForm(_OfSupply):
    month = MonthField(label=_("month"))
    number = forms.CharField(label=_("number of the bill"), max_length=40)
    quantity = Measure(label=_("quantity billed"), min_value=0.01, max_value=10_000_000, decimal_places=PLACES)
    amount = Amount(label=_("amount billed"))


class NewBill(_Propose):
    title = _("New bill of a supplier")
    subtitle = _("Another person approves it; then it is owed to the supplier, and the month's charges share its rest.")
    form_class = BillForm
    bill: Any = None
    above = (METERS_PAGE, (_("Bills of suppliers"), "supplier_bills"))

    def form_valid(self, form: Any) -> HttpResponse:
        bill = selectors.new_bill(**form.cleaned_data)
        self.bill = services.enter_supplier_bill(bill=bill, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("supplier_bill", args=[self.bill.pk])


class BillPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = BILLS
    template_name = "meters/supplier_bill.html"
    question = _("Have you compared month, quantity and amount with the paper? Households pay it.")
    menu = "meters"
    above = (METERS_PAGE, (_("Bills of suppliers"), "supplier_bills"))

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_bills(self.user)

    def get_title(self) -> str:
        return gettext("Supplier's bill %(number)s") % {"number": self.object}

    def facts(self) -> Sequence[Fact]:
        one = self.object
        charged = selectors.charged_for([one])[one.pk]
        return [
            *facts_of(one, "estate", "item"),
            Fact(_("Month"), f"{one.month:%Y-%m}"),
            *facts_of(one, "quantity", "amount"),
            Fact(_("Charged to households"), charged),
            Fact(_("Not charged yet"), one.amount - charged),
            Fact(_("Meters without a reading"), len(selectors.unread_of(one, Month.of(one.month)))),
            *facts_of(one, "prepared_by", "decided_by"),
            *(facts_of(one, "taken_back_on", "taken_back_by", "taken_back_because") if one.taken_back_on else ()),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        stands = one.state == ApprovalState.APPROVED and one.taken_back_on is None
        may = stands and self.user.has_perm(APPROVE) and one.prepared_by_id != self.user.pk
        return super().get_context_data(**kwargs) | {
            "may_take_back": may and not selectors.charged_for([one])[one.pk],
        }


class TakeBackBill(Action):
    permission_required = APPROVE
    menu = "meters"
    form_class = ReasonForm
    success_message = _("Taken back, and posted back. The right bill can be entered now.")

    @cached_property
    def bill(self) -> Any:
        return get_object_or_404(selectors.visible_bills(self.user), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        because = form.cleaned_data["because"]
        services.take_back_supplier_bill(
            bill_id=self.bill.pk, because=because, by=self.user, today=timezone.localdate()
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("supplier_bill", args=[self.bill.pk])
