"""One work: what was planned, done and accepted, what it cost, and who pays."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.pages import Crumb
from property_ops.kernel.quantity import plain
from property_ops.modules.works import selectors
from property_ops.modules.works.views.register import FUNDING_COLOURS, PERMISSION, STATE_COLOURS
from property_ops.modules.works.views.steps import steps_of

NONE = Decimal(0)


class WorkPage(DetailPage):
    """Modules add panels through the slot `work_panels`, such as what was charged for it."""

    permission_required = PERMISSION
    personal_data = True
    menu = "works"
    template_name = "works/work.html"
    panel_slot = "work_panels"
    slug_field = slug_url_kwarg = "number"

    def get_queryset(self) -> Any:
        return selectors.works(self.user)

    def breadcrumbs(self) -> list[Crumb]:
        estate = self.object.estate
        return [
            Crumb(_("Works"), reverse("works")),
            Crumb(estate.name, f"{reverse('estate', args=[estate.code])}?tab=works"),
        ]

    def get_subtitle(self) -> str:
        return " · ".join(filter(None, (self.object.kind, self.object.estate.name, self.object.place)))

    def facts(self) -> list[Fact]:
        work = self.object
        return [
            Fact(_("Estate"), work.estate.name, reverse("estate", args=[work.estate.code])),
            Fact(_("Kind of work"), work.kind),
            *facts_of(work, "place"),
            *self._course(),
        ]

    def _course(self) -> Iterator[Fact]:
        """What is known of the work so far; a row of the register has its days and who accepted."""
        work = self.object
        if work.planned_on:
            yield from facts_of(work, "planned_on")
        yield from facts_of(work, "done_on", "accepted_on", "accepted_by")
        if work.deemed:
            yield Fact(_("Acceptance"), _("deemed accepted: parties stayed silent"))
        if work.prepared_by_id:
            yield from facts_of(work, "prepared_by", "decided_by")
        if work.round > 1:
            yield Fact(_("Rounds"), work.round)
        until = selectors.warranty_until(work)
        if until:
            yield Fact(_("Warranty until"), until)
        if work.original_id:
            yield Fact(_("Mends a defect of"), work.original.number, reverse("work", args=[work.original.number]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        work, lines = self.object, selectors.lines_of(self.object)
        quantities = [
            (_("planned quantity"), work.planned),
            (_("done quantity"), work.done),
            (_("accepted quantity"), work.accepted),
        ]
        return super().get_context_data(**kwargs) | {
            "work": work,
            "state_colour": STATE_COLOURS[work.state],
            "steps": steps_of(work, self.user, today=timezone.localdate()),
            "lines": lines,
            "amount": selectors.estimated_amount(lines),
            "funding_colour": FUNDING_COLOURS.get(work.funding, "gray"),
            "payers": selectors.payers_of(work),
            "call_out": selectors.call_out_of(work),
            "over": work.ceiling is not None and work.cost > work.ceiling,
            "mended_by": selectors.defects_of(work),
            "quantities": [(label, quantity, plain(quantity or NONE)) for label, quantity in quantities],
            "most": plain(max(quantity or NONE for _label, quantity in quantities)),
        }
