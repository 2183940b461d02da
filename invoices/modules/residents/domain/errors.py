from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class TwoNeeded(BusinessError):
    code = "two_proofs_needed"
    message = gettext_noop("Fill in two of the three: the check code, the last four digits of the phone, the surname.")


class AllNeeded(BusinessError):
    """Whether two of them were right is not said: many guess at this link."""

    code = "all_household_proofs_needed"
    message = gettext_noop(
        "Much was filled in wrongly at this statement today. Fill in all three correctly, or ask the property office."
    )


class NotThisHousehold(BusinessError):
    code = "not_this_household"
    message = gettext_noop("Two of these must agree with what is registered. Check them, or ask the property office.")


class TriedTooOften(BusinessError):
    code = "tried_too_often"
    message = gettext_noop("This was tried too often. Please try again in %(minutes)s minutes, or ask the office.")


class NobodyRegistered(BusinessError):
    code = "nobody_registered"
    message = gettext_noop("For this home nobody is registered as the payer. Please ask the property office.")


class StaffIsNoHousehold(BusinessError):
    code = "staff_is_no_household"
    message = gettext_noop("Somebody of the office is logged in here: a household acts on its own phone.")


class PhoneMustBeProven(BusinessError):
    """The two others stand on the statement, which the office prints and anybody may find (ADR 0055)."""

    code = "phone_must_be_proven"
    message = gettext_noop(
        "A statement alone does not speak for a home. Sign this device out, and enter again with the last four digits "
        "of the registered phone."
    )
