"""What of the online payments a person must look at: of slot `things_to_do`."""

from django.db.models import F
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.online_payments.selectors import orders as read
from property_ops.framework.todo import ThingsToDo

BILLS = ThingsToDo(
    _("Bills of payment services that do not tie out"),
    "payments.match",
    lambda user: read.bills_to_look_at(timezone.localdate()).annotate(since=F("day")),
    lambda: f"{reverse('online_bills')}?look=1",
    order=42,
)
REFUNDS = ThingsToDo(
    _("Refunds that a payment service refused"),
    "payments.refund",
    lambda user: read.refunds_failed(user).annotate(since=TruncDate("decided_at")),
    lambda: f"{reverse('online_orders')}?refund=failed",
    order=43,
)
