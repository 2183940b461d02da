"""Bills by their number, of slot `finders`."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing import selectors
from property_ops.framework.finding import MOST, Finder, SearchHit
from property_ops.framework.models import User


def _bills(user: User, text: str) -> Iterator[SearchHit]:
    for bill in selectors.first_bills(user, text, most=MOST):
        told = f"{bill.unit_code} · {bill.payer_name} · {bill.month:%Y-%m} · {bill.total.grouped()}"
        yield SearchHit(str(bill.number), reverse("bill", args=[bill.pk]), told)


BILLS = Finder(_("Bills"), "billing.view", _bills, personal_data=True, order=30)
