"""The weights of the queue, and the money that estates have for works: prepared by one, approved by another."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import StateColumn
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.dated_rules import DatedRulePage, DatedRules, NewDatedRule
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import EstateFilter, EstateForm, EstateFormPage
from property_ops.modules.queue.approvals import BUDGETS, WEIGHTS
from property_ops.modules.queue.public import PlannedBudget, prepare_budget
from property_ops.modules.queue.selectors.works import visible_budgets
from property_ops.modules.queue.views.words import CHANGE, LIST, VIEW


class OfWeights:
    kind: ClassVar[ApprovalKind[Any]] = WEIGHTS
    menu = LIST


class WeightsList(OfWeights, DatedRules):
    title = _("Weights of the queue of works")
    subtitle = _("Alike for all estates, and published.")
    permission_required = VIEW
    export_name = "queue-weights"
    above = ((_("Queue of works"), LIST),)


class NewWeights(OfWeights, NewDatedRule):
    title = _("New weights of the queue")
    permission_required = CHANGE


class WeightsPage(OfWeights, DatedRulePage):
    permission_required = VIEW


class BudgetTable(columns.ListTable):
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    start = columns.DayColumn(verbose_name=_("from"), linkify=("works_budget", {"pk": columns.A("pk")}))
    amount = columns.Amount(verbose_name=_("money for works"), adds=False)
    source = columns.Text(verbose_name=_("where the money comes from"))
    state = StateColumn()


class BudgetFilters(Filters):
    estate = EstateFilter()


class Budgets(ListPage):
    title = _("Budgets of works")
    permission_required = VIEW
    menu = LIST
    above = ((_("Queue of works"), LIST),)
    new = (_("New budget"), "works_budget_new")
    table_class = BudgetTable
    filterset_class = BudgetFilters
    export_name = "works-budgets"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return visible_budgets(self.user)


class BudgetForm(EstateForm):
    start = DayField(label=_("from"))
    amount = Amount(label=_("money for works (yuan)"))
    source = forms.CharField(label=_("where the money comes from"), max_length=100)

    def clean_amount(self) -> Yuan:
        amount: Yuan = self.cleaned_data["amount"]
        if amount < ZERO:
            raise forms.ValidationError(_("Money for works is not negative."))
        return amount


class NewBudget(EstateFormPage):
    title = _("New budget")
    permission_required = CHANGE
    menu = LIST
    above = ((_("Budgets of works"), "works_budgets"),)
    success_url = reverse_lazy("works_budgets")
    form_class = BudgetForm
    success_message = _("Saved. It counts once another person has approved it.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = dict(form.cleaned_data)
        prepare_budget(estate=typed.pop("estate"), budget=PlannedBudget(**typed), by=self.user, now=timezone.now())
        return super().form_valid(form)


class BudgetPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = BUDGETS
    menu = LIST
    above = ((_("Budgets of works"), "works_budgets"),)

    def get_queryset(self) -> QuerySet[Any]:
        return visible_budgets(self.user)

    def facts(self) -> list[Fact]:
        one = self.object
        return facts_of(one, "estate", "start", "amount", "source")
