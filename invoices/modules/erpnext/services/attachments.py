"""The statement of a bill on its invoice in ERPNext: the PDF, or the link that the household has."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from invoices.modules.billing.public import Bill
from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.documents import INVOICE, bill_key
from invoices.modules.erpnext.domain.errors import ErpnextError
from invoices.modules.erpnext.models import SyncRecord
from invoices.modules.erpnext.services.connection import connection
from invoices.modules.statements.public import living_link, statement_pdf
from property_ops.framework.bulk import slices
from property_ops.framework.models import User
from property_ops.kernel.errors import BusinessError

FILE, ATTACH, BATCH = "File", "frappe.client.attach_file", 100
LINK = "link"


def attach_statements(*, gateway: Gateway, by: User, now: datetime, today: date) -> int:
    """Of the invoices that stand there and have none yet; how many. What has no statement, or no link, is left out.

    Safe to repeat: what arrived is found by its name. Raises what the gateway raises.
    """
    mode, done = connection().statements, 0
    if not mode:
        return 0
    waiting = selectors.sent_documents(INVOICE).filter(attached_at=None, key__startswith=bill_key(""))
    for some in slices(list(waiting.order_by("pk").defer("content")), BATCH):
        done += _attach(gateway, some, mode, by, now, today)
    return done


def _attach(gateway: Gateway, records: Sequence[SyncRecord], mode: str, by: User, now: datetime, today: date) -> int:
    filters = {"attached_to_doctype": INVOICE, "attached_to_name": ["in", [one.remote_name for one in records]]}
    there = {
        row["attached_to_name"]
        for row in gateway.rows(FILE, ["attached_to_name", "file_name"], filters)
        if str(row["file_name"]).startswith(NAMED)
    }
    bills = dict(Bill.objects.filter(number__in=[one.label for one in records]).values_list("number", "pk"))
    for record in records:
        if record.remote_name not in there:
            try:
                is_made = _made(gateway, record, bills[record.label], mode, by, today)
            except ErpnextError:
                raise
            except BusinessError:
                continue  # it cannot be printed as it stands: its own page says why
            if not is_made:
                continue
        SyncRecord.objects.filter(pk=record.pk).update(attached_at=now)
        there.add(record.remote_name)
    return len(there)


NAMED = "对账单"


def _made(gateway: Gateway, record: SyncRecord, bill: int, mode: str, by: User, today: date) -> bool:
    name = f"{NAMED} {record.label}"
    if mode == LINK:
        token = living_link(bill_id=bill, today=today)
        if not token:
            return False
        address = f"{settings.PUBLIC_URL}{reverse('online_statement', args=[token])}"
        document = {
            "doctype": FILE,
            "file_name": name,
            "file_url": address,
            "is_private": 0,
            "attached_to_doctype": INVOICE,
            "attached_to_name": record.remote_name,
        }
        gateway.insert(document)
        return True
    pdf = b64encode(statement_pdf(bill_id=bill, by=by)).decode()
    gateway.do(
        ATTACH,
        {
            "filename": f"{name}.pdf",
            "filedata": pdf,
            "decode_base64": 1,
            "is_private": 1,
            "doctype": INVOICE,
            "docname": record.remote_name,
        },
    )
    return True
