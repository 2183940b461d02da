"""Background work of the online payments: what no notice told of is asked for."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django_tasks import task

from invoices.modules.online_payments.selectors.orders import has_work
from invoices.modules.online_payments.services import carry_out_all, channels_set, settle_open_orders, take_in_bill
from invoices.modules.online_payments.services.bills import days_wanted
from property_ops.framework.accounts import system_user
from property_ops.framework.timed import TimedTask
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

logger = logging.getLogger(__name__)
EVERY = timedelta(minutes=5)


@task()
def look_after_payments() -> None:
    """Ask for what stayed open, carry out approved refunds, take in the bills of days that are over. Safe to repeat."""
    moment: dict[str, Any] = {"by": system_user(), "now": timezone.now(), "today": timezone.localdate()}
    wrong = [*settle_open_orders(**moment), *carry_out_all(**moment)]
    for channel in channels_set():
        for day in days_wanted(channel, now=moment["now"]):
            try:
                take_in_bill(channel=channel, day=day, **moment)
            except BusinessError as error:
                wrong.append(f"{channel} {day}: {error.code}")
    if wrong:
        logger.warning("Online payments: %s", "; ".join(wrong))


def is_due(now: datetime) -> bool:
    channels = channels_set()
    return bool(channels) and (has_work() or any(days_wanted(channel, now=now) for channel in channels))


LOOK_AFTER = TimedTask(gettext_noop("Looking after online payments"), is_due, look_after_payments, again=EVERY)
"""Of slot `timed_tasks`."""
