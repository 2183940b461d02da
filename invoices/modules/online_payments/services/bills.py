"""The bill that a payment service gives of a day: fetched, taken in like any payment file, held against the orders."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from invoices.modules.online_payments.connector.services import service_of
from invoices.modules.online_payments.domain.states import BillOfDayState, OrderState
from invoices.modules.online_payments.models import BillOfDay, OnlineOrder
from invoices.modules.online_payments.services.asking import ask
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework import audit
from property_ops.framework.drafts import scratch_folder
from property_ops.framework.importing import ImportReport, Level, import_files
from property_ops.framework.models import User
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

READY_AT = time(10, 30)
"""Both services have the bill of a day ready by the next morning."""
DAYS_BACK = 7
ORDERED_BEFORE = timedelta(days=1)
"""An order may be of the evening before."""


def days_wanted(channel: PaymentChannel, *, now: datetime) -> list[date]:
    """The days of the last week whose bill is ready and was not taken in, or did not tie out."""
    here = timezone.localtime(now)
    last = here.date() - timedelta(days=1 if here.time() >= READY_AT else 2)
    days = [last - timedelta(days=back) for back in range(DAYS_BACK)]
    known = BillOfDay.objects.filter(channel=channel, day__in=days, state=BillOfDayState.TIES)
    return sorted(set(days) - set(known.values_list("day", flat=True)))


def take_in_bill(*, channel: PaymentChannel, day: date, by: User, now: datetime, today: date) -> BillOfDay:
    """Fetch the service's bill of the day and import it; what came by notice before is known again, and gets its fee.

    Safe to repeat. Raises ServiceNotSet, ServiceFailed, BillDamaged: then nothing is kept.
    """
    fetched = service_of(channel).bill(day)
    digest, problems = "", list[str]()
    if fetched is not None:
        digest = hashlib.sha256(b"".join(fetched.files.values())).hexdigest()
        with scratch_folder(Path(settings.DATA)) as folder:
            paths = []
            for name, data in fetched.files.items():
                paths.append(folder / name)
                paths[-1].write_bytes(data)
            problems = list(_problems(import_files(paths=paths, by=by, as_of=today)))
    data = b"".join(fetched.files.values()) if fetched else b""
    differences = [*_still_missing(data, channel, day, by, now, today)]
    orders = _paid_on(channel, day)
    differences += [
        _NOT_CONFIRMED % {"order": one.number, "amount": one.amount}
        for one in orders
        if one.transaction.encode() not in data
    ]
    state = BillOfDayState.FAILED if problems else BillOfDayState.DIFFERS if differences else BillOfDayState.TIES
    found, _made = BillOfDay.objects.update_or_create(
        channel=channel,
        day=day,
        defaults={
            "state": state,
            "sha256": digest,
            "orders": len(orders),
            "differences": [*problems, *differences],
            "fetched_at": now,
        },
    )
    audit.record(by=by, action="online_payments.bill_fetched", subject=f"{channel} {day}", state=state.value)
    return found


def _problems(report: ImportReport) -> Iterator[str]:
    with override("zh-hans"):
        for problem in report.problems():
            if problem.level is Level.ERROR:
                yield f"{problem.file} {problem.message}"[:300]


def _paid_on(channel: PaymentChannel, day: date) -> list[OnlineOrder]:
    start = timezone.make_aware(datetime.combine(day, time()))
    paid = OnlineOrder.objects.filter(channel=channel, state=OrderState.PAID)
    return list(paid.filter(paid_at__gte=start, paid_at__lt=start + timedelta(days=1)).select_related("receipt"))


def _still_missing(
    data: bytes, channel: PaymentChannel, day: date, by: User, now: datetime, today: date
) -> Iterator[str]:
    """Orders that the bill names and that are not paid here: their notice was lost. Each is asked for once more."""
    since = timezone.make_aware(datetime.combine(day, time())) - ORDERED_BEFORE
    for order in OnlineOrder.objects.filter(channel=channel, made_at__gte=since).exclude(state=OrderState.PAID):
        if order.number.encode() not in data:
            continue
        try:
            OnlineOrder.objects.filter(pk=order.pk).update(asked_at=None)
            order.asked_at = None
            found = ask(order=order, by=by, now=now, today=today)
        except BusinessError as error:
            yield f"{order.number}: {error.code}"
            continue
        if found.state != OrderState.PAID:
            yield _NOT_HERE % {"order": order.number, "amount": order.amount}


_NOT_CONFIRMED = gettext_noop("order %(order)s of ¥%(amount)s is not in the service's bill")
_NOT_HERE = gettext_noop("order %(order)s of ¥%(amount)s is in the service's bill, and the service says it is not paid")
