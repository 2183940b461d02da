"""What ERPNext adds to the pages of a bill, a receipt, a work: the way to the same thing over there."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.domain.documents import bill_key
from invoices.modules.erpnext.domain.sales import credit_note_key
from invoices.modules.erpnext.domain.works import project_key, request_key
from invoices.modules.erpnext.public import address_over_there
from invoices.modules.erpnext.views.documents import STATES
from property_ops.framework.web.tabs import Panel


class ErpnextPanel(Panel):
    permission_required = "erpnext.view"
    title = _("ERPNext")
    icon = "building-warehouse"
    order = 90
    template_name = "erpnext/panel.html"

    def keys(self) -> tuple[str, ...]:
        """Of the documents that stand for the subject over there."""
        raise NotImplementedError

    def records(self) -> list[Any]:
        return list(selectors.visible_records(self.user).filter(key__in=self.keys()).order_by("pk"))

    def is_there(self) -> bool:
        return bool(self.records())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(one, STATES.badge(one.state), address_over_there(one)) for one in self.records()]
        return super().get_context_data(**kwargs) | {"documents": rows}


class BillPanel(ErpnextPanel):
    def keys(self) -> tuple[str, ...]:
        return (bill_key(self.subject.number),) if self.subject.number else ()


class CreditNotePanel(ErpnextPanel):
    def keys(self) -> tuple[str, ...]:
        return (credit_note_key(self.subject.number),) if self.subject.number else ()


class ReceiptPanel(ErpnextPanel):
    def keys(self) -> tuple[str, ...]:
        return tuple(selectors.keys_of_receipt(self.subject.number))


class WorkPanel(ErpnextPanel):
    def keys(self) -> tuple[str, ...]:
        return (project_key(self.subject.number),)


class RequestPanel(ErpnextPanel):
    def keys(self) -> tuple[str, ...]:
        return (request_key(self.subject.number),)
