"""Receipts that wait to be matched: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.selectors import receipts as read
from property_ops.framework.todo import ThingsToDo


def _in_state(title: object, state: ReceiptState, order: int) -> ThingsToDo:
    return ThingsToDo(
        title,
        "payments.match",
        lambda user: read.all_receipts().filter(state=state).annotate(since=F("received_on")),
        lambda: f"{reverse('matching')}?state={state}",
        order,
    )


WAITING = _in_state(_("Receipts to be matched"), ReceiptState.WAITING, 40)
DEFERRED = _in_state(_("Receipts put aside"), ReceiptState.DEFERRED, 41)
