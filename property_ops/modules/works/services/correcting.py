"""A work's place, wrongly written down, is put right while no paper has it."""

from datetime import date

from django.db import transaction

from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.modules.works.domain.errors import NothingCorrected, WorkIsOnPaper
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.services.workflow import CHANGE, locked, record_event


@transaction.atomic
def correct_work(*, work: WorkOrder, place: str, remark: str, by: User, on: date) -> WorkOrder:
    """The place is this, the remark is added; what stood there before stays in the history.

    Raises NotAllowed, NothingCorrected, and WorkIsOnPaper once the work was charged: then a credit note corrects it.
    """
    work = locked(work, by=by, permission=CHANGE)
    for papers in plugged_into("work_papers"):
        if paper := papers(work):
            raise WorkIsOnPaper(number=work.number, paper=paper)
    said, before = " ".join(place.split()), work.place
    if said == before and not remark.strip():
        raise NothingCorrected()
    work.place = said
    work.save()
    record_event(work, "correct", by=by, on=on, remark=remark, detail={"before": before, "place": said})
    return work
