from invoices.modules.breakeven.models.cost import CostKind, CostVoucher

__all__ = ["CostKind", "CostVoucher"]
