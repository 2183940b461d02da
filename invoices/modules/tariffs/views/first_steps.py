"""What is charged: of slot `first_steps`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from invoices.modules.tariffs import selectors
from property_ops.framework.first_steps import FirstStep

TARIFFS = FirstStep(
    _("Tariffs"),
    _("Enter a first price on the page of tariffs, or import the workbook (收费标准)."),
    "tariffs.change",
    selectors.has_tariffs,
    lambda: reverse("tariffs"),
    order=50,
)
