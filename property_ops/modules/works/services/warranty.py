"""A defect of an accepted work: free inside the warranty, an ordinary draft after it."""

from datetime import date

from django.db import transaction

from property_ops.framework.models import User
from property_ops.kernel.writing import with_reason
from property_ops.modules.works.domain.errors import NotAccepted
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.models.funding import Funding
from property_ops.modules.works.selectors import warranty_until
from property_ops.modules.works.services.planning import open_draft
from property_ops.modules.works.services.workflow import CHANGE, locked, record_event


@transaction.atomic
def report_defect(*, work: WorkOrder, what: str, by: User, on: date) -> WorkOrder:
    """A new order that mends `work`: nobody pays for it up to the last day of the warranty.

    Raises NotAllowed, NotAccepted, ReasonMissing (no word on what is wrong).
    """
    work = locked(work, by=by, permission=CHANGE)
    if not work.is_settled:
        raise NotAccepted(number=work.number)
    until = warranty_until(work)
    is_free = until is not None and on <= until
    order = open_draft(
        estate=work.estate,
        kind=work.kind,
        unit=work.unit,
        place=work.place,
        by=by,
        on=on,
        remark=with_reason(what, most=300),
        funding=Funding.NOBODY if is_free else Funding.UNDECIDED,
        original=work,
    )
    record_event(work, "defect", by=by, on=on, remark=what, detail={"order": order.number, "free": is_free})
    return order
