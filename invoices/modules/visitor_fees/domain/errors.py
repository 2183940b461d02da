from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class TariffOfThePast(BusinessError):
    code = "visitor_tariff_of_the_past"
    message = gettext_noop("Cars are charged by what was in force when they came: choose a day from %(first)s on.")


class TariffOfThatDay(BusinessError):
    code = "visitor_tariff_of_that_day"
    message = gettext_noop("For %(estate)s there is a price from %(day)s already, or one that waits for approval.")


class NothingToPayHere(BusinessError):
    code = "visitor_owes_nothing"
    message = gettext_noop("There is nothing to pay just now.")
