"""What collections add to other pages: the manager's overview, the pages of a unit and of a bill."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillState
from invoices.modules.collections import selectors
from invoices.modules.collections.views.plans import standing_badge
from invoices.modules.credit_notes.public import credited_for_good, notes_of_bill, replaced_by
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.web.charts import LatePanel
from property_ops.framework.web.tabs import Panel
from property_ops.kernel.money import ZERO, Yuan


class CollectionPanel(LatePanel):
    """Of slot `dashboard_panels`."""

    permission_required = "collections.view"
    title = _("Due and received, by the month due")
    icon = "chart-bar"
    order = 4
    piece = "collection_chart"
    draws = True
    url_label = _("Collection rate")

    @property
    def url(self) -> str:
        return reverse("collection_rates")


class ArrearsPanel(LatePanel):
    """What is overdue today, by age, and the estates with most of it."""

    permission_required = "collections.view"
    title = _("Arrears")
    icon = "hourglass"
    order = 5
    piece = "ageing_chart"
    draws = True
    url_label = _("All arrears")

    @property
    def url(self) -> str:
        return reverse("arrears")


class UnitArrears(Panel):
    """What is open of the unit, payer by payer and line by line."""

    permission_required = "collections.view"
    title = _("What is open")
    icon = "hourglass"
    order = 45
    wide = True
    template_name = "collections/arrears_of_unit.html"

    @cached_property
    def lines(self) -> list[Any]:
        return selectors.lines_of_unit(self.subject.code)

    def is_there(self) -> bool:
        return bool(self.lines)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "lines": self.lines,
            "open": sum((line.open for line in self.lines), ZERO),
            "credit": selectors.credit_of_unit(self.subject.code),
            "letters": selectors.letters_of_unit(self.subject.code),
            "today": timezone.localdate(),
        }


@dataclass(frozen=True, slots=True)
class LineStanding:
    """A line of the bill as it stands today."""

    line: Any
    credited: Yuan | None
    dispute: Any


class UnitDebt(Panel):
    """What can be done about what is open of a unit, and its instalment plans."""

    permission_required = "collections.prepare"
    title = _("Instalments, write-off")
    icon = "calendar-due"
    order = 46
    template_name = "collections/debt_of_unit.html"

    def is_there(self) -> bool:
        return bool(selectors.open_of_unit(self.subject.code))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plans = selectors.visible_plans(self.user).filter(unit_code=self.subject.code, state=ApprovalState.APPROVED)
        standings = selectors.standings(plans, on=timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "unit": self.subject,
            "plans": [(one, standing_badge(one)) for one in standings],
        }


class StandingPanel(Panel):
    """What is open on each line of an issued bill, what was corrected, and the ways to correct."""

    permission_required = "collections.view"
    title = _("How it stands today")
    icon = "adjustments-dollar"
    order = 20
    wide = True
    template_name = "collections/bill_panel.html"

    def is_there(self) -> bool:
        return bool(self.subject.state == BillState.ISSUED)

    @property
    def url(self) -> str:
        return reverse("credit_bill", args=[self.subject.pk]) if self.user.has_perm("credit_notes.prepare") else ""

    url_label = _("Prepare a credit note")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = list(selectors.lines_as_they_stand(self.subject))
        credited = credited_for_good([line.pk for line in lines])
        disputes = selectors.disputes_of_lines([line.pk for line in lines])
        return super().get_context_data(**kwargs) | {
            "standings": [LineStanding(line, credited.get(line.pk), disputes.get(line.pk)) for line in lines],
            "notes": notes_of_bill(self.subject),
            "replaces": replaced_by(self.subject),
            "may_dispute": self.user.has_perm("collections.dispute"),
        }
