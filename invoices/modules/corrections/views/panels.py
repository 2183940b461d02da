"""What corrections add to the pages of a bill and of a unit."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillState
from invoices.modules.corrections import selectors
from invoices.modules.corrections.domain.states import State
from invoices.modules.corrections.views.plans import standing_badge
from property_ops.framework.web.tabs import Panel
from property_ops.kernel.money import Yuan


@dataclass(frozen=True, slots=True)
class LineStanding:
    """A line of the bill as it stands today."""

    line: Any
    credited: Yuan | None
    dispute: Any


class UnitDebt(Panel):
    """What can be done about what is open of a unit, and its instalment plans."""

    permission = "corrections.prepare"
    title = _("Instalments, write-off")
    icon = "calendar-due"
    order = 46
    template_name = "corrections/unit_panel.html"

    def is_there(self) -> bool:
        return bool(selectors.open_of_unit(self.subject.code))

    def context(self) -> dict[str, Any]:
        plans = selectors.visible_plans(self.user).filter(unit_code=self.subject.code, state=State.APPROVED)
        standings = selectors.standings(plans, on=timezone.localdate())
        return {"unit": self.subject, "plans": [(one, standing_badge(one)) for one in standings]}


class StandingPanel(Panel):
    """What is open on each line of an issued bill, what was corrected, and the ways to correct."""

    permission = "corrections.view"
    title = _("How it stands today")
    icon = "adjustments-dollar"
    order = 20
    wide = True
    template_name = "corrections/bill_panel.html"

    def is_there(self) -> bool:
        return bool(self.subject.state == BillState.ISSUED)

    @property
    def url(self) -> str:
        return reverse("credit_bill", args=[self.subject.pk]) if self.user.has_perm("corrections.prepare") else ""

    url_label = _("Prepare a credit note")

    def context(self) -> dict[str, Any]:
        lines = list(selectors.lines_as_they_stand(self.subject))
        credited = selectors.credited_for_good([line.pk for line in lines])
        disputes = selectors.disputes_of_lines([line.pk for line in lines])
        return {
            "standings": [LineStanding(line, credited.get(line.pk), disputes.get(line.pk)) for line in lines],
            "notes": selectors.notes_of_bill(self.subject),
            "replaces": selectors.replaced_by(self.subject),
            "may_dispute": self.user.has_perm("corrections.dispute"),
        }
