"""过户: the list, a new one with all that the seller leaves, one of them with its settlement."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.ownership import selectors
from invoices.modules.ownership.approvals import OWNER_CHANGES
from invoices.modules.ownership.domain.destinations import OF_ADVANCE, OF_DEPOSIT, Goes
from invoices.modules.ownership.reports.papers import draw_settlement
from invoices.modules.ownership.services import prepare_owner_change
from property_ops.framework import audit
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.permissions import phone_shown_to
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField, day_in
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, FormPage, Page
from property_ops.modules.estates.kit import OfUnit
from property_ops.modules.estates.public import ManagedEstateFilter

VIEW, PREPARE = "ownership.view", "ownership.prepare"


class OwnerChangeTable(columns.ListTable):
    day = columns.DayColumn(verbose_name=_("the buyer's from"), linkify=("owner_change", {"pk": columns.A("pk")}))
    number = columns.Text(verbose_name=_("number"), attrs={"td": {"class": "day"}})
    unit = columns.Text(verbose_name=_("unit"), accessor="unit__code", attrs={"td": {"class": "day"}})
    seller = columns.Text(verbose_name=_("seller"), accessor="seller__name")
    buyer_name = columns.Text(verbose_name=_("new owner"))
    owed = columns.Amount(verbose_name=_("owed by the seller"), total=True)
    advance = columns.Amount(verbose_name=_("held in advance"), total=True)
    deposit = columns.Amount(verbose_name=_("deposit"), total=True)
    state = StateColumn()


class OwnerChangeFilters(Filters):
    estate = ManagedEstateFilter(field_name="unit__estate")
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)


class OwnerChanges(ListPage):
    title = _("Changes of owner")
    subtitle = _("Debts stay with the seller. What was held in advance is paid back, or handed over where both signed.")
    permission_required = VIEW
    table_class = OwnerChangeTable
    filterset_class = OwnerChangeFilters
    search_hint = _("unit, seller or buyer")
    empty_text = _("No unit has changed hands yet. Open the unit in the register, and choose “Change of owner” there.")
    export_name = "过户"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.owner_changes(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        named = Q(seller__name__icontains=text) | Q(buyer_name__icontains=text)
        return queryset.filter(named | Q(unit__code__icontains=text) | Q(number__icontains=text))

    def buttons(self) -> Sequence[Button]:
        return (Button(_("Choose the unit"), reverse("units"), "door"),) if self.user.has_perm(PREPARE) else ()


class OwnerChangeForm(forms.Form):
    day = DayField(
        label=_("The buyer's from"), help_text=_("the day on the deed, or on which the keys were handed over")
    )
    buyer_name = forms.CharField(label=_("Buyer"), max_length=60)
    buyer_phone = forms.CharField(label=_("Buyer's phone"), max_length=20, required=False)
    deed = forms.CharField(label=_("Deed or contract"), max_length=120, help_text=_("number or name of the paper"))
    advance_goes = forms.ChoiceField(label=_("What is held in advance"))
    refund_account = forms.CharField(
        label=_("Seller's bank account"),
        max_length=64,
        required=False,
        help_text=_("for what is paid back; without one it is paid in cash"),
    )
    deposit_goes = forms.ChoiceField(label=_("The deposit"))
    leases_end = forms.BooleanField(label=_("The unit's parking leases end on that day"), required=False)
    signed_paper = forms.CharField(
        label=_("Paper that both signed"),
        max_length=120,
        required=False,
        help_text=_("needed where the buyer gets something: print the settlement for it"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name, offered in (("advance_goes", OF_ADVANCE), ("deposit_goes", OF_DEPOSIT)):
            fields[name].choices = [(one.value, gettext(Goes(one).word)) for one in offered]


class NewOwnerChange(OfUnit, FormPage):
    permission_required = PREPARE
    menu = "owner_changes"
    template_name = "ownership/new.html"
    submit_label = _("Ask for approval")
    form_class = OwnerChangeForm
    change: Any = None

    def get_title(self) -> str:
        return gettext("Change of owner: %(unit)s") % {"unit": self.unit.code}

    def breadcrumbs(self) -> list[Crumb]:
        unit = self.crumb_of_unit()
        return [Crumb(_("Changes of owner"), reverse("owner_changes")), unit]

    @cached_property
    def day(self) -> Any:
        return day_in(self.request.POST.get("day", "")) or timezone.localdate()

    def get_initial(self) -> dict[str, Any]:
        return {"day": timezone.localdate(), "advance_goes": Goes.REFUND.value, "deposit_goes": Goes.STAYS.value}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seller = selectors.owner_before(self.unit, self.day)
        audit.record(by=self.user, action="people.viewed", subject=self.unit.code)
        named = self.request.POST.get("buyer_name", "").strip()
        return super().get_context_data(**kwargs) | {
            "seller": seller,
            "account": seller and selectors.account_of(self.unit, seller),
            "lines": selectors.owed_lines(self.unit, seller) if seller else (),
            "leases": selectors.leases_on(self.unit, self.day),
            "billed": selectors.billed_since(self.unit, seller, self.day) if seller else (),
            "namesakes": [
                (one, phone_shown_to(self.user, one.phone))
                for one in (selectors.namesakes(named, besides=self.unit, user=self.user) if named else ())
            ],
        }

    def form_valid(self, form: Any) -> HttpResponse:
        model = OWNER_CHANGES.model
        said = {name: value.strip() if isinstance(value, str) else value for name, value in form.cleaned_data.items()}
        self.change = prepare_owner_change(change=model(unit=self.unit, **said), by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("owner_change", args=[self.change.pk])


class OwnerChangePage(DecidedPage):
    permission_required = VIEW
    personal_data = True
    kind = OWNER_CHANGES
    question = _("Have you compared it with the deed?")
    menu = "owner_changes"
    above = ((_("Changes of owner"), "owner_changes"),)
    template_name = "ownership/change.html"

    def get_title(self) -> str:
        return gettext("Change of owner %(number)s") % {"number": self.object.number or self.object.unit.code}

    def buttons(self) -> Sequence[Button]:
        return (Button(_("Print the settlement"), reverse("owner_change_pdf", args=[self.object.pk]), "printer"),)

    def facts(self) -> list[Fact]:
        one = self.object
        return [
            Fact(_("Unit"), one.unit.code, reverse("unit", args=[one.unit.code])),
            *facts_of(one, "day"),
            Fact(_("Seller"), one.seller.name),
            Fact(_("Buyer"), f"{one.buyer_name} {phone_shown_to(self.user, one.buyer_phone)}".strip()),
            *facts_of(one, "deed", "owed", "advance", "advance_goes", "deposit", "deposit_goes", "leases_end"),
            *facts_of(one, "signed_paper", "posted_on"),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="people.viewed", subject=self.object.unit.code)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        return super().get_context_data(**kwargs) | {
            "lines": selectors.owed_lines(one.unit, one.seller),
            "billed": selectors.billed_since(one.unit, one.seller, one.day),
            "namesakes": [
                (two, phone_shown_to(self.user, two.phone))
                for two in selectors.namesakes(one.buyer_name, besides=one.unit, user=self.user)
            ],
        }


class Settlement(Page):
    permission_required = VIEW
    menu = "owner_changes"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        change = selectors.owner_changes(self.user).filter(pk=self.kwargs["pk"]).first()
        if change is None:
            raise Http404
        audit.record(by=self.user, action="ownership.printed", subject=change.audit_subject)
        return pdf_response(draw_settlement(change), f"{change.number or change.unit.code}")
