"""What service confirmations refuse."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class MoreThanWasDone(BusinessError):
    """docs/product.md rule 25: delivered is counted, not typed."""

    code = "more_than_was_done"
    message = gettext_noop(
        "%(service)s %(month)s: %(done)s of %(promised)s promised rounds were done, so at most %(most)s is confirmed. "
        "A round that was done and not scanned is recorded first, and approved by another person."
    )


class LessWithoutReason(BusinessError):
    code = "less_without_reason"
    message = gettext_noop("%(service)s: less is confirmed than was counted (%(most)s). Say why.")


class MonthNotOver(BusinessError):
    code = "service_month_not_over"
    message = gettext_noop("%(month)s is not over: what is not delivered yet cannot be confirmed.")


class ConfirmedAlready(BusinessError):
    code = "service_confirmed_already"
    message = gettext_noop("%(service)s of %(month)s is confirmed by both parties already.")


class PaperWaitsAlready(BusinessError):
    code = "confirmation_paper_waits"
    message = gettext_noop("A sheet of %(estate)s %(month)s waits for approval already. Decide on that one first.")


class WeightsAboveOne(BusinessError):
    code = "weights_above_one"
    message = gettext_noop("The weights add up to %(total)s, above 1.")


class SignedBeforeMonthsEnd(BusinessError):
    code = "signed_before_months_end"
    message = gettext_noop("The sheet was signed on %(day)s, before its month was over.")


class SignedInFuture(BusinessError):
    code = "signed_in_future"
    message = gettext_noop("%(day)s is still to come.")


class OneSignerForBoth(BusinessError):
    """docs/product.md rule 22: one person speaks for one party at most."""

    code = "one_signer_for_both"
    message = gettext_noop("%(person)s signed for both parties. One person speaks for one party at most.")


class NothingToConfirm(BusinessError):
    code = "nothing_to_confirm"
    message = gettext_noop("No service is filled in.")
