from invoices.modules.charges.selectors.lines import charge_rows, estates_named, held_rows, held_text, readable_ratio
from invoices.modules.charges.selectors.listing import charged_months, find_charges, open_holds, visible_charges
from invoices.modules.charges.selectors.proof import (
    BasisUse,
    Factors,
    basis_uses,
    charged_twice,
    factors,
    outside_their_month,
    ratios,
    totals,
    wrong_products,
)

__all__ = [
    "BasisUse",
    "Factors",
    "basis_uses",
    "charge_rows",
    "charged_months",
    "charged_twice",
    "estates_named",
    "factors",
    "find_charges",
    "held_rows",
    "held_text",
    "open_holds",
    "outside_their_month",
    "ratios",
    "readable_ratio",
    "totals",
    "visible_charges",
    "wrong_products",
]
