from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NothingToCredit(BusinessError):
    code = "nothing_to_credit"
    message = gettext_noop("Say for one line at least how much of it is credited.")


class CreditTooLarge(BusinessError):
    """docs/product.md rule 7: credits never exceed what they credit."""

    code = "credit_too_large"
    message = gettext_noop(
        "%(item)s of bill %(bill)s: %(amount)s is more than the %(left)s of the line that are not credited yet."
    )


class NotIssued(BusinessError):
    code = "not_issued"
    message = gettext_noop("Only a line of an issued bill can be corrected; a draft is simply drafted anew.")


class NotCreditedInFull(BusinessError):
    """docs/product.md rule 6: a source is charged anew only after all of it was credited."""

    code = "not_credited_in_full"
    message = gettext_noop(
        "%(item)s can be billed anew only when all of it is credited: %(left)s of the line would still stand."
    )


class SameAsBefore(BusinessError):
    code = "same_as_before"
    message = gettext_noop("%(item)s would be billed anew as it was: %(amount)s. Change the quantity or the price.")
