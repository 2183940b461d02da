from invoices.modules.statements.models.statement import Edition, Letterhead, Statement

__all__ = ["Edition", "Letterhead", "Statement"]
