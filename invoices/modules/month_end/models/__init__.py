from invoices.modules.month_end.models.part import MonthEndPart, PartState
from invoices.modules.month_end.models.run import MonthEndRun, RunState

__all__ = ["MonthEndPart", "MonthEndRun", "PartState", "RunState"]
