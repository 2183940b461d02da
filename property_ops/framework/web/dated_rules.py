"""The pages of rules that are numbers from a day on (framework/approval/dated.py): all of them, a new one, one."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval import dated
from property_ops.framework.approval.dated import FiguresFromADay
from property_ops.framework.approval.display import StateColumn, decision, history, state_badge
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, FormPage

MANY = {"th": {"class": "num broken"}, "td": {"class": "num"}}
"""Long words stand over short figures: they are broken, so that all of them fit beside each other."""


class OfDatedRules:
    """What the three pages of a kind share. `kind.page` names the page of one; with `s` and `_new` behind it, that of
    all, and that of a new one."""

    kind: ClassVar[ApprovalKind[Any]]

    @property
    def rules(self) -> type[FiguresFromADay]:
        return self.kind.model


class DatedRules(OfDatedRules, ListPage):
    personal_data = False

    def get_queryset(self) -> Any:
        return self.kind.visible(self.user).select_related("prepared_by", "decided_by")

    @cached_property
    def table_class(self) -> type[Any]:  # type: ignore[override] # of the numbers that the kind has
        fields: Any = self.rules._meta
        start = columns.DayColumn(verbose_name=_("from"), linkify=(self.kind.page, {"pk": columns.A("pk")}))
        shown = {
            name: columns.Number(verbose_name=fields.get_field(name).verbose_name, orderable=False, attrs=MANY)
            for name in self.rules.FIGURES
        }
        return type("DatedRuleTable", (columns.ListTable,), {"start": start, **shown, "state": StateColumn()})

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(self.rules.rights.prepare):
            return []
        return [Button(_("Change from a day on"), reverse(f"{self.kind.page}_new"), "plus", primary=True)]


class NewDatedRule(OfDatedRules, FormPage):
    """What is in force today stands in the form."""

    success_message = _("Saved. It counts once another person has approved it.")

    def get_form_class(self) -> type[Any]:
        fields: Any = self.rules._meta
        rules = self.rules

        def clean(form: Any) -> Any:
            typed = form.cleaned_data
            wrong = rules.fault(typed) if typed.keys() >= set(rules.FIGURES) else ""
            if wrong:
                form.add_error(None, wrong)
            return typed

        numbers = {
            name: forms.IntegerField(label=fields.get_field(name).verbose_name, min_value=0, max_value=10_000)
            for name in rules.FIGURES
        }
        return type("DatedRuleForm", (forms.Form,), {"start": DayField(label=_("from")), **numbers, "clean": clean})

    def breadcrumbs(self) -> list[Crumb]:
        return [*super().breadcrumbs(), Crumb(self.kind.title, self.get_success_url())]

    def get_initial(self) -> dict[str, Any]:
        now = dated.rule_on(self.rules, timezone.localdate())
        return (now.figures if now else {}) | {"start": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = dict(form.cleaned_data)
        start = typed.pop("start")
        dated.propose(self.rules, start=start, figures=typed, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse(f"{self.kind.page}s")


class DatedRulePage(OfDatedRules, DetailPage):
    personal_data = False
    template_name = "framework/decided.html"

    def get_queryset(self) -> Any:
        return self.kind.visible(self.user).select_related("prepared_by", "decided_by")

    def get_title(self) -> Any:
        return self.kind.title

    def breadcrumbs(self) -> list[Crumb]:
        return [*super().breadcrumbs(), Crumb(self.kind.title, reverse(f"{self.kind.page}s"))]

    def facts(self) -> list[Fact]:
        one = self.object
        return [Fact(_("State"), state_badge(one.state)), *facts_of(one, "start", *self.rules.FIGURES)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        more = {"decision": decision(self.kind, one, self.user), "history": history(one)}
        return super().get_context_data(**kwargs) | more
