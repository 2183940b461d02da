from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NothingToNumber(BusinessError):
    code = "nothing_to_number"
    message = gettext_noop("%(month)s has no entry that stands on no voucher yet.")


class NotForVouchers(BusinessError):
    code = "not_for_vouchers"
    message = gettext_noop(
        "Account %(account)s is kept by household, from bills and payments: no manual voucher is posted to it."
    )


class VoucherDiffers(BusinessError):
    code = "voucher_does_not_balance"
    message = gettext_noop("Debit %(debit)s and credit %(credit)s differ by %(difference)s.")


class TooFewLines(BusinessError):
    code = "voucher_has_too_few_lines"
    message = gettext_noop("A voucher has two lines or more.")


class VoucherNotPosted(BusinessError):
    code = "voucher_not_posted"
    message = gettext_noop("Only a voucher that is posted, and takes no other one back, can be reversed.")


class ReversedAlready(BusinessError):
    code = "manual_voucher_reversed_already"
    message = gettext_noop("Voucher %(number)s is reversed already, or its reversal waits.")


class NothingRecurs(BusinessError):
    code = "nothing_recurs"
    message = gettext_noop("No voucher recurs in %(month)s that is not there already.")


class NothingToCarry(BusinessError):
    code = "nothing_to_carry"
    message = gettext_noop("There is nothing to carry forward up to the end of %(month)s.")


class IncomeStillOpen(BusinessError):
    code = "income_still_open"
    message = gettext_noop("Carry income and cost of %(month)s forward first.")


class ReconciledAlready(BusinessError):
    code = "reconciled_already"
    message = gettext_noop("%(account)s is reconciled for %(month)s already, or its reconciliation waits.")


class StillDiffers(BusinessError):
    code = "reconciliation_differs"
    message = gettext_noop(
        "With these items the books come to %(books)s and the bank to %(bank)s: %(difference)s is not explained."
    )


class BooksMovedSince(BusinessError):
    code = "books_moved_since"
    message = gettext_noop("The books say %(now)s now, and said %(then)s then. Reject this, and prepare it anew.")


class NothingForAuditors(BusinessError):
    code = "nothing_for_auditors"
    message = gettext_noop("%(year)s has no voucher yet.")


class VouchersMissing(BusinessError):
    code = "vouchers_missing"
    message = gettext_noop("%(count)s entries of %(month)s stand on no voucher yet. Number them first.")


class AssetDiffers(BusinessError):
    code = "asset_does_not_add_up"
    message = gettext_noop(
        "%(depreciated)s depreciated before is more than cost less residual value, %(base)s. Correct one of them."
    )


class NotAnExpense(BusinessError):
    code = "not_an_expense_account"
    message = gettext_noop("%(account)s is no account of costs that can be posted to.")


class AssetCodeTaken(BusinessError):
    code = "fixed_asset_code_taken"
    message = gettext_noop("Card %(code)s is in the register already, or waits.")


class NothingToDepreciate(BusinessError):
    code = "nothing_to_depreciate"
    message = gettext_noop("Nothing is left to be depreciated up to %(month)s.")


class DepreciatedTooEarly(BusinessError):
    code = "depreciated_too_early"
    message = gettext_noop("%(month)s has not begun: it is depreciated then.")


class AssetNotInUse(BusinessError):
    code = "fixed_asset_not_in_use"
    message = gettext_noop("%(asset)s is not approved, or disposed of already, or its disposal waits.")


class CorrectionWaits(BusinessError):
    code = "fixed_asset_correction_waits"
    message = gettext_noop("A correction of card %(code)s waits. Decide it first.")


class NothingCorrected(BusinessError):
    code = "fixed_asset_nothing_corrected"
    message = gettext_noop("The card says so already: nothing is corrected.")


class VatAboveProceeds(BusinessError):
    code = "vat_above_proceeds"
    message = gettext_noop("No VAT is levied at %(levied)s of a price with %(rate)s in it.")


class DepreciatedSince(BusinessError):
    code = "depreciated_since"
    message = gettext_noop("%(asset)s was depreciated with %(month)s: the day of its disposal lies before that.")
