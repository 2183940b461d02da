from invoices.modules.breakeven.models.cost import CostKind, CostVoucher
from invoices.modules.breakeven.models.true_up import TrueUp, TrueUpShare

__all__ = ["CostKind", "CostVoucher", "TrueUp", "TrueUpShare"]
