"""A lease with rent that waits, for the person who approves it."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web.display import Fact, days
from property_ops.framework.web.pages import Crumb
from property_ops.modules.parking.approvals import LEASE_PROPOSALS
from property_ops.modules.parking.views.registers import PERMISSION


class ProposalPage(DecidedPage):
    permission_required = PERMISSION
    personal_data = True
    kind = LEASE_PROPOSALS
    question = _("Approve it? The unit pays this rent from the first day on.")
    menu = "parking_leases"

    def get_queryset(self) -> QuerySet[Any]:
        return LEASE_PROPOSALS.visible(self.user).select_related("space__estate", "unit", "prepared_by", "decided_by")

    def get_title(self) -> Any:
        return _("Proposed lease")

    def get_subtitle(self) -> str:
        return f"{self.object.space.estate.name} · {self.object.space.number}"

    def breadcrumbs(self) -> list[Crumb]:
        space = self.object.space
        return [
            Crumb(_("Parking spaces"), reverse("parking_spaces")),
            Crumb(space.number, reverse("parking_space", args=[space.pk])),
        ]

    def facts(self) -> list[Fact]:
        one = self.object
        return [
            Fact(_("Leased to"), one.unit.code, reverse("unit", args=[one.unit.code])),
            Fact(_("Monthly rent"), one.monthly_rent),
            Fact(_("Period"), days(one.start, one.end)),
            Fact(_("Plate"), one.plate),
            Fact(_("Vehicle"), one.vehicle),
        ]
