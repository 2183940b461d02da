"""Background work of the outbox."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from property_ops.framework.locking import process_lock
from property_ops.framework.slots import plugged_into
from property_ops.framework.timed import TimedTask
from property_ops.kernel.text import gettext_noop
from property_ops.modules.notices.connector.configuration import notice_keys
from property_ops.modules.notices.selectors.outbox import due_messages, lost_messages, waiting_notices
from property_ops.modules.notices.services.digests import is_morning, send_at_once, send_digests, somebody_wants_it_now
from property_ops.modules.notices.services.sending import carry_out

EVERY = timedelta(minutes=2)
EVENING = time(15, 0)
"""When people are told of tomorrow."""


@task()
def send_notices() -> None:
    """Safe to run twice."""
    with process_lock("notices"):
        carry_out(keys=notice_keys(), now=timezone.now())


def is_due(now: datetime) -> bool:
    if lost_messages(now).exists():
        return True
    keys = notice_keys()
    if keys.quiet.hold(now):
        return False
    return due_messages(now).exists() or waiting_notices().exists()


@task()
def tell_of_tomorrow() -> None:
    """Ask everybody who knows of something that people are told the day before. Safe to run twice: keys are."""
    now = timezone.now()
    for told in plugged_into("daily_notices"):
        told(now=now, today=timezone.localdate(now))


def is_afternoon(now: datetime) -> bool:
    return timezone.localtime(now).time() >= EVENING


@task()
def write_digests() -> None:
    """Safe to run twice: keys are of the day."""
    now = timezone.now()
    send_digests(now=now, today=timezone.localdate(now))


@task()
def write_what_is_new() -> None:
    """Safe to run twice: what was told is written down with it."""
    send_at_once(now=timezone.now())


def is_day_for_news(now: datetime) -> bool:
    return not notice_keys().quiet.hold(now) and somebody_wants_it_now()


NEWS = TimedTask(gettext_noop("New things that wait"), is_day_for_news, write_what_is_new, again=timedelta(minutes=15))
DIGESTS = TimedTask(gettext_noop("Digests of the morning"), is_morning, write_digests)
SENDING = TimedTask(gettext_noop("Notices"), is_due, send_notices, again=EVERY)
TOMORROW = TimedTask(gettext_noop("Notices of tomorrow"), is_afternoon, tell_of_tomorrow)
"""Of slot `timed_tasks`."""
