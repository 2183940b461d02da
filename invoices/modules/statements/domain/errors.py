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
    """A character that no typeface has; asked before issuing, so that no bill is issued that cannot be printed."""

    code = "unprintable_statement"
    message = gettext_noop(
        "Statement %(number)s cannot be printed: no installed font has %(character)s (%(codepoint)s), which stands in "
        "“%(text)s” (%(where)s)."
    )


class CompanyUnknown(BusinessError):
    code = "company_unknown"
    message = gettext_noop(
        "The company's name is not recorded yet, and every statement bears it. Enter the company's data first."
    )


class NothingIssued(BusinessError):
    code = "nothing_issued"
    message = gettext_noop("No bill of %(month)s is issued yet. Issue the bills first.")


class StatementDiffers(BusinessError):
    """Made again, a statement must be the same to the byte (docs/house.md 12)."""

    code = "statement_differs"
    message = gettext_noop(
        "Statement %(number)s made again is not the same file as when it was first made: fonts, program or secret key "
        "have changed. The record of the first file is kept; nothing was replaced."
    )


class NothingOnAccounts(BusinessError):
    code = "nothing_on_accounts"
    message = gettext_noop("On these accounts nothing was owed, charged or paid in these days.")
