"""What the chart of the page draws: cost against income by month, put into the page as JSON."""

from typing import Any

from django.utils.translation import gettext

from invoices.modules.breakeven.domain.result import EstateResult


def data(result: EstateResult) -> dict[str, Any]:
    """Amounts as text, so that no fen is lost on the way; `running` is income less cost since the first month."""
    months = [result.of_month(month) for month in result.months]
    running, so_far = [], 0
    for month in months:
        so_far -= month.balance.fen
        running.append(f"{so_far / 100:.2f}")
    return {
        "months": [str(month) for month in result.months],
        "cost": {"name": gettext("Expense"), "values": [str(month.cost) for month in months]},
        "income": {"name": gettext("Income"), "values": [str(month.income) for month in months]},
        "running": {"name": gettext("Surplus so far"), "values": running},
        "unit": "元",
    }
