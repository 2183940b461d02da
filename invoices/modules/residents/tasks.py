"""Refused entries of days before are forgotten, as background work."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from invoices.modules.residents.services.entering import are_to_forget, forget_wrong_entries
from property_ops.framework.timed import TimedTask
from property_ops.kernel.text import gettext_noop


@task()
def forget() -> None:
    """Safe to run twice."""
    forget_wrong_entries(now=timezone.now())


def _is_due(now: datetime) -> bool:
    return are_to_forget(now=now).exists()


FORGET = TimedTask(gettext_noop("Refused entries"), _is_due, forget)
"""Of slot `timed_tasks`."""
