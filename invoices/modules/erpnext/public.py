"""What screens and commands use of the way to ERPNext."""

from invoices.modules.erpnext.domain.beginnings import Beginning
from invoices.modules.erpnext.domain.documents import MappedItem
from invoices.modules.erpnext.domain.errors import NotAllocated, sentence_of
from invoices.modules.erpnext.models import (
    Connection,
)
from invoices.modules.erpnext.services.check import TieOut, tie_out
from invoices.modules.erpnext.services.choosing import WantedDocuments
from invoices.modules.erpnext.services.companies import decide_company
from invoices.modules.erpnext.services.comparisons import is_compared_now, perform_comparison, start_comparison
from invoices.modules.erpnext.services.connection import (
    ErpNextAccess,
    access,
    address_of,
    address_over_there,
    connection,
    from_environment,
    is_configured,
    save_connection,
)
from invoices.modules.erpnext.services.foreign import mark_known
from invoices.modules.erpnext.services.making import MadeDocument
from invoices.modules.erpnext.services.mappings import map_accounts, save_mappings
from invoices.modules.erpnext.services.nights import is_night_due, work_at_night
from invoices.modules.erpnext.services.pull import Pulled, pull, what_would_be_pulled
from invoices.modules.erpnext.services.push import Pushed, push, what_would_be_pushed
from invoices.modules.erpnext.services.readiness import readiness
from invoices.modules.erpnext.services.runs import (
    is_going_on,
    perform_push,
    refused_now,
    send_again,
    start_push,
    try_again,
)
from invoices.modules.erpnext.services.setup import set_up
from invoices.modules.erpnext.services.start import adopt_customers, begin_from, take_items

__all__ = [
    "Beginning",
    "Connection",
    "ErpNextAccess",
    "MadeDocument",
    "MappedItem",
    "NotAllocated",
    "Pulled",
    "Pushed",
    "TieOut",
    "WantedDocuments",
    "access",
    "address_of",
    "address_over_there",
    "adopt_customers",
    "begin_from",
    "connection",
    "decide_company",
    "from_environment",
    "is_compared_now",
    "is_configured",
    "is_going_on",
    "is_night_due",
    "map_accounts",
    "mark_known",
    "perform_comparison",
    "perform_push",
    "pull",
    "push",
    "readiness",
    "refused_now",
    "save_connection",
    "save_mappings",
    "send_again",
    "sentence_of",
    "set_up",
    "start_comparison",
    "start_push",
    "take_items",
    "tie_out",
    "try_again",
    "what_would_be_pulled",
    "what_would_be_pushed",
    "work_at_night",
]
