from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class MoreThanMeant(BusinessError):
    """What is over must be said to be meant: it may be a mistake, or change that was not given back."""

    code = "more_than_meant"
    message = gettext_noop(
        "This is %(over)s more than what it is for. Give it back as change, or tick that the rest stays with the "
        "account."
    )


class LineNotOpen(BusinessError):
    code = "counter_line_not_open"
    message = gettext_noop("A chosen line was paid, or is disputed, meanwhile. Look at what is open again.")


class DayCounted(BusinessError):
    code = "till_counted_already"
    message = gettext_noop(
        "The till of %(cashier)s is counted up to %(day)s: it takes no more cash of that day. Enter it with a later "
        "day, or have the count rejected first."
    )


class DayToCome(BusinessError):
    code = "till_of_a_day_to_come"
    message = gettext_noop("%(day)s is not over yet for the till: count it on the day itself or later.")


class DifferenceUnexplained(BusinessError):
    code = "till_difference_unexplained"
    message = gettext_noop(
        "Up to %(day)s %(expected)s should be there, %(counted)s is: it differs by %(difference)s. Say why, as far as "
        "it is known."
    )


class NothingInTheTill(BusinessError):
    code = "nothing_in_the_till"
    message = gettext_noop("No cash and no other payment was taken, and nothing is counted: there is nothing to close.")
