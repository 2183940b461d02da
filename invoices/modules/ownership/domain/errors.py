from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NoOwnerThen(BusinessError):
    code = "no_owner_then"
    message = gettext_noop("%(unit)s has no owner on the day before %(day)s who could sell it.")


class ChangedLater(BusinessError):
    code = "owner_changed_later"
    message = gettext_noop("The owner of %(unit)s changes on %(other)s already. Choose a later day.")


class ChangeWaits(BusinessError):
    code = "owner_change_waits"
    message = gettext_noop("A change of owner of %(unit)s waits for approval already.")


class SameNameNeedsPhone(BusinessError):
    """Two people of one name at one unit must be told apart, on papers and in payments."""

    code = "same_name_needs_phone"
    message = gettext_noop("Somebody called %(name)s is known at %(unit)s. Give a phone that tells the two apart.")


class BothMustSign(BusinessError):
    code = "both_must_sign"
    message = gettext_noop("What goes to the buyer needs the paper that both have signed: name it.")


class FiguresMoved(BusinessError):
    code = "ownership_figures_moved"
    message = gettext_noop(
        "Since it was prepared, what is held in advance or as a deposit changed: it is %(now)s, not %(then)s. Prepare "
        "it again."
    )


class NotSettled(BusinessError):
    code = "account_not_settled"
    message = gettext_noop("%(name)s still owes %(owed)s at %(unit)s: there is nothing to certify.")
