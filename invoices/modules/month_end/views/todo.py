"""What of the months waits for the accountant: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillState, visible_bills
from invoices.modules.charges.public import open_holds
from property_ops.framework.todo import ThingsToDo

HELD = ThingsToDo(
    _("Charges that are held"),
    "charges.run",
    lambda user: open_holds(user).annotate(since=F("month")),
    lambda: reverse("month_end"),
    order=35,
)
TO_ISSUE = ThingsToDo(
    _("Approved bills to be issued"),
    "billing.issue",
    lambda user: visible_bills(user).filter(state=BillState.APPROVED).annotate(since=F("month")),
    lambda: f"{reverse('bills')}?state={BillState.APPROVED}",
    order=36,
)
