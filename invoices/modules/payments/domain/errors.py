from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NothingLeftToMatch(BusinessError):
    code = "nothing_left_to_match"
    message = gettext_noop("Of receipt %(receipt)s only ¥%(left)s is left to be matched.")


class NotMatched(BusinessError):
    code = "not_matched"
    message = gettext_noop("Receipt %(receipt)s is not matched (any more): there is nothing to undo.")


class NoSuchAccount(BusinessError):
    code = "no_such_account"
    message = gettext_noop("There is no account “%(account)s”.")


class AmountAboveZero(BusinessError):
    code = "amount_above_zero"
    message = gettext_noop("The amount must be above zero.")


class TransactionNeeded(BusinessError):
    code = "transaction_needed"
    message = gettext_noop(
        "Enter the transaction number of the bank or of the payment service: by it the file that is imported later "
        "knows this receipt."
    )


class RecordedAlready(BusinessError):
    code = "recorded_already"
    message = gettext_noop("The transaction %(transaction)s is recorded already, as %(receipt)s.")


class NotInTheFuture(BusinessError):
    code = "not_in_the_future"
    message = gettext_noop("The day %(day)s is still to come.")


class CannotBeReversed(BusinessError):
    code = "cannot_be_reversed"
    message = gettext_noop("%(receipt)s came in a file of the bank: the money is there, so it cannot be reversed.")


class ReceiptReversedAlready(BusinessError):
    code = "receipt_reversed_already"
    message = gettext_noop("%(receipt)s is reversed already.")


class PaymentStays(BusinessError):
    code = "payment_stays"
    message = gettext_noop(
        "Only a payment out that may be the same as another is reversed, while it is neither coded nor gives back a "
        "receipt: ¥%(left)s of ¥%(amount)s are free."
    )


class NoCreditToRefund(BusinessError):
    code = "no_credit_to_refund"
    message = gettext_noop("Account %(account)s has ¥%(left)s of credit; ¥%(amount)s cannot be refunded.")


class SeveralOwe(BusinessError):
    code = "several_owe"
    message = gettext_noop("Several people owe at %(account)s: %(names)s. Enter the name of the one it is for.")


class GivenBackAlready(BusinessError):
    code = "given_back_already"
    message = gettext_noop("%(amount)s of %(receipt)s were given back to the payer: it was received, and stays.")


class NotAnOwnAccount(BusinessError):
    code = "not_an_own_account"
    message = gettext_noop("%(account)s is no other account of the company's money.")


class PartlySomebodys(BusinessError):
    code = "partly_somebodys"
    message = gettext_noop("Receipt %(receipt)s is not free any more: only all of a receipt can be an own transfer.")


class CannotCodePayment(BusinessError):
    code = "cannot_code_payment"
    message = gettext_noop("A payment out is not coded by account %(account)s.")


class EstateNeeded(BusinessError):
    code = "estate_needed"
    message = gettext_noop("Say for which estate this was owed.")


class NotOwed(BusinessError):
    code = "not_owed"
    message = gettext_noop("No supplier is owed anything by %(paper)s.")


class PaidAlready(BusinessError):
    code = "paid_already"
    message = gettext_noop("Of %(paper)s only ¥%(left)s is left to be paid.")


class NothingLeftToCode(BusinessError):
    code = "nothing_left_to_code"
    message = gettext_noop("Of payment %(payment)s only ¥%(left)s is left to be coded.")


class NotThisRefund(BusinessError):
    code = "not_this_refund"
    message = gettext_noop("The payment is not refund %(refund)s: it must be approved, unpaid, and of the same amount.")


class NoLongerCoded(BusinessError):
    code = "no_longer_coded"
    message = gettext_noop("This is undone already.")


class NoSuchReceipt(BusinessError):
    code = "no_such_receipt"
    message = gettext_noop("There is no receipt “%(receipt)s”.")


class CannotGiveBack(BusinessError):
    code = "cannot_give_back"
    message = gettext_noop(
        "Payment %(payment)s of ¥%(amount)s does not give back receipt %(receipt)s, of which ¥%(left)s is left."
    )


class TiedAlready(BusinessError):
    code = "tied_already"
    message = gettext_noop("It is said already which receipt payment %(payment)s gives back.")
