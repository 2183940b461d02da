"""A clock that was set back would date what is made now before what was made already: a person is asked about it first.

Whatever puts a day on a paper asks the clock at the edges of the program, so that is where this is asked too: of every
form that is sent (`web.clock`), and of every command that acts in somebody's name (`terminal`). The clock is held
against the latest day in the audit log. Who says that the day is right does so once: what was recorded before then
counts no more, so that a clock that had run ahead is not asked about for ever.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import AuditEvent, User
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

FIELD = "confirm_day"
"""In a form: the day is right."""
_SUBJECT = "clock"


class ClockSetBack(BusinessError):
    code = "clock_set_back"
    message = gettext_noop(
        "The clock of this computer says %(day)s, but something was recorded on %(last)s already. Set the clock right, "
        "or confirm the day (on the command line: --confirm-day)."
    )


def doubt_about_today() -> ClockSetBack | None:
    """What speaks against the day that the clock says; None if nothing does."""
    day, last = timezone.localdate(), _latest_day()
    return ClockSetBack(day=day, last=last) if last and day < last else None


def confirm_day(*, by: User) -> None:
    """A person said that the day is right."""
    if doubt := doubt_about_today():
        with transaction.atomic():  # it is in the audit log when the next one asks
            audit.record(
                by=by, action="clock.confirmed", subject=_SUBJECT, **{key: str(day) for key, day in doubt.data.items()}
            )


def _latest_day() -> date | None:
    """Of what was recorded since somebody confirmed the day."""
    events = AuditEvent.objects.order_by("-at")
    confirmed = AuditEvent.objects.filter(subject=_SUBJECT).order_by("-pk").values_list("pk", flat=True).first()
    at = events.filter(pk__gte=confirmed or 0).values_list("at", flat=True).first()
    return timezone.localdate(at) if at else None
