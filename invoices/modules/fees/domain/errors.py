from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NoPriceThen(BusinessError):
    code = "fee_has_no_price"
    message = gettext_noop("On %(day)s no approved price was in force for this in %(estate)s.")


class PayerElsewhere(BusinessError):
    code = "fee_payer_elsewhere"
    message = gettext_noop("%(name)s is neither owner nor tenant of %(unit)s on that day.")


class NothingOrdered(BusinessError):
    code = "fee_quantity_needed"
    message = gettext_noop("Enter a quantity above zero.")


class OrderClosed(BusinessError):
    code = "fee_order_closed"
    message = gettext_noop("Order %(number)s is closed: nothing more is delivered on it.")


class MoreThanOrdered(BusinessError):
    code = "fee_more_than_ordered"
    message = gettext_noop("Of order %(number)s %(left)s is left to deliver, not %(quantity)s.")


class NotThatDay(BusinessError):
    code = "fee_day_wrong"
    message = gettext_noop("The day of delivery lies between %(first)s, when it was ordered, and today.")


class NobodySigned(BusinessError):
    code = "fee_nobody_signed"
    message = gettext_noop("Say who of the household signed the receipt.")


class DeliveryWaits(BusinessError):
    code = "fee_delivery_waits"
    message = gettext_noop("A delivery of order %(number)s waits to be compared. Decide it first.")


class NotOrderedYet(BusinessError):
    code = "fee_not_ordered_yet"
    message = gettext_noop("%(day)s is still to come: what is ordered then has the price of then.")
