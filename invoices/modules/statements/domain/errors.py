"""What a statement may not say."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class LinesDoNotAddUp(BusinessError):
    code = "statement_lines_do_not_add_up"
    message = gettext_noop("Statement %(number)s: its lines add up to %(lines)s, but it says %(this_period)s.")


class BalanceDoesNotAddUp(BusinessError):
    code = "statement_balance_does_not_add_up"
    message = gettext_noop(
        "Statement %(number)s: %(brought_forward)s brought forward, %(this_period)s for this period and %(paid)s paid "
        "do not make %(due)s due."
    )


class StatementWithoutLines(BusinessError):
    code = "statement_without_lines"
    message = gettext_noop("Statement %(number)s has no line.")


class LetterheadTooLong(BusinessError):
    code = "letterhead_too_long"
    message = gettext_noop("The ways to pay and to object of %(company)s are too long for the foot of a statement.")


class UnprintableStatement(BusinessError):
    """A character that no typeface has. Asked before a bill is issued, so that none is issued that cannot be printed."""

    code = "unprintable_statement"
    message = gettext_noop(
        "Statement %(number)s cannot be printed: no installed font has %(character)s (%(codepoint)s), which stands in "
        "“%(text)s” (%(where)s)."
    )
