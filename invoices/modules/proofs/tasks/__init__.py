"""The evening's seal, and seals on their way to others, as background work."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from invoices.modules.proofs.services import is_sealing_due, is_sending_due, seal_due_day, send_seals
from property_ops.framework.timed import TimedTask
from property_ops.kernel.text import gettext_noop


@task()
def daily_seal() -> None:
    """Safe to run twice."""
    seal_due_day(now=timezone.now())


@task()
def seals_on_their_way() -> None:
    """Safe to run twice."""
    if is_sending_due(timezone.now()):
        send_seals(now=timezone.now())


DAILY_SEAL = TimedTask(gettext_noop("Daily seal"), is_sealing_due, daily_seal)
SENDING = TimedTask(gettext_noop("Sending of seals"), is_sending_due, seals_on_their_way, again=timedelta(minutes=2))
"""Of slot `timed_tasks`."""
