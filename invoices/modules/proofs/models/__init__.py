from invoices.modules.proofs.models.seal import StoredSeal

__all__ = ["StoredSeal"]
