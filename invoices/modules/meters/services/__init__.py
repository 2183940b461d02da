from invoices.modules.meters.services.reading import approve_sheet, hand_in, write_down_reading
from invoices.modules.meters.services.registering import approve_meter, register_meter, take_out
from invoices.modules.meters.services.supplying import (
    approve_supplier_bill,
    approve_terms,
    enter_supplier_bill,
    propose_terms,
    take_back_supplier_bill,
)

__all__ = [
    "approve_meter",
    "approve_sheet",
    "approve_supplier_bill",
    "approve_terms",
    "enter_supplier_bill",
    "hand_in",
    "propose_terms",
    "register_meter",
    "take_back_supplier_bill",
    "take_out",
    "write_down_reading",
]
