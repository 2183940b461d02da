"""What waits for an invoice, and what was asked for already."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from invoices.modules.billing.public import Bill, BillLine, BillState
from invoices.modules.credit_notes.public import CreditNote, approved_notes
from invoices.modules.receivables.public import open_lines
from invoices.modules.tax.domain import template
from invoices.modules.tax.domain.buyers import Whom, is_person
from invoices.modules.tax.models import BuyerTaxNumber, InvoiceBatch, InvoiceLine, InvoiceRequest, InvoiceWish
from invoices.modules.tax.selectors.rates import earning
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.quantity import plain


def bills_waiting(*, again: bool = False, whom: Whom = Whom.ALL) -> QuerySet[Bill]:
    """The bills that can have an invoice and were not exported yet; `again` those exported as well. Of all, or those of
    which one is asked for, or those that are paid."""
    sold = Exists(BillLine.objects.filter(bill=OuterRef("pk"), item_code__in=earning()))
    bills = Bill.objects.filter(sold, state=BillState.ISSUED, total__gt=ZERO).exclude(payer_name="")
    asked = Exists(InvoiceRequest.objects.filter(bill=OuterRef("pk"), credit_note=None))
    bills = bills if again else bills.exclude(asked)
    if whom == Whom.PAID:
        return bills.exclude(Exists(open_lines().filter(bill=OuterRef("pk")).order_by()))
    return bills.filter(wished()) if whom == Whom.ASKED else bills


def wished() -> Q:
    """Of a bill, that an invoice is asked for: of it, or of every bill because its payer has a tax number."""
    newest = BuyerTaxNumber.objects.filter(tenure=OuterRef("payer")).order_by("-pk").values("number")[:1]
    companies = Exists(Bill.objects.filter(pk=OuterRef("pk")).annotate(known=Subquery(newest)).filter(known__gt=""))
    return Q(Exists(InvoiceWish.objects.filter(bill=OuterRef("pk")))) | Q(companies)


def is_wished(bill: Bill) -> bool:
    return Bill.objects.filter(wished(), pk=bill.pk).exists()


def exported_at(bill: Bill) -> datetime | None:
    requests = InvoiceRequest.objects.filter(bill=bill, credit_note=None).order_by("pk")
    return requests.values_list("batch__made_at", flat=True).first()


def notes_waiting(*, again: bool = False) -> QuerySet[CreditNote]:
    """The credit notes whose bill was exported: what has no invoice needs no red one."""
    with_invoice = Exists(InvoiceRequest.objects.filter(bill=OuterRef("bill_id"), credit_note=None))
    asked = Exists(InvoiceRequest.objects.filter(credit_note=OuterRef("pk")))
    notes = approved_notes().filter(with_invoice)
    return notes if again else notes.exclude(asked)


def to_request(month: Month, *, again: bool = False, whom: Whom = Whom.ALL) -> QuerySet[Bill]:
    return bills_waiting(again=again, whom=whom).filter(month=month.start).order_by("number")


def notes_to_request(month: Month, *, again: bool = False) -> QuerySet[CreditNote]:
    return notes_waiting(again=again).filter(month=month.start).order_by("number")


def batches() -> QuerySet[Any]:
    """Every file made, with its `bills`, `notes` and `total`."""
    red = Q(requests__credit_note__isnull=False)
    return InvoiceBatch.objects.select_related("made_by").annotate(
        bills=Count("requests", filter=~red),
        notes=Count("requests", filter=red),
        total=Sum("requests__gross"),
        vat=Sum("requests__tax"),
    )


def batch_numbered(pk: int) -> InvoiceBatch | None:
    return InvoiceBatch.objects.filter(pk=pk).first()


def basic_rows(batch: InvoiceBatch) -> Iterator[template.Row]:
    for request in batch.requests.filter(credit_note=None).order_by("serial").iterator(chunk_size=2000):
        yield {
            "发票流水号": request.serial,
            "发票类型": template.ORDINARY,
            "是否含税": template.YES,
            "受票方自然人标识": template.YES if is_person(request.buyer) and not request.buyer_number else template.NO,
            "购买方名称": request.buyer,
            "购买方纳税人识别号": request.buyer_number,
            "备注": request.remark,
        }


def lines_of(batch: InvoiceBatch) -> Iterator[template.Row]:
    lines = InvoiceLine.objects.filter(request__batch=batch, request__credit_note=None)
    for line in lines.select_related("request").order_by("request__serial", "position").iterator(chunk_size=2000):
        yield {
            "发票流水号": line.request.serial,
            "项目名称": f"*{line.category}*{line.item_name}",
            "商品和服务税收编码": line.tax_code,
            "金额": str(line.gross),
            "税率": plain(line.rate),
        }


def red_lines_of(batch: InvoiceBatch) -> Iterator[template.Row]:
    lines = InvoiceLine.objects.filter(request__batch=batch, request__credit_note__isnull=False)
    found = lines.select_related("request__bill", "request__credit_note").order_by("request__serial", "position")
    for line in found.iterator(chunk_size=2000):
        yield {
            "红字单编号": line.request.serial,
            "原账单编号（原发票流水号）": str(line.request.bill.number),
            "购买方名称": line.request.buyer,
            "项目名称": f"*{line.category}*{line.item_name}",
            "商品和服务税收编码": line.tax_code,
            "冲红金额（含税）": str(line.gross),
            "税率": plain(line.rate),
            "冲红金额（不含税）": str(line.net),
            "冲红税额": str(line.tax),
            "冲红原因": line.request.remark,
            "开具日期": line.request.day.isoformat(),
        }


def requests_unlike_their_lines() -> tuple[int, list[tuple[str, Yuan, Yuan, Yuan]]]:
    """How many requests there are; and (serial, gross, sum of lines, document) of those that are not as they should."""
    requests = InvoiceRequest.objects.annotate(lines_gross=Sum("lines__gross"), lines_tax=Sum("lines__tax"))
    unlike = []
    found = requests.select_related("bill", "credit_note").only(
        "serial", "gross", "tax", "bill__total", "credit_note__total"
    )
    for request in found.iterator(chunk_size=2000):
        document = -request.credit_note.total if request.credit_note else request.bill.total
        lines: Yuan = request.lines_gross or ZERO
        if not request.gross == lines == document or request.tax != (request.lines_tax or ZERO):
            unlike.append((request.serial, request.gross, lines, document))
    return requests.count(), unlike


@dataclass(frozen=True, slots=True)
class WaitingMonth:
    """What of a month waits to be exported."""

    month: Month
    bills: int
    notes: int
    total: Yuan
    asked: int


def months_with_requests() -> list[WaitingMonth]:
    """The months of which something waits, the latest first."""
    bills = bills_waiting().order_by().values_list("month").annotate(count=Count("pk"), sum=Sum("total"))
    found = {day: (count, total) for day, count, total in bills}
    asked = bills_waiting(whom=Whom.ASKED).order_by().values_list("month").annotate(count=Count("pk"))
    of_asked = dict(asked)
    notes = dict(notes_waiting().order_by().values_list("month").annotate(count=Count("pk")))
    return [
        WaitingMonth(Month.of(day), bills, notes.get(day, 0), total, of_asked.get(day, 0))
        for day in sorted(found.keys() | notes.keys(), reverse=True)
        for bills, total in [found.get(day, (0, ZERO))]
    ]
