"""The company, its estates and their homes: of slot `first_steps`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.first_steps import FirstStep
from property_ops.modules.estates import selectors

COMPANY = FirstStep(
    _("Name and bank account of the company"),
    _("They stand on every bill and receipt."),
    "company.change",
    lambda: bool(selectors.company_name()),
    lambda: reverse("company"),
    order=10,
)
ESTATES = FirstStep(
    _("Estates with their take-over day"),
    _("Import the register of estates (小区台账), or the whole folder of the office's workbooks."),
    "import.run",
    selectors.has_managed_estates,
    lambda: reverse("import"),
    order=20,
)
UNITS = FirstStep(
    _("Homes, shops and their owners"),
    _("Import the register of units (房屋台账), a sheet for each estate."),
    "import.run",
    selectors.has_units,
    lambda: reverse("import"),
    order=30,
)
