"""What the books begin with: of slot `first_steps`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from invoices.modules.opening import selectors
from property_ops.framework.first_steps import FirstStep

TAKE_OVER = FirstStep(
    _("Opening balances"),
    _("Balances by account, old arrears, prepayments and deposits; a company that begins new needs none."),
    "opening.prepare",
    selectors.is_taken_over,
    lambda: reverse("openings"),
    order=60,
)
