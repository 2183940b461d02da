"""Where ERPNext books, put together from the settings and from its company; and the records of what is to be sent."""

from collections.abc import Iterable

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import COUNTED, UPDATED, CompanyDefaults, Document
from invoices.modules.erpnext.domain.errors import SetupMissing
from invoices.modules.erpnext.domain.states import MOVES, SyncMove, SyncState
from invoices.modules.erpnext.models import Connection, SyncRecord
from invoices.modules.erpnext.services.connection import ErpNextAccess, connection
from property_ops.kernel.quantity import plain
from property_ops.kernel.text import gettext_noop

FOLLOWING = (*UPDATED, *COUNTED)
"""What changes there when it changes here."""


def books(access: ErpNextAccess, gateway: Gateway) -> CompanyDefaults:
    """Raises SetupMissing, and what the gateway raises."""
    company = gateway.get("Company", access.company)
    if company is None:
        raise SetupMissing(problem=gettext_noop("There is no such company."))
    return books_named(access.company, company, connection())


def books_named(name: str, company: Row, settings: Connection) -> CompanyDefaults:
    """Of the company as ERPNext has it. Raises SetupMissing."""
    items = selectors.booked_items()
    if not settings.customer_group or any(item.code not in items for item in selectors.fee_items()):
        raise SetupMissing(problem=gettext_noop("Items and customer group are missing."))
    return CompanyDefaults(
        company=name,
        currency=company.get("default_currency") or "CNY",
        customer_group=settings.customer_group,
        territory=settings.territory,
        receivable=settings.receivable_account or company.get("default_receivable_account") or "",
        items=items,
        cost_centres=selectors.cost_centres(),
        accounts=selectors.account_mappings(),
        default_income=company.get("default_income_account") or "",
        round_off=company.get("round_off_account") or "",
        cost_centre=company.get("cost_center") or "",
        tax_account=settings.tax_account,
        tax_rate=plain(settings.tax_rate),
        payable=_payable(settings, company) if selectors.names_suppliers() else "",
        supplier_group=settings.supplier_group,
        cost_item=settings.cost_item,
        unit=settings.unit,
        activity=settings.activity_type,
        sends_works=settings.sends_works,
        warehouse=settings.warehouse if settings.sends_materials else "",
        customer_groups=settings.customer_groups if settings.describes_customers else None,
    )


def _payable(settings: Connection, company: Row) -> str:
    """Where suppliers are owed. Raises SetupMissing where the settings want that and nothing is set up."""
    account = settings.payable_account or company.get("default_payable_account") or ""
    if not (account and settings.supplier_group and settings.cost_item):
        raise SetupMissing(problem=gettext_noop("Supplier group, cost item or payable account are missing."))
    return str(account)


def record_everything(where: CompanyDefaults) -> int:
    """Records for all that is issued or booked and has none yet. How many were added."""
    billed = sum(record(selectors.bill_documents(bills, where)) for bills in selectors.issued_bills())
    credited = sum(record(selectors.credit_note_documents(some, where)) for some in selectors.credit_notes())
    booked = sum(record(selectors.booking_documents(some, where)) for some in selectors.bookings())
    worked = sum(record(some) for some in selectors.work_documents(where))
    return billed + credited + booked + worked


def record(documents: Iterable[Document]) -> int:
    """Add what is not recorded; what was not sent yet, or is no voucher, takes its new content."""
    wanted = {document.key: document for document in documents}
    space = selectors.current_space()
    known = {one.key: one for one in SyncRecord.objects.filter(space=space, key__in=wanted)}
    fresh = [_record_of(document, space) for key, document in wanted.items() if key not in known]
    SyncRecord.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    for key, one in known.items():
        if one.from_there:
            continue
        if one.digest != wanted[key].digest and (one.state != SyncState.SENT or one.doctype in FOLLOWING):
            _change(one, wanted[key])
    return len(fresh)


def _record_of(document: Document, space: str) -> SyncRecord:
    return SyncRecord(
        space=space,
        doctype=document.doctype,
        key=document.key,
        label=document.label,
        estate=document.estate,
        month=document.month,
        amount=document.amount,
        content=document.content,
        names=list(document.names),
        digest=document.digest,
    )


def _change(record: SyncRecord, document: Document) -> None:
    if not MOVES.allows(SyncState(record.state), SyncMove.CHANGE):
        return
    record.state = MOVES.after(SyncState(record.state), SyncMove.CHANGE, thing=record.label)
    record.doctype, record.amount, record.month = document.doctype, document.amount, document.month
    record.label, record.content, record.names = document.label, document.content, list(document.names)
    record.digest, record.error_kind, record.error_detail = document.digest, "", ""
    record.save()
