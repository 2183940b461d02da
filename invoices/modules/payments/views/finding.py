"""Receipts by their number or the transaction's, of slot `finders`."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.selectors.receipts import first_receipts
from property_ops.framework.finding import MOST, Finder, SearchHit
from property_ops.framework.models import User


def _receipts(user: User, text: str) -> Iterator[SearchHit]:
    for one in first_receipts(user, text, most=MOST):
        told = [f"{one.received_on}", one.payer_name, one.amount.grouped()]
        yield SearchHit(one.number, reverse("receipt", args=[one.pk]), " · ".join(filter(None, told)))


RECEIPTS = Finder(_("Receipts"), "payments.view", _receipts, personal_data=True, order=40)
