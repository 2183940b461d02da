"""Who complained is told that there is an answer; who has a line of the work, that it is due again."""

from collections.abc import Collection
from datetime import datetime

from invoices.modules.complaints.models import HoldRelease, WorkComplaint
from invoices.modules.complaints.selectors.complaints import households_of_lines
from property_ops.kernel.text import gettext_noop
from property_ops.modules.notices.public import NoticeTemplate, Telling, tell_each
from property_ops.modules.works.public import WorkOrder

ANSWERED = NoticeTemplate(
    "complaint_answered",
    gettext_noop("Your complaint about a work is answered"),
    gettext_noop("%(estate)s: your complaint about work order %(number)s is answered. Please look at it on your page."),
    ("estate", "number"),
)
RELEASED = NoticeTemplate(
    "work_released",
    gettext_noop("A work that was held is due again"),
    gettext_noop(
        "%(estate)s: the complaints about work order %(number)s are answered. "
        "What is still open of it is due on %(day)s."
    ),
    ("estate", "number", "day"),
)


def tell_of_answers(complaints: Collection[WorkComplaint], *, work: WorkOrder, now: datetime) -> None:
    facts = {"estate": work.estate.name, "number": work.number}
    what = [Telling(f"{work.number}", one.tenure_id, work.estate_id, facts) for one in complaints]
    tell_each(template=ANSWERED.name, what=what, now=now)


def tell_of_release(lines: Collection[int], *, release: HoldRelease, now: datetime) -> None:
    """The payers of the lines that were held."""
    work = release.hold.work
    facts = {"estate": work.estate.name, "number": work.number, "day": release.new_due_on.isoformat()}
    payers = {line.bill.payer_id for line in households_of_lines(lines) if line.bill.payer_id is not None}
    what = [Telling(f"{work.number}/{release.pk}", payer, work.estate_id, facts) for payer in sorted(payers)]
    tell_each(template=RELEASED.name, what=what, now=now)
