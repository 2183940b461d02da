from invoices.modules.month_end.selectors.runs import ShownRun, latest_run, shown_run
from invoices.modules.month_end.selectors.standing import (
    EstateMonth,
    MonthEnd,
    UnfinishedMonth,
    latest_month,
    month_end,
)

__all__ = [
    "EstateMonth",
    "MonthEnd",
    "ShownRun",
    "UnfinishedMonth",
    "latest_month",
    "latest_run",
    "month_end",
    "shown_run",
]
