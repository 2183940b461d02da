from invoices.modules.common_income.services.leasing import CommonLeaseTerms, approve_lease, end_lease, prepare_lease
from invoices.modules.common_income.services.posting import post_rents

__all__ = ["CommonLeaseTerms", "approve_lease", "end_lease", "post_rents", "prepare_lease"]
