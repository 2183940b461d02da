from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class OpeningDiffers(BusinessError):
    code = "opening_does_not_balance"
    message = gettext_noop("Debit %(debit)s and credit %(credit)s differ by %(difference)s: balances must balance.")


class NothingToTakeOver(BusinessError):
    code = "nothing_to_take_over"
    message = gettext_noop("There is no balance in it.")


class TakenOverAlready(BusinessError):
    code = "taken_over_already"
    message = gettext_noop("This was taken over already by %(paper)s. Undo or withdraw that first.")


class IncomeNotTakenOver(BusinessError):
    code = "income_not_taken_over"
    message = gettext_noop(
        "Account %(account)s is of income or cost: carry it to 3103 本年利润 first, and take over the balance there."
    )


class NotTakenOver(BusinessError):
    code = "not_taken_over"
    message = gettext_noop("%(paper)s is not approved, or it is undone already.")


class FirstMonthClosed(BusinessError):
    code = "first_month_closed"
    message = gettext_noop("%(month)s is closed: what was taken over stays. Correct it by a voucher.")


class UsedAlready(BusinessError):
    code = "opening_used_already"
    message = gettext_noop(
        "%(account)s: something was paid or used of what was taken over. Take that back before the whole is undone."
    )


class OpeningToCome(BusinessError):
    code = "opening_to_come"
    message = gettext_noop("%(day)s is still to come: nobody knows its balances yet.")
