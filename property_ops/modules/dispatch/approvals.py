"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.modules.dispatch.models import CrewContract
from property_ops.modules.dispatch.services.contracts import approve_contract


class CrewContracts(ApprovalKind[CrewContract]):
    name, title, model = "crew_contract", _("Prices of contractors"), CrewContract
    blocks_closing = False  # they count for what is done afterwards
    related = ("crew",)

    def url(self, thing: CrewContract) -> str:
        return reverse("dispatch_crew", args=[thing.crew_id])

    def approve(self, thing: CrewContract, *, by: User, now: datetime, today: date) -> str:
        approve_contract(contract_id=thing.pk, by=by, now=now)
        return gettext("The prices count from their first day on.")


CONTRACTS = CrewContracts()
