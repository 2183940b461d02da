from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class MoreThanOpen(BusinessError):
    code = "more_than_open"
    message = gettext_noop("Only ¥%(open)s is open there; ¥%(amount)s cannot be settled.")


class MoreThanCredit(BusinessError):
    code = "more_than_credit"
    message = gettext_noop("Only ¥%(left)s of this credit is left; ¥%(amount)s cannot be used.")


class MoreThanSettled(BusinessError):
    code = "more_than_settled"
    message = gettext_noop("Only ¥%(settled)s was settled there; ¥%(amount)s cannot be taken back.")


class NotOfThisAccount(BusinessError):
    code = "not_of_this_account"
    message = gettext_noop("The credit of %(credit)s cannot settle a line of %(line)s.")


class NotIssued(BusinessError):
    code = "line_not_issued"
    message = gettext_noop("The line is of a bill that is not issued: nothing is open on it yet.")


class HeldAlready(BusinessError):
    code = "held_already"
    message = gettext_noop("The line is held already (%(source)s).")
