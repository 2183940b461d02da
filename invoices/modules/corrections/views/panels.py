"""What corrections add to the pages of a bill."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillState
from invoices.modules.corrections import selectors
from property_ops.framework.permissions import allows
from property_ops.framework.web.tabs import Panel
from property_ops.kernel.money import Yuan


@dataclass(frozen=True, slots=True)
class LineStanding:
    """A line of the bill as it stands today."""

    line: Any
    credited: Yuan | None
    dispute: Any


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
        return reverse("credit_bill", args=[self.subject.pk]) if allows(self.user, "corrections.prepare") else ""

    url_label = _("Prepare a credit note")

    def context(self) -> dict[str, Any]:
        lines = list(selectors.lines_as_they_stand(self.subject))
        credited = selectors.credited([line.pk for line in lines])
        disputes = selectors.disputes_of_lines([line.pk for line in lines])
        return {
            "standings": [LineStanding(line, credited.get(line.pk), disputes.get(line.pk)) for line in lines],
            "notes": selectors.notes_of_bill(self.subject),
            "replaces": selectors.replaced_by(self.subject),
            "may_dispute": allows(self.user, "corrections.dispute"),
        }
