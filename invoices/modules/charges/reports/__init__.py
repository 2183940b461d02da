"""The charges as tables for other programs (slot `reports`). Columns are documented in docs/how-to/accountant.md."""

from invoices.modules.charges.selectors import charge_rows, held_rows
from property_ops.framework.reporting import Report
from property_ops.kernel.text import gettext_noop

CHARGE_LINES = Report(
    name="charges",
    title=gettext_noop("Charge lines"),
    columns=(
        "estate_code",
        "unit_code",
        "item",
        "item_name",
        "tariff_start",
        "period_start",
        "period_end",
        "quantity",
        "quantity_unit",
        "unit_price",
        "ratio",
        "amount",
        "source_key",
    ),
    rows=charge_rows,
)

HELD = Report(
    name="held",
    title=gettext_noop("Held: not charged yet"),
    columns=("estate_code", "estate", "month", "source", "what", "why"),
    rows=held_rows,
)
