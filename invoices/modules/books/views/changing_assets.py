"""A card is corrected, and an asset goes: each waits for another person."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.books import selectors, services
from invoices.modules.books.public import FixedAsset
from invoices.modules.books.views.fixed_assets import ABOVE, PREPARE, FixedAssetForm, NewFixedAsset
from invoices.modules.tax.public import NotATaxpayer, ways_of_selling_on
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.inputs import PAST_DAYS, DayField
from property_ops.framework.web.pages import FormPage
from property_ops.framework.web.rows import Measure
from property_ops.kernel.money import ZERO


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
        return get_object_or_404(selectors.fixed_assets(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        return gettext(
            "%(asset)s: what is posted stays. Once approved, the rest is depreciated in the months that are left."
        ) % {"asset": self.was}

    def get_initial(self) -> dict[str, Any]:
        one = self.was
        same = ("name", "kind", "cost", "used_since", "life", "expense", "estate", "department", "until", "remark")
        initial = {name: getattr(one, name) for name in same}
        return initial | {"residual": one.residual_ratio * 100, "taken_over": one.taken_over or None}

    def entered(self, form: Any) -> FixedAsset:
        card, reason = form.asset(), form.cleaned_data["reason"]
        return services.correct_card(asset_id=self.was.pk, card=card, reason=reason, by=self.user, now=timezone.now())


NO_VAT = "none"


class DisposalForm(forms.Form):
    day = DayField(label=_("disposed of on"), usual=PAST_DAYS)
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
        return get_object_or_404(selectors.fixed_assets(self.user), pk=self.kwargs["pk"])

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
