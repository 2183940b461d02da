from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class MeterNotThere(BusinessError):
    code = "meter_not_there"
    message = gettext_noop("Meter %(number)s is not approved, or was not in its place on %(day)s.")


class MeterTwice(BusinessError):
    code = "meter_twice"
    message = gettext_noop("A meter %(number)s stands in the register of this estate already.")


class ReadingGoesBack(BusinessError):
    code = "meter_reading_goes_back"
    message = gettext_noop(
        "Meter %(number)s stood at %(value)s on %(day)s: a later reading is not lower, and on a later day. A meter "
        "that was changed, or went round, is taken out and entered anew."
    )


class ReadingDecided(BusinessError):
    code = "meter_reading_decided"
    message = gettext_noop("The reading of meter %(number)s for that month was handed in already.")


class NothingRead(BusinessError):
    code = "meters_nothing_read"
    message = gettext_noop("No reading of that month waits to be handed in.")


class ReadingsWait(BusinessError):
    code = "meters_readings_wait"
    message = gettext_noop("Readings of this estate wait for another person. They are decided first.")


class LaterMonthApproved(BusinessError):
    code = "meters_later_month_approved"
    message = gettext_noop("Readings of a later month are approved already: months are approved in order.")


class TakenOutTooEarly(BusinessError):
    code = "meter_taken_out_too_early"
    message = gettext_noop("Meter %(number)s was read after that day, or has readings that wait.")


class SupplierBillTwice(BusinessError):
    code = "supplier_bill_twice"
    message = gettext_noop("The supplier's bill of that month stands already, or waits for another person.")


class SupplierBillDoesNotStand(BusinessError):
    code = "supplier_bill_does_not_stand"
    message = gettext_noop("Only a bill that is approved, and was not taken back, can be taken back.")


class SupplierBillCharged(BusinessError):
    code = "supplier_bill_charged"
    message = gettext_noop(
        "Households were charged ¥%(amount)s for this bill already: it stays, and their lines are corrected by credit "
        "notes."
    )


class SupplierBillEmpty(BusinessError):
    code = "supplier_bill_empty"
    message = gettext_noop("Enter the quantity and the amount that stand on the supplier's bill, above zero.")
