from invoices.modules.ownership.services.certifying import certify_settled
from invoices.modules.ownership.services.changing import approve_owner_change, prepare_owner_change

__all__ = ["approve_owner_change", "certify_settled", "prepare_owner_change"]
