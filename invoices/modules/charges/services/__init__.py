from invoices.modules.charges.services.charging import (
    ChargeResult,
    EstateResult,
    charge_given,
    charge_month,
    delivered_amount,
    start_run,
    uncharged,
)
from invoices.modules.charges.services.pulling import handed_over
from invoices.modules.charges.services.recharging import recharge

__all__ = [
    "ChargeResult",
    "EstateResult",
    "charge_given",
    "charge_month",
    "delivered_amount",
    "handed_over",
    "recharge",
    "start_run",
    "uncharged",
]
