from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class UnknownEstate(BusinessError):
    code = "unknown_estate"
    message = gettext_noop("There is no estate with the code “%(estate)s”.")


class NothingRegistered(BusinessError):
    code = "nothing_registered"
    message = gettext_noop("No estate is registered yet. Import the office's workbooks first.")


class SourcesDisagree(BusinessError):
    code = "charge_sources_disagree"
    message = gettext_noop(
        "Two charge sources contradict each other: %(source)s and %(other)s (fee item %(item)s). Uninstall one of them."
    )


class BadBatch(BusinessError):
    """What a source hands over cannot be charged as it is. Nothing of the estate is charged; the source is mended."""

    code = "bad_batch"


class ColumnsDiffer(BadBatch):
    code = "charge_columns_differ"
    message = gettext_noop(
        "Charge source %(source)s, %(basis)s: %(column)s has %(values)s values for %(rows)s charges."
    )


class WrongAmount(BadBatch):
    code = "charge_amount_differs"
    message = gettext_noop(
        "Charge source %(source)s gives ¥%(given)s for %(key)s; quantity × unit price × ratio is ¥%(right)s."
    )


class SharesDoNotAddUp(BadBatch):
    code = "charge_shares_do_not_add_up"
    message = gettext_noop(
        "Charge source %(source)s, %(basis)s: its shares add up to ¥%(sum)s, the whole is ¥%(whole)s."
    )


class UnitOfAnotherEstate(BadBatch):
    code = "charge_of_another_estate"
    message = gettext_noop("Charge source %(source)s: %(key)s is of a unit that is not one of %(estate)s.")


class DaysOutsideMonth(BadBatch):
    code = "charge_outside_its_month"
    message = gettext_noop("Charge source %(source)s: %(key)s has days outside %(month)s.")


class ItemNotDeclared(BadBatch):
    code = "charge_item_not_declared"
    message = gettext_noop("Charge source %(source)s charges %(item)s, which is not one of its fee items.")


class ItemUnknown(BadBatch):
    code = "charge_item_unknown"
    message = gettext_noop("There is no fee item with the code “%(item)s”, which charge source %(source)s charges.")


class ReasonNotDeclared(BadBatch):
    code = "hold_reason_not_declared"
    message = gettext_noop("Charge source %(source)s holds “%(subject)s” for a reason it has no words for: %(reason)s.")


class DebtorNotNamed(BadBatch):
    code = "charge_debtor_not_named"
    message = gettext_noop("Charge source %(source)s, %(basis)s: the facts do not say whose debt it is.")
