"""Instalment plans: the list, and one with its parts, what was paid, and whether it is kept."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.approvals import PLANS
from invoices.modules.collections.views.lists import CorrectionFilters, CorrectionTable
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, badge
from property_ops.framework.web.lists import ListPage
from property_ops.kernel.money import ZERO

QUESTION = _("Agree to this plan? While it is kept there is no reminder and no late charge.")


class PlanTable(CorrectionTable):
    made_on = columns.DayColumn(verbose_name=_("made on"), linkify=("plan", {"pk": columns.A("pk")}))

    class Meta:
        sequence = ("made_on", "...")


class Plans(ListPage):
    title = _("Instalment plans")
    subtitle = _("While a plan is kept there is no reminder and no late charge. Prepare one on the page of the unit.")
    permission_required = "collections.view"
    table_class = PlanTable
    filterset_class = CorrectionFilters
    search_hint = _("payer, reason, room (5-2-301)")
    empty_text = _("No plan has been made yet.")
    export_name = "instalment-plans"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_plans(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_plans(queryset, text)


def standing_badge(standing: selectors.PlanStanding) -> Any:
    if standing.missed:
        return badge(_("broken: a part was missed"), "red")
    if standing.left <= ZERO:
        return badge(_("paid in full"), "green")
    return badge(_("kept"), "blue")


class PlanPage(DecidedPage):
    permission_required = "collections.view"
    personal_data = True
    kind = PLANS
    question = QUESTION
    menu = "plans"
    above = ((_("Instalment plans"), "plans"),)
    template_name = "collections/plan.html"

    @cached_property
    def standing(self) -> selectors.PlanStanding:
        return selectors.standings([self.object], on=timezone.localdate())[0]

    def get_title(self) -> str:
        return gettext("Instalment plan of %(unit)s") % {"unit": self.object.unit_code}

    def facts(self) -> list[Fact]:
        plan = self.object
        approved = plan.state == ApprovalState.APPROVED
        return [
            Fact(_("Standing"), standing_badge(self.standing) if approved else None),
            Fact(_("Unit"), plan.unit_code, reverse("unit", args=[plan.unit_code])),
            Fact(_("Payer"), plan.payer_name),
            Fact(_("Debt"), plan.total),
            Fact(_("Paid of it"), self.standing.paid),
            Fact(_("Made on"), plan.made_on),
            Fact(_("Reason"), plan.reason),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="collections.viewed", subject=self.object.unit_code)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needed, parts = ZERO, []
        for part in self.standing.parts:
            needed += part.amount
            parts.append((part, self.standing.paid.fen >= needed.fen, part == self.standing.missed))
        return super().get_context_data(**kwargs) | {
            "parts": parts,
            "lines": selectors.lines_planned(self.object),
        }
