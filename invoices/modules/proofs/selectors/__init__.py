from invoices.modules.proofs.selectors.seals import last_seal, seal_for, seal_lines, sealed, visible_seals

__all__ = ["last_seal", "seal_for", "seal_lines", "sealed", "visible_seals"]
