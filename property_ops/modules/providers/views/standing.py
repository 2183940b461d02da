"""Standings, the standard of scores, and the items that have prices."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.dated_rules import DatedRulePage, DatedRules, NewDatedRule
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.modules.providers.approvals import STANDARDS, STANDINGS
from property_ops.modules.providers.public import STANDING_MOVE_WORDS, StandingMove, Trade
from property_ops.modules.providers.selectors import prices
from property_ops.modules.providers.services import standing as services
from property_ops.modules.providers.services.register import CHANGE, enter_item
from property_ops.modules.providers.views.providers import LIST, OfProvider
from property_ops.modules.providers.views.shown import VIEW


class StandingForm(forms.Form):
    move = forms.ChoiceField(label=_("change of standing"), choices=STANDING_MOVE_WORDS)
    reason = forms.CharField(label=_("reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class NewStanding(OfProvider, FormPage):
    title = _("Change the standing")
    form_class = StandingForm
    success_message = _("Proposed. It counts once another person has approved it.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        services.propose_standing(
            provider=self.provider,
            move=StandingMove(typed["move"]),
            reason=typed["reason"],
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)


class StandingPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = STANDINGS
    menu = LIST
    template_name = "providers/page.html"

    def breadcrumbs(self) -> list[Crumb]:
        one = self.object.provider
        return [Crumb(_("Providers"), reverse(LIST)), Crumb(one.name, reverse("provider", args=[one.code]))]

    def facts(self) -> list[Fact]:
        one = self.object
        name = Fact(_("Provider"), one.provider.name, reverse("provider", args=[one.provider.code]))
        return [name, *facts_of(one, "move", "reason")]


class OfStandards:
    kind: ClassVar[ApprovalKind[Any]] = STANDARDS
    menu = LIST


class ScoreStandards(OfStandards, DatedRules):
    title = _("Standard of scores")
    subtitle = _("One standard for all providers: score = Σ weight × part ÷ Σ weight of the parts that were counted.")
    permission_required = VIEW
    export_name = "score-standards"
    above = ((_("Providers"), LIST),)


class NewStandard(OfStandards, NewDatedRule):
    title = _("New standard of scores")
    permission_required = CHANGE


class StandardPage(OfStandards, DatedRulePage):
    permission_required = VIEW


class ItemTable(columns.ListTable):
    trade = columns.Text(verbose_name=_("kind of service"))
    name = columns.Text(verbose_name=_("service item"))
    unit = columns.Text(verbose_name=_("unit of measure"))


class ServiceItems(ListPage):
    title = _("Service items")
    subtitle = _("Alike for all providers, so that residents can compare prices.")
    permission_required = VIEW
    menu = LIST
    above = ((_("Providers"), LIST),)
    new = (_("New service item"), "service_item_new")
    table_class = ItemTable
    export_name = "service-items"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return prices.items()


class ItemForm(forms.Form):
    trade = forms.ChoiceField(label=_("kind of service"), choices=Trade.choices)
    name = forms.CharField(label=_("service item"), max_length=40)
    unit = forms.CharField(label=_("unit of measure"), max_length=10)


class NewItem(FormPage):
    title = _("New service item")
    permission_required = CHANGE
    menu = LIST
    above = ((_("Service items"), "service_items"),)
    success_url = reverse_lazy("service_items")
    form_class = ItemForm
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        enter_item(trade=Trade(typed["trade"]), name=typed["name"], unit=typed["unit"], by=self.user)
        return super().form_valid(form)
