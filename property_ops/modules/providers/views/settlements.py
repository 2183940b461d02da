"""Settlements with providers: prepared of a month, looked at, approved by another person, printed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, FormPage, Page
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.kernel.period import Month, NotAMonth
from property_ops.modules.providers.approvals import SETTLEMENTS
from property_ops.modules.providers.selectors import settlements as read
from property_ops.modules.providers.services import settling as services
from property_ops.modules.providers.services.settling import PREPARE

LIST, SEE = "provider_settlements", "provider_settlements.view"


class SettlementTable(columns.ListTable):
    number = columns.DocumentNumber(
        verbose_name=_("settlement number"), linkify=("provider_settlement", {"pk": columns.A("pk")})
    )
    provider = columns.Text(verbose_name=_("provider"), accessor="provider_name")
    month = columns.MonthColumn(verbose_name=_("month"))
    payable = columns.Amount(verbose_name=_("payable by us"), total=True)
    by_residents = columns.Amount(verbose_name=_("paid by residents"), total=True)
    state = StateColumn()
    prepared_by = columns.Text(verbose_name=_("prepared by"))
    decided_by = columns.Text(verbose_name=_("decided by"))


class SettlementFilters(Filters):
    state = Choice(choices=STATE_CHOICES, label=_("state"), empty_label=_("all"))


class Settlements(ListPage):
    title = _("Settlements with providers")
    subtitle = _("By the month, of accepted orders only. What residents paid themselves is shown and not booked.")
    permission_required = SEE
    table_class = SettlementTable
    filterset_class = SettlementFilters
    export_name = "provider-settlements"
    personal_data = False
    new = (_("Prepare a settlement"), "provider_settlement_new")

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_settlements(self.user)


class SettlementForm(forms.Form):
    month = forms.CharField(label=_("month"), max_length=7, widget=forms.TextInput(attrs={"type": "month"}))
    provider: Any = forms.ModelChoiceField(label=_("provider"), queryset=None, to_field_name="code")

    def __init__(self, *args: Any, usual: Month, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        try:
            month = Month.parse(str(self.data.get("month") or usual))
        except NotAMonth:
            month = usual
        self.fields["provider"].queryset = read.providers_to_settle(month)  # type: ignore[attr-defined]

    def clean_month(self) -> Month:
        try:
            return Month.parse(self.cleaned_data["month"])
        except NotAMonth as error:
            raise forms.ValidationError(_("Write the month as 2022-06.")) from error


class NewSettlement(FormPage):
    title = _("Prepare a settlement")
    subtitle = _("Offered are providers with an accepted order that is not settled yet.")
    permission_required = PREPARE
    menu = LIST
    above = ((_("Settlements with providers"), LIST),)
    form_class = SettlementForm
    success_message = _("Prepared. It counts once another person has approved it.")
    made: Any = None

    def get_form_kwargs(self) -> dict[str, Any]:
        usual = Month.of(timezone.localdate()).previous
        return super().get_form_kwargs() | {"usual": usual, "initial": {"month": str(usual)}}

    def form_valid(self, form: Any) -> HttpResponse:
        self.made = services.prepare_settlement(
            **form.cleaned_data, by=self.user, now=timezone.now(), today=timezone.localdate()
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("provider_settlement", args=[self.made.pk])


class SettlementPage(DecidedPage):
    permission_required = SEE
    personal_data = False
    kind = SETTLEMENTS
    menu = LIST
    above = ((_("Settlements with providers"), LIST),)
    template_name = "providers/page.html"
    panel_slot = "settlement_panels"

    def buttons(self) -> list[Button]:
        return [
            Button(_("Settlement sheet (PDF)"), reverse("provider_settlement_pdf", args=[self.object.pk]), "printer")
        ]

    def facts(self) -> list[Fact]:
        one = self.object
        return [
            Fact(_("Provider"), one.provider_name, reverse("provider", args=[one.provider.code])),
            Fact(_("Month"), f"{one.month:%Y-%m}"),
            *(Fact(fact.label, fact.value, "#orders") for fact in facts_of(one, "payable", "by_residents")),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        rows = [
            (
                ShownCell(line.order.number, reverse("service_order", args=[line.order.number])),
                line.estate_name,
                line.items,
                line.done_on,
                line.accepted_on,
                line.get_payer_display(),
                line.amount,
            )
            for line in read.visible_lines(self.user, one)
        ]
        heads = [
            _("number of the order"),
            _("estate"),
            _("what was done"),
            _("done on"),
            _("accepted on"),
            _("who pays"),
            _("amount"),
        ]
        words = gettext("Payable by us %(payable)s, paid by residents %(paid)s") % {
            "payable": one.payable.grouped(),
            "paid": one.by_residents.grouped(),
        }
        return super().get_context_data(**kwargs) | {
            "tables": [ShownTable(_("Accepted orders"), "list-check", heads, rows, words=words, anchor="orders")],
        }


class SettlementPdf(Page):
    permission_required = SEE
    menu = LIST

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        one = get_object_or_404(read.visible_settlements(self.user), pk=kwargs["pk"])
        if not read.sees_whole(self.user, one):
            raise Http404
        return pdf_response(services.sheet_of(settlement=one), f"settlement-{one.number or one.pk}")
