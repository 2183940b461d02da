"""Agreements with a provider and its prices: typed in by one, approved by another."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.pictures.reading import Size
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.display import Fact, days, facts_of
from property_ops.framework.web.inputs import DayField, day_in
from property_ops.framework.web.pages import Crumb, FormPage, Page
from property_ops.framework.web.pictures import ACCEPTED, picture_response
from property_ops.framework.web.rows import RowForm, RowsPage
from property_ops.framework.web.shown import ShownTable
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.providers.approvals import AGREEMENTS, PRICES
from property_ops.modules.providers.selectors import prices as read
from property_ops.modules.providers.services import agreements as services
from property_ops.modules.providers.services.agreements import AgreementDraft, PricedItem
from property_ops.modules.providers.views.providers import LIST, OfProvider
from property_ops.modules.providers.views.shown import VIEW

MOST = Yuan(1_000_000_00)


class Price(Amount):
    """Not below zero, and no more than a million."""

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        if amount is not None and not ZERO <= amount <= MOST:
            raise forms.ValidationError(_("Give an amount between 0 and 1,000,000."))
        return amount


class AgreementForm(forms.Form):
    number = forms.CharField(label=_("agreement number"), max_length=30)
    start = DayField(label=_("from"))
    last = DayField(label=_("last day"))
    estates: Any = forms.ModelMultipleChoiceField(
        label=_("estates"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: it holds in all estates."),
    )
    standard = forms.CharField(label=_("standard of service"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    exit_terms = forms.CharField(label=_("how it is left"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    deposit = Price(
        label=_("deposit"),
        required=False,
        help_text=_("What is agreed. Once it is paid, it is taken on the provider's page."),
    )
    scan = forms.FileField(label=_("scan"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPTED}))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estates"].queryset = visible_estates(user).order_by("code")  # type: ignore[attr-defined]


class NewAgreement(OfProvider, FormPage):
    title = _("New cooperation agreement")
    form_class = AgreementForm
    takes_megabytes = 15
    success_message = _("Saved. It counts once another person has approved it.")
    made: Any = None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = dict(form.cleaned_data)
        scan = typed.pop("scan")
        draft = AgreementDraft(
            **typed | {"deposit": typed["deposit"] or ZERO, "estates": list(typed["estates"])},
            scan=scan.read() if scan else b"",
        )
        self.made = services.prepare_agreement(provider=self.provider, draft=draft, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("cooperation_agreement", args=[self.made.pk]) if self.made else super().get_success_url()


class AgreementPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = AGREEMENTS
    menu = LIST
    template_name = "providers/agreement.html"

    def breadcrumbs(self) -> list[Crumb]:
        one = self.object.provider
        return [Crumb(_("Providers"), reverse(LIST)), Crumb(one.name, reverse("provider", args=[one.code]))]

    def facts(self) -> list[Fact]:
        one = self.object
        found = [
            Fact(_("Provider"), one.provider.name, reverse("provider", args=[one.provider.code])),
            Fact(_("Term"), days(one.start, one.end)),
            Fact(_("Estates"), self._estates()),
            *facts_of(one, "deposit", "standard", "exit_terms"),
        ]
        ended = getattr(one, "exit", None)
        if ended:
            found += facts_of(ended, "on", "reason", "deposit_returned", "by")
        return found

    def _estates(self) -> str:
        """By name those that the user sees; of the others, how many they are."""
        names, others = read.estates_of(self.object, self.user)
        if not names and not others:
            return gettext("all")
        more = [ngettext("%(count)s other", "%(count)s others", others) % {"count": others}] if others else []
        return gettext(", ").join([*names, *more])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        scan = [(reverse("agreement_scan", args=[one.pk]), one.number)] if one.scan else []
        may_end = one.state == "approved" and not hasattr(one, "exit") and self.user.has_perm("providers.approve")
        return super().get_context_data(**kwargs) | {
            "pictures": scan,
            "may_end": may_end,
        }


class AgreementScan(Page):
    permission_required = VIEW
    menu = LIST

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with_scan = read.visible_agreements(self.user).filter(scan__isnull=False)
        found: Any = get_object_or_404(with_scan, pk=kwargs["pk"])
        return picture_response(request, found.scan, Size.FULL)


class EndForm(forms.Form):
    on = DayField(label=_("ended from"))
    reason = forms.CharField(label=_("reason"), max_length=200)
    returned = Price(label=_("deposit returned"), required=False)


class EndAgreement(FormPage):
    title = _("End the agreement")
    permission_required = "providers.approve"
    menu = LIST
    form_class = EndForm
    success_message = _("The agreement is ended.")

    @cached_property
    def agreement(self) -> Any:
        return get_object_or_404(read.visible_agreements(self.user), pk=self.kwargs["pk"])

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.agreement), self.get_success_url())]

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        services.end_agreement(
            agreement=self.agreement,
            on=typed["on"],
            reason=typed["reason"],
            returned=typed["returned"] or ZERO,
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("cooperation_agreement", args=[self.agreement.pk])


class PriceRow(RowForm):
    filled_by = ("item", "price")

    item: Any = forms.ModelChoiceField(label=_("service item"), queryset=None)
    price = Price(label=_("price"))
    remark = forms.CharField(label=_("what it includes"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = read.items()  # type: ignore[attr-defined]


class NewPrices(OfProvider, RowsPage):
    """It begins with the prices that are in force."""

    title = _("New price list")
    row_form = PriceRow
    template_name = "providers/prices_form.html"
    success_message = _("Saved. It counts once another person has approved it.")
    made: Any = None

    def get_initial(self) -> Any:
        return [
            {"item": one.item_id, "price": str(one.price), "remark": one.remark}
            for one in read.prices_on(self.provider, timezone.localdate())
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        start = self.request.POST.get("start") or timezone.localdate().isoformat()
        return super().get_context_data(**kwargs) | {"start": start}

    def form_valid(self, form: Any) -> HttpResponse:
        start = day_in(self.request.POST.get("start", ""))
        if start is None:
            form.add_error(None, _("Give the first day of the prices."))
            return self.form_invalid(form)
        rows = [PricedItem(row["item"], row["price"], row["remark"]) for row in form.filled]
        self.made = services.prepare_prices(
            provider=self.provider, start=start, prices=rows, by=self.user, now=timezone.now()
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("price_list", args=[self.made.pk]) if self.made else super().get_success_url()


class PriceListPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = PRICES
    menu = LIST
    template_name = "providers/page.html"

    def breadcrumbs(self) -> list[Crumb]:
        one = self.object.provider
        return [Crumb(_("Providers"), reverse(LIST)), Crumb(one.name, reverse("provider", args=[one.code]))]

    def facts(self) -> list[Fact]:
        return facts_of(self.object, "start")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        rows = [
            (row.item.get_trade_display(), row.item.name, row.item.unit, row.price, row.remark)
            for row in one.prices.select_related("item").order_by("item__trade", "item")
        ]
        heads = [_("kind of service"), _("service item"), _("unit of measure"), _("price"), _("what it includes")]
        return super().get_context_data(**kwargs) | {
            "tables": [ShownTable(_("Prices"), "currency-yen", heads, rows)],
        }
