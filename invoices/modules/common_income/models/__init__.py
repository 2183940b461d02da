from invoices.modules.common_income.models.lease import CommonLease

__all__ = ["CommonLease"]
