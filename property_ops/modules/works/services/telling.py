"""What this module tells of when it happens (slot `event_kinds`): by ids and codes, of no person."""

from django.utils.translation import gettext_lazy as _

from property_ops.framework.events import Event, EventKind, announce
from property_ops.modules.works.models import WorkOrder

WORK_ACCEPTED = EventKind("work.accepted", _("a work was accepted"))


def tell_of_acceptance(work: WorkOrder) -> None:
    facts = {"work": work.number, "accepted_on": f"{work.accepted_on}", "href": f"/api/v1/works/{work.number}"}
    announce(WORK_ACCEPTED, lambda: [Event(f"work/{work.number}", work.estate.code, facts)])
