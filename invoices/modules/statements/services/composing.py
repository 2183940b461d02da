"""From issued bills to what their statements say. Whatever is not on the bill is fixed when it is first asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from invoices.modules.billing.public import Bill, BillingTerms
from invoices.modules.statements import selectors
from invoices.modules.statements.domain import document
from invoices.modules.statements.domain.document import StatementDoc
from invoices.modules.statements.domain.errors import CompanyUnknown, NothingIssued
from invoices.modules.statements.domain.frozen import FrozenBill
from invoices.modules.statements.models import Letterhead, Statement
from invoices.modules.statements.services.lines import line_text
from invoices.modules.statements.services.signing import check_code, token
from property_ops.framework.bulk import insert_columns
from property_ops.framework.locking import locked_transaction
from property_ops.framework.pdf.printable import signs_without_glyph, texts_in, with_substitutes
from property_ops.kernel.canonical import digest_of
from property_ops.kernel.chinese_days import chinese_month
from property_ops.kernel.personal import masked_name
from property_ops.modules.estates.public import Company

SUBSTITUTE_NOTE = "注：〓 代表字体中没有的字符。"
NOBODY = "（未登记）"


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What is fixed for one statement beside its bill."""

    statement_id: int
    letterhead_id: int
    payer: str
    link_version: int
    link_expires_on: date


@dataclass(frozen=True, slots=True)
class Composed:
    """A statement ready to be printed, with what it was made from."""

    bill: FrozenBill
    fixed: StatementFacts
    doc: StatementDoc


def document_of(bill: Bill) -> StatementDoc:
    """The statement of an issued bill, from the frozen bill and its lines only; the same every time.

    Raises NothingIssued, CompanyUnknown.
    """
    return next(iter(documents_of([bill.pk])), None) or _refuse(bill)


def documents_of(ids: Sequence[int]) -> list[StatementDoc]:
    """The statements of the issued bills with these keys, in that order. A few queries, however many they are."""
    return [one.doc for one in composed(selectors.frozen_bills(ids))]


def composed(bills: Sequence[FrozenBill]) -> list[Composed]:
    """The statements of the bills, in that order."""
    fixed = _fixed(bills)
    letterheads = _letterheads({one.letterhead_id for one in fixed.values()})
    return [_composed(bill, fixed[bill.pk], *letterheads[fixed[bill.pk].letterhead_id]) for bill in bills]


def _composed(bill: FrozenBill, fixed: StatementFacts, letterhead: document.Letterhead, site: str) -> Composed:
    link = token(bill.number, expires_on=fixed.link_expires_on, version=fixed.link_version)
    doc = StatementDoc(
        letterhead=letterhead,
        number=bill.number,
        month=chinese_month(bill.month),
        account=bill.unit_code,
        estate=bill.estate_name,
        unit=bill.unit,
        payer=fixed.payer,
        issued_on=bill.issued_on,
        due_on=bill.due_on,
        lines=tuple(map(line_text, bill.lines)),
        brought_forward=bill.brought_forward,
        this_period=bill.total,
        paid=bill.paid,
        due=bill.due,
        url=f"{site}/s/{link}",
        check_code=check_code(bill),
    )
    return Composed(bill, fixed, _printable(doc))


def _printable(doc: StatementDoc) -> StatementDoc:
    """What is frozen is printed whatever it says: a sign that no font has as a substitute, as the last line says."""
    missing = signs_without_glyph(texts_in(doc))
    if not missing:
        return doc
    changed = with_substitutes(doc, missing)
    last = changed.lines[-1]
    return replace(changed, lines=(*changed.lines[:-1], replace(last, evidence=(*last.evidence, SUBSTITUTE_NOTE))))


def _fixed(bills: Sequence[FrozenBill]) -> dict[int, StatementFacts]:
    """By bill; for those that have none yet it is fixed now, from today's letterhead and terms."""
    ids = [bill.pk for bill in bills]
    found = _stored(ids)
    if len(found) < len(bills):
        _fix([bill for bill in bills if bill.pk not in found])
        found = _stored(ids)
    return found


def _stored(ids: Sequence[int]) -> dict[int, StatementFacts]:
    rows = Statement.objects.filter(bill_id__in=ids).values_list(
        "bill_id", "pk", "letterhead_id", "payer", "link_version", "link_expires_on"
    )
    return {row[0]: StatementFacts(*row[1:]) for row in rows}


def _fix(bills: Sequence[FrozenBill]) -> None:
    terms = BillingTerms.load()
    with locked_transaction("statements"):
        others = _stored([bill.pk for bill in bills])
        new = [bill for bill in bills if bill.pk not in others]
        insert_columns(
            Statement,
            {
                "bill": [bill.pk for bill in new],
                "letterhead": _current_letterhead(terms).pk,
                "payer": [_payer(bill, mask=terms.mask_payers or bill.mask_payer) for bill in new],
                "link_version": 1,
                "link_expires_on": [_expiry(bill.issued_on) for bill in new],
            },
            rows=len(new),
        )


def _expiry(issued_on: date) -> date:
    """The last day of the link: LINK_DAYS after issuing, or from today where those are over already."""
    lifetime, today = timedelta(days=settings.LINK_DAYS), timezone.localdate()
    return issued_on + lifetime if issued_on + lifetime >= today else today + lifetime


def _payer(bill: FrozenBill, *, mask: bool) -> str:
    return (masked_name(bill.payer_name, keeps_last=True) if mask else bill.payer_name) or NOBODY


def _current_letterhead(terms: BillingTerms) -> Letterhead:
    """Today's company and terms, stored once. Raises CompanyUnknown."""
    company = Company.load()
    if not company.name:
        raise CompanyUnknown()
    phone = f"电话 {company.phone}" if company.phone else ""
    bank = f"转账：{company.bank_name}，账号 {company.bank_account}" if company.bank_account else ""
    content = {
        "company": company.name,
        "contact": "　".join(filter(None, (company.address, phone))),
        "ways_to_pay": [*_paragraphs(terms.ways_to_pay), *filter(None, [bank])],
        "how_to_object": _paragraphs(terms.how_to_object),
        "site": settings.PUBLIC_URL,
    }
    return Letterhead.objects.get_or_create(digest=digest_of(content), defaults=content)[0]


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _letterheads(ids: Iterable[int]) -> dict[int, tuple[document.Letterhead, str]]:
    return {
        row.pk: (
            document.Letterhead(row.company, row.contact, tuple(row.ways_to_pay), tuple(row.how_to_object)),
            row.site,
        )
        for row in Letterhead.objects.filter(pk__in=ids)
    }


def _refuse(bill: Bill) -> StatementDoc:
    raise NothingIssued(month=f"{bill.month:%Y-%m}")
