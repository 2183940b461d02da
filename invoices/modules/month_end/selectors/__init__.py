from invoices.modules.month_end.selectors.runs import (
    ShownRun,
    counts_of,
    latest_run,
    run_of,
    sentence_of,
    shown_run,
    visible_parts,
)
from invoices.modules.month_end.selectors.standing import (
    EstateMonth,
    MonthEnd,
    latest_month,
    month_end,
)

__all__ = [
    "EstateMonth",
    "MonthEnd",
    "ShownRun",
    "counts_of",
    "latest_month",
    "latest_run",
    "month_end",
    "run_of",
    "sentence_of",
    "shown_run",
    "visible_parts",
]
