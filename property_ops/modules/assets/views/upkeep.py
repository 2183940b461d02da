"""Upkeep: what is due, opened with one click, skipped with a reason; planned anew and ended."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import Action, FormPage, Page
from property_ops.framework.web.rows import Measure
from property_ops.framework.web.sane import Usual
from property_ops.kernel.money import Yuan
from property_ops.modules.assets.public import MOST_MONTHS, PAYERS
from property_ops.modules.assets.selectors import register
from property_ops.modules.assets.selectors.upkeep import standings
from property_ops.modules.assets.services import upkeep as services
from property_ops.modules.assets.services.register import CHANGE
from property_ops.modules.assets.services.upkeep import PlannedUpkeep
from property_ops.modules.assets.views.assets import OfAsset
from property_ops.modules.assets.views.words import VIEW
from property_ops.modules.works.public import work_kinds


class UpkeepDue(Page):
    title = _("Upkeep that is due")
    subtitle = _("Opened once per due; its visits are in the tray once another person has released the estimate.")
    permission_required = VIEW
    menu = "upkeep"
    template_name = "assets/upkeep.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        rows = [(one, one.is_proposed(today), one.due_on < today) for one in standings(self.user)]
        proposed = sum(is_proposed for _one, is_proposed, _late in rows)
        may_change = self.user.has_perm(CHANGE)
        return super().get_context_data(**kwargs) | {"rows": rows, "proposed": proposed, "may_change": may_change}


class OpenAllDue(Action):
    permission_required = CHANGE
    menu = "upkeep"
    success_url = reverse_lazy("upkeep")

    def form_valid(self, form: Any) -> HttpResponse:
        made = services.open_all_due(by=self.user, on=timezone.localdate())
        said = ngettext("%(count)s work is opened.", "%(count)s works are opened.", len(made))
        messages.success(self.request, said % {"count": len(made)})
        return super().form_valid(form)


class OfUpkeep(Page):
    permission_required = CHANGE
    menu = "upkeep"
    success_url: Any = reverse_lazy("upkeep")

    @cached_property
    def upkeep(self) -> Any:
        return get_object_or_404(register.visible_upkeep(self.user), pk=self.kwargs["pk"])


class OpenDue(OfUpkeep, Action):
    success_message = _("The work is opened and estimated; another person releases it.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.open_due(upkeep=self.upkeep, by=self.user, on=timezone.localdate())
        return super().form_valid(form)


class EndUpkeep(OfUpkeep, Action):
    success_message = _("Ended: it comes due no more.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.end_upkeep(upkeep=self.upkeep, on=timezone.localdate(), by=self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("asset", args=[self.upkeep.asset_id])


class SkipForm(forms.Form):
    because = forms.CharField(label=_("why it was skipped"), max_length=100)


class SkipDue(OfUpkeep, FormPage):
    title = _("Skip it this time")
    form_class = SkipForm
    success_message = _("Skipped this time.")
    above = ((_("Upkeep that is due"), "upkeep"),)

    def get_subtitle(self) -> str:
        return str(self.upkeep)

    def form_valid(self, form: Any) -> HttpResponse:
        because = form.cleaned_data["because"]
        services.skip_due(upkeep=self.upkeep, because=because, by=self.user, on=timezone.localdate())
        return super().form_valid(form)


class UpkeepForm(forms.Form):
    name = forms.CharField(label=_("what upkeep is done"), max_length=60)
    work_kind = forms.ChoiceField(label=_("kind of work"))
    quantity = Measure(label=_("planned quantity"), max_digits=12, decimal_places=4, min_value=0)
    price = Measure(
        label=_("price per unit (yuan)"), max_digits=10, decimal_places=2, min_value=0, usual=Usual(most=10_000)
    )
    payer = forms.ChoiceField(label=_("who pays"), choices=PAYERS)
    scope = forms.CharField(
        label=_("scope of apportionment"),
        max_length=200,
        required=False,
        help_text=_("If residents pay: 全小区, 4号楼, 1-3号楼 or 3号楼2单元."),
    )
    first_on = DayField(label=_("due first"))
    every_months = forms.IntegerField(label=_("every (months)"), min_value=1, max_value=MOST_MONTHS)
    keeps_season = forms.BooleanField(
        label=_("keeps its season"),
        required=False,
        help_text=_("Ticked: due on the same days of the calendar. Else counted from when it was last done."),
    )
    lead_days = forms.IntegerField(label=_("proposed so many days before"), min_value=0, max_value=366, initial=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["work_kind"].choices = [(kind.name, f"{kind.name}（{kind.unit}）") for kind in work_kinds()]  # type: ignore[attr-defined]

    def clean(self) -> Any:
        typed = super().clean() or {}
        for name in ("quantity", "price"):
            if typed.get(name) == 0:
                self.add_error(name, _("More than nothing."))
        if typed.get("payer") == "residents" and not typed.get("scope"):
            self.add_error("scope", _("Say who shares the cost."))
        return typed


class NewUpkeep(OfAsset, FormPage):
    title = _("Plan upkeep")
    form_class = UpkeepForm
    success_message = _("Saved. It is proposed when it comes due.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        kind = work_kinds().called(typed["work_kind"])
        planned = PlannedUpkeep(**typed | {"price": Yuan.exactly(typed["price"]), "unit": kind.unit if kind else ""})
        services.plan_upkeep(asset=self.asset, planned=planned, by=self.user)
        return super().form_valid(form)
