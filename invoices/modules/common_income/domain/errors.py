from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NoLeaseDays(BusinessError):
    code = "common_lease_without_days"
    message = gettext_noop("The last day of the lease lies before its first.")


class NoRent(BusinessError):
    code = "common_lease_without_rent"
    message = gettext_noop("The rent is above zero.")


class RentsRun(BusinessError):
    code = "rents_of_a_running_month"
    message = gettext_noop("%(month)s is not over yet: nothing is owed for days to come.")


class NoRentToPost(BusinessError):
    code = "no_rent_to_post"
    message = gettext_noop("The rents of %(month)s are in the ledger as the leases have them.")


class NotLet(BusinessError):
    code = "common_lease_not_let"
    message = gettext_noop("Only a lease that is approved and runs on that day can be ended.")
