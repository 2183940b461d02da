"""The first month: of slot `first_steps`, where it comes last."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import Bill, BillState
from property_ops.framework.first_steps import FirstStep

FIRST_MONTH = FirstStep(
    _("The first month: charge, draft, approve, issue"),
    _("Once its bills are issued, this list is gone."),
    "charges.view",
    lambda: Bill.objects.filter(state=BillState.ISSUED).exists(),
    lambda: reverse("month_end"),
    order=90,
)
