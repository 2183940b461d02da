"""Standings, the standard of scores, and the items that have prices."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import StateColumn, decision, history, state_badge
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, FormPage
from property_ops.modules.providers.approvals import STANDARDS, STANDINGS
from property_ops.modules.providers.public import STANDING_MOVE_WORDS, StandingMove, Trade
from property_ops.modules.providers.selectors import prices, register, scores
from property_ops.modules.providers.services import standing as services
from property_ops.modules.providers.services.register import CHANGE, enter_item
from property_ops.modules.providers.services.standing import StandardDraft
from property_ops.modules.providers.views.providers import LIST, OfProvider
from property_ops.modules.providers.views.shown import VIEW

WEIGHTS = ("answered", "on_time", "redone", "rated", "complaints")


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
            provider=self.provider, move=StandingMove(typed["move"]), reason=typed["reason"], by=self.user,
            now=timezone.now(),
        )  # fmt: skip
        return super().form_valid(form)


class StandingPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = LIST
    template_name = "providers/page.html"

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_standings(self.user)

    def breadcrumbs(self) -> list[Crumb]:
        one = self.object.provider
        return [Crumb(_("Providers"), reverse(LIST)), Crumb(one.name, reverse("provider", args=[one.code]))]

    def facts(self) -> list[Fact]:
        one = self.object
        name = Fact(_("Provider"), one.provider.name, reverse("provider", args=[one.provider.code]))
        return [Fact(_("State"), state_badge(one.state)), name, *facts_of(one, "move", "reason")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        more = {"decision": decision(STANDINGS, one, self.user), "history": history(one)}
        return super().get_context_data(**kwargs) | more


class StandardTable(columns.ListTable):
    start = columns.DayColumn(verbose_name=_("from"), linkify=("score_standard", {"pk": columns.A("pk")}))
    answered = columns.Number(verbose_name=_("weight: answered"))
    on_time = columns.Number(verbose_name=_("weight: on time"))
    redone = columns.Number(verbose_name=_("weight: not done twice"))
    rated = columns.Number(verbose_name=_("weight: rated"))
    complaints = columns.Number(verbose_name=_("weight: without complaint"))
    months = columns.Number(verbose_name=_("months counted"))
    least_orders = columns.Number(verbose_name=_("orders before a score is shown"))
    warn_below = columns.Number(verbose_name=_("warn below"))
    suspend_below = columns.Number(verbose_name=_("suspend below"))
    state = StateColumn()


class ScoreStandards(ListPage):
    title = _("Standard of scores")
    subtitle = _("One standard for all providers: score = Σ weight × part ÷ Σ weight of the parts that were counted.")
    permission_required = VIEW
    menu = LIST
    table_class = StandardTable
    export_name = "score-standards"
    personal_data = False

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Providers"), reverse(LIST))]

    def get_queryset(self) -> QuerySet[Any]:
        return scores.all_standards()

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(CHANGE):
            return []
        return [Button(_("New standard"), reverse("score_standard_new"), "plus", primary=True)]


class StandardForm(forms.Form):
    start = DayField(label=_("from"))
    answered = forms.IntegerField(label=_("weight: answered"), min_value=0, max_value=100)
    on_time = forms.IntegerField(label=_("weight: on time"), min_value=0, max_value=100)
    redone = forms.IntegerField(label=_("weight: not done twice"), min_value=0, max_value=100)
    rated = forms.IntegerField(label=_("weight: rated"), min_value=0, max_value=100)
    complaints = forms.IntegerField(label=_("weight: without complaint"), min_value=0, max_value=100)
    months = forms.IntegerField(label=_("months counted"), min_value=1, max_value=60)
    least_orders = forms.IntegerField(label=_("orders before a score is shown"), min_value=0, max_value=1000)
    warn_below = forms.IntegerField(label=_("warn below"), min_value=0, max_value=100)
    suspend_below = forms.IntegerField(label=_("suspend below"), min_value=0, max_value=100)

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        weights = [typed[name] for name in WEIGHTS if typed.get(name) is not None]
        if len(weights) == len(WEIGHTS) and sum(weights) != 100:
            self.add_error("complaints", _("The five weights come to a hundred."))
        warn, suspend = typed.get("warn_below"), typed.get("suspend_below")
        if warn is not None and suspend is not None and suspend > warn:
            self.add_error("suspend_below", _("A suspension comes after a warning."))
        day = typed.get("start")
        if day is not None and scores.all_standards().filter(start=day, state__in=("waiting", "approved")).exists():
            self.add_error("start", _("A standard from this day is there already."))
        return typed


class NewStandard(FormPage):
    title = _("New standard of scores")
    permission_required = CHANGE
    menu = LIST
    form_class = StandardForm
    success_message = _("Saved. It counts once another person has approved it.")

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Standard of scores"), reverse("score_standards"))]

    def get_initial(self) -> dict[str, Any]:
        now = scores.standard_on(timezone.localdate())
        names = StandardForm.base_fields.keys() - {"start"}
        same = {name: getattr(now, name) for name in names} if now else {}
        return same | {"start": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        services.propose_standard(draft=StandardDraft(**form.cleaned_data), by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("score_standards")


class StandardPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = LIST
    template_name = "providers/page.html"

    def get_queryset(self) -> QuerySet[Any]:
        return scores.all_standards()

    def get_title(self) -> Any:
        return _("Standard of scores")

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Standard of scores"), reverse("score_standards"))]

    def facts(self) -> list[Fact]:
        one = self.object
        names = ("start", *WEIGHTS, "months", "least_orders", "warn_below", "suspend_below")
        return [Fact(_("State"), state_badge(one.state)), *facts_of(one, *names)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        more = {"decision": decision(STANDARDS, one, self.user), "history": history(one)}
        return super().get_context_data(**kwargs) | more


class ItemTable(columns.ListTable):
    trade = columns.Text(verbose_name=_("kind of service"))
    name = columns.Text(verbose_name=_("service item"))
    unit = columns.Text(verbose_name=_("unit of measure"))


class ServiceItems(ListPage):
    title = _("Service items")
    subtitle = _("Alike for all providers, so that residents can compare prices.")
    permission_required = VIEW
    menu = LIST
    table_class = ItemTable
    export_name = "service-items"
    personal_data = False

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Providers"), reverse(LIST))]

    def get_queryset(self) -> QuerySet[Any]:
        return prices.items()

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(CHANGE):
            return []
        return [Button(_("New service item"), reverse("service_item_new"), "plus", primary=True)]


class ItemForm(forms.Form):
    trade = forms.ChoiceField(label=_("kind of service"), choices=Trade.choices)
    name = forms.CharField(label=_("service item"), max_length=40)
    unit = forms.CharField(label=_("unit of measure"), max_length=10)


class NewItem(FormPage):
    title = _("New service item")
    permission_required = CHANGE
    menu = LIST
    form_class = ItemForm
    success_message = _("Saved.")

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Service items"), reverse("service_items"))]

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        enter_item(trade=Trade(typed["trade"]), name=typed["name"], unit=typed["unit"], by=self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("service_items")
