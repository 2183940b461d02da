from invoices.modules.month_end.models.run import MonthEndRun, RunState

__all__ = ["MonthEndRun", "RunState"]
