"""A household's bills with what stands behind them, its receipts, its account, and its devices."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from invoices.modules.payments.public import paper_for_account
from invoices.modules.proofs.public import counting
from invoices.modules.residents.public import HouseholdDevice
from invoices.modules.residents.selectors import bills as read
from invoices.modules.residents.selectors.devices import devices_with
from invoices.modules.residents.services import revoke_device
from invoices.modules.residents.views.kit import household_answer, household_page, note_look
from invoices.modules.residents.views.sections import section_links
from invoices.modules.statements.public import living_link, made_account
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.pictures import picture_response, size_named
from property_ops.kernel.period import Month, Period
from property_ops.modules.parking.public import ranks_of_unit

SHOWN_BILLS, SHOWN_RECEIPTS = 24, 50


@household_page()
def overview(request: HttpRequest, household: HouseholdDevice) -> HttpResponseBase:
    note_look(request, household, "overview")
    today = timezone.localdate()
    is_over = household.tenure.is_over(today)
    lines = list(read.payable_lines(household))
    held, to_pay = read.held_and_due(lines)
    content = {
        "standing": read.standing_of(household),
        "held": held,
        "to_pay": to_pay,
        "lines": lines,
        "bills": read.with_left_to_pay(list(read.bills_of(household)[:SHOWN_BILLS])),
        "year": today.year,
        "sections": section_links(household),
        "is_over": is_over,
        "ranks": [] if is_over else [(one, one.ahead + 1) for one in ranks_of_unit(household.unit)],
    }
    return household_answer(request, "residents/overview.html", household, content)


@household_page()
def bill(request: HttpRequest, household: HouseholdDevice, number: str) -> HttpResponseBase:
    found = get_object_or_404(read.bills_of(household), number=number)
    note_look(request, household, number)
    month = Month.of(found.month)
    content = {
        "bill": found,
        "lines": read.lines_of_bill(found),
        "link": living_link(bill_id=found.pk, today=timezone.localdate()),
        "is_counted": counting(number=number, estate=found.estate.code, month=month) is not None,
    }
    return household_answer(request, "residents/bill.html", household, content)


@household_page()
def picture(
    request: HttpRequest, household: HouseholdDevice, number: str, position: int, key: str, size: str
) -> HttpResponseBase:
    """A picture of what the household was charged for, and of nothing else."""
    found = read.picture_behind(get_object_or_404(read.bills_of(household), number=number), position, key)
    if found is None:
        raise Http404
    return picture_response(request, found.stored, size_named(size))


@household_page()
def receipts(request: HttpRequest, household: HouseholdDevice) -> HttpResponseBase:
    note_look(request, household, "receipts")
    rows = read.receipts_of(household)[:SHOWN_RECEIPTS]
    return household_answer(request, "residents/receipts.html", household, {"matches": rows})


@household_page()
def receipt_paper(request: HttpRequest, household: HouseholdDevice, match: int) -> HttpResponseBase:
    found = get_object_or_404(read.receipts_of(household), pk=match)
    note_look(request, household, found.receipt.number)
    return pdf_response(paper_for_account(found), found.receipt.number)


@household_page()
def account(request: HttpRequest, household: HouseholdDevice, year: int) -> HttpResponseBase:
    """对账单 of a year, up to today."""
    if not 2000 <= year <= timezone.localdate().year:
        raise Http404
    note_look(request, household, f"account {year}")
    unit, party = read.account_of(household)
    period = Period(date(year, 1, 1), date(year + 1, 1, 1))
    return pdf_response(made_account(period=period, account=unit, party=party), f"{unit}-{year}")


@household_page()
def devices(request: HttpRequest, household: HouseholdDevice) -> HttpResponseBase:
    rows = devices_with(household, today=timezone.localdate())
    return household_answer(request, "residents/devices.html", household, {"devices": rows})


@household_page("POST")
def revoke(request: HttpRequest, household: HouseholdDevice, device: int) -> HttpResponseBase:
    found = get_object_or_404(devices_with(household, today=timezone.localdate()), pk=device)
    if request.method == "POST":
        revoke_device(device=found, by=None, now=timezone.now())
        if found.pk == household.pk:
            return HttpResponseRedirect(reverse("households"))
    return HttpResponseRedirect(reverse("household_devices", args=[household.pk]))
