"""Printing the papers of works. Made again from the same records, a paper is the same file."""

from django.conf import settings

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.period import Month
from property_ops.modules.dispatch.public import Visit
from property_ops.modules.estates.public import Estate
from property_ops.modules.portal.reports.certificate import draw_certificate
from property_ops.modules.portal.reports.quantity_book import draw_book
from property_ops.modules.portal.reports.work_sheet import draw_work_sheet
from property_ops.modules.portal.selectors.papers import Book, book_of, completion_of, order_of
from property_ops.modules.portal.services.proving import proof_address
from property_ops.modules.works.public import WorkOrder

PAPERS = "papers.view"


def work_sheet(*, work: WorkOrder, visit: Visit | None, by: User) -> bytes:
    """派工单 for a visit, or for the whole work. Raises NotAllowed, GlyphMissing."""
    require(by, PAPERS, work)
    address = f"{settings.PUBLIC_URL}/phone/visits/{visit.pk}/" if visit else ""
    data = draw_work_sheet(order_of(work, visit), address=address)
    _record(by, work.number, "work_sheet")
    return data


def certificate(*, work: WorkOrder, by: User) -> bytes:
    """完工验收单; its code leads to a page that proves it, and accepts nothing. Raises NotAllowed, GlyphMissing,
    PictureGone."""
    require(by, PAPERS, work)
    done = completion_of(work)
    data = draw_certificate(done, address=proof_address(done))
    _record(by, work.number, "certificate")
    return data


def quantity_book(*, estate: Estate, month: Month, by: User) -> tuple[Book, bytes]:
    """工程量台账 of a month, as PDF. Raises NotAllowed, GlyphMissing."""
    require(by, PAPERS, estate)
    book = book_of(estate, month)
    data = draw_book(book)
    _record(by, f"{estate.code} {month}", "quantity_book")
    return book, data


def _record(by: User, subject: str, paper: str) -> None:
    audit.record(by=by, action="portal.paper_printed", subject=subject, paper=paper)
