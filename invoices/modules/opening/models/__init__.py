from invoices.modules.opening.models.opening import Opening, OpeningLine

__all__ = ["Opening", "OpeningLine"]
